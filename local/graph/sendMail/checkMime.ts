import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import { maxRecipients } from '../limits.ts';
import { maySendAs, type SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Envelope } from '../store/acceptedMessage.ts';
import { type EnvelopeHeaders, readEnvelope } from './readEnvelope.ts';

/** What Exchange found in a message it takes, or its refusal. */
export type Checked = { readonly kind: 'envelope'; readonly envelope: Envelope } | GraphError;

/** Exchange's checks before a 202: readable MIME, a From the mailbox may use, recipients, their number. */
export function checkMime(mime: Buffer, mailbox: SimulatedMailbox): Checked {
  const headers = readEnvelope(mime);
  if (headers === undefined) return malformed('');
  const refusal = checkFrom(headers, mailbox) ?? checkRecipients(headers);
  if (refusal !== undefined) return refusal;

  // A message without From is sent by the mailbox itself.
  const from = headers.from[0] ?? { name: mailbox.displayName, address: mailbox.mail };
  return { kind: 'envelope', envelope: { ...headers, from } };
}

function checkFrom({ from }: EnvelopeHeaders, mailbox: SimulatedMailbox): GraphError | undefined {
  // What Exchange does with several is documented nowhere; refusing all of them is our choice.
  if (from.length > 1) return malformed(` The message has ${from.length} From addresses.`);
  const [sender] = from;
  if (sender === undefined || maySendAs(mailbox, sender.address)) return undefined;
  return refuse(
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
  );
}

function checkRecipients({ to, cc, bcc }: EnvelopeHeaders): GraphError | undefined {
  const recipients = [...to, ...cc, ...bcc];
  if (recipients.length === 0) {
    return refuse(
      'ErrorInvalidRecipients',
      "At least one recipient is not valid., A message can't be sent because it contains no recipients.",
    );
  }
  const unresolved = recipients.find(({ address }) => !/^\S+@\S+$/.test(address));
  if (unresolved !== undefined) {
    const shown = unresolved.address || unresolved.name;
    return refuse(
      'ErrorInvalidRecipients',
      `At least one recipient is not valid., Recipient '${shown}' is not resolved. All recipients must be resolved before a message can be submitted.`,
    );
  }
  if (recipients.length > maxRecipients) {
    return refuse(
      'ErrorExceededMaxRecipientLimit',
      `The message has ${recipients.length} recipients, more than the ${maxRecipients} that a message may have.`,
    );
  }
  return undefined;
}

function malformed(detail: string): GraphError {
  return refuse(
    'ErrorMimeContentInvalid',
    `MIME content does not contain all required information, malformed formatting, or empty.${detail}`,
  );
}
