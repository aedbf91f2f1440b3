import { type Action, actions, type Priority, priorities } from './job.ts';
import { jobLimits } from './limits.ts';
import { type Refusal, refused } from './reasons.ts';

type Value = unknown;
const invalid = (text: string) => refused('JobInvalid', text);

/** `v`: the contract's version. REST clients write numbers as text, some write 1.0. */
export function readVersion(value: Value): 1 | Refusal {
  const isOne = value === 1 || (typeof value === 'string' && /^1(?:\.0)?$/.test(value));
  if (value === undefined || isOne) return 1;
  return refused('VersionNotSupported', `Property "v" is ${shown(value)}. Allowed: 1.`);
}

/** `mailbox`: address, `user:<address>` or object id. */
export function readMailbox(value: Value): string | undefined | Refusal {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !mailboxForm.test(value)) {
    return invalid(
      'Property "mailbox" names no mailbox. Allowed: an address, user:<address>, or an object id.',
    );
  }
  return value;
}
/**
 * ASCII without space, double quotes and path characters: the value becomes part of a URL. An apostrophe is legal
 * (o'brien@); whoever writes it into an OData filter must double it.
 */
const mailboxForm =
  /^(?:user:)?[A-Za-z0-9!#$&'*+=^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255}$|^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** `recipients`: a JSON array of addresses, or addresses with commas between. The MIME rules check each address. */
export function readRecipients(value: Value): readonly string[] | undefined | Refusal {
  if (value === undefined) return undefined;
  if (typeof value !== 'string')
    return invalid(
      'Property "recipients" is no text. Allowed: a JSON array of addresses, or addresses with commas between.',
    );
  if (Buffer.byteLength(value) > jobLimits.propertyBytes) {
    return invalid(
      `Property "recipients" has ${Buffer.byteLength(value)} bytes. Allowed: ${jobLimits.propertyBytes}. Put the rest into the Bcc header.`,
    );
  }
  const list = value.trimStart().startsWith('[') ? jsonArray(value) : value.split(',');
  const addresses = list?.map((item) => (typeof item === 'string' ? item.trim() : ''));
  if (!addresses || addresses.length === 0 || addresses.includes('')) {
    return invalid(
      'Property "recipients" cannot be read, or has an empty entry. Allowed: a JSON array of addresses, or addresses with commas between.',
    );
  }
  return addresses;
}

/** `action`: what to do with the mail. */
export function readAction(value: Value): Action | Refusal {
  const action = value === undefined ? 'send' : oneOf(actions, value);
  if (action === undefined)
    return invalid(
      `Property "action" is ${shown(value)}. Allowed: ${actions.join(', ')}. Leave it out for send.`,
    );
  if (action === 'draft')
    return refused(
      'ActionNotSupported',
      'Property "action" is "draft", which is not built yet. Allowed: send.',
    );
  return action;
}

/** `priority`: how urgent among the mails of the same mailbox. */
export function readPriority(value: Value): Priority | Refusal {
  const priority = value === undefined ? 'normal' : oneOf(priorities, value);
  return (
    priority ??
    invalid(
      `Property "priority" is ${shown(value)}. Allowed: ${priorities.join(', ')}. Leave it out for normal.`,
    )
  );
}

/** `notAfter`: an ISO 8601 time with its zone, as milliseconds since 1970. AMQP timestamps arrive as Date or as text. */
export function readNotAfter(value: Value): number | undefined | Refusal {
  if (value === undefined) return undefined;
  const ms = value instanceof Date ? value.getTime() : isoTimeMs(value);
  if (Number.isNaN(ms))
    return invalid(
      `Property "notAfter" is ${shown(value)}. Allowed: ISO 8601 with a zone, such as 2026-11-21T16:00:00Z.`,
    );
  return ms;
}

function isoTimeMs(value: Value): number {
  const text = typeof value === 'string' ? value : '';
  const day = isoTime.exec(text)?.[1];
  return day !== undefined && isDay(day) ? Date.parse(text) : Number.NaN;
}
const isoTime = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Date.parse takes 30 February for 2 March, a day that nobody named. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

/** `producer`: a label of the enqueuing service, for audit. */
export function readProducer(value: Value): string | undefined | Refusal {
  if (value === undefined) return undefined;
  const { producerCharacters: most } = jobLimits;
  if (typeof value !== 'string' || value === '' || value.length > most || /\p{Cc}/u.test(value)) {
    return invalid(
      `Property "producer" is no label. Allowed: 1 to ${most} characters, none of them a control character.`,
    );
  }
  return value;
}

/**
 * The message's `replyTo`: a queue of this namespace that the settings allow. An address there is a recipient's or a
 * customer's, mistaken for the Reply-To of the mail: it is not repeated.
 */
export function readReplyTo(
  value: string | undefined,
  allowed: readonly string[],
): string | undefined | Refusal {
  if (value === undefined || allowed.includes(value)) return value;
  if (value.includes('@')) {
    return refused(
      'ReplyToNotAllowed',
      'The replyTo is an address. Allowed: the name of a queue in REPLY_QUEUES; the address for answers is the header Reply-To of the mail.',
    );
  }
  const known = allowed.length > 0 ? allowed.join(', ') : 'none';
  return refused(
    'ReplyToNotAllowed',
    `The replyTo queue ${shown(value)} is not in REPLY_QUEUES. Allowed: ${known}.`,
  );
}

function oneOf<T extends string>(allowed: readonly T[], value: Value): T | undefined {
  return allowed.find((one) => one === value);
}

function jsonArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A wrong value for an error text: never long, never with a control character. */
function shown(value: Value): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
