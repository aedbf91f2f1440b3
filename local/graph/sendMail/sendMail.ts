import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer, GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import { maxRequestBodyBytes } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { AcceptedMessage } from '../store/acceptedMessage.ts';
import { decodeBase64Mime } from './base64Mime.ts';
import { checkMime } from './checkMime.ts';
import { composeJsonMail } from './jsonMail.ts';

type Submission = Pick<AcceptedMessage, 'submittedAs' | 'saveToSentItems' | 'mime'> & {
  readonly kind: 'submission';
};

/** `POST /users/{mailbox}/sendMail`: accepts or refuses the mail, unless a fault has it otherwise. */
export async function sendMail(request: GraphRequest, simulator: Simulator): Promise<GraphAnswer> {
  const [mailboxKey = ''] = request.pathParameters;
  const body = await request.readBody();
  if (body.kind === 'too-large') {
    const maxMegabytes = maxRequestBodyBytes / 1_048_576;
    return refuse(
      'RequestEntityTooLarge',
      `The maximum request length supported is ${maxMegabytes}MB.`,
    );
  }
  const mailbox = simulator.mailboxes.find(mailboxKey);
  if (mailbox === undefined) {
    return refuse('ErrorInvalidUser', `The requested user '${mailboxKey}' is invalid.`);
  }

  const fault = simulator.faults.take(mailbox);
  if (fault === undefined) return await submit(request, body.bytes, mailbox, simulator);

  const reachesExchange = fault.accept === true || fault.answer === 'as-usual';
  const due = reachesExchange ? await submit(request, body.bytes, mailbox, simulator) : undefined;
  await delay(fault.delayMs ?? 0, undefined, { signal: simulator.stopping });
  return due?.kind === 'error' ? due : faultAnswer(fault);
}

async function submit(
  request: GraphRequest,
  body: Buffer,
  mailbox: SimulatedMailbox,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const submission = await readSubmission(request.contentType, body, mailbox);
  if (submission.kind === 'error') return submission;
  const { mime, submittedAs, saveToSentItems } = submission;

  const checked = await checkMime(mime, mailbox);
  if (checked.kind === 'error') return checked;

  simulator.messages.add({
    id: randomUUID(),
    mailboxId: mailbox.id,
    mailbox: mailbox.mail,
    receivedAt: new Date().toISOString(),
    ...request.ids,
    submittedAs,
    saveToSentItems,
    ...checked.envelope,
    sizeBytes: mime.length,
    sha256: createHash('sha256').update(mime).digest('hex'),
    mime,
  });
  return { kind: 'empty', status: 202 };
}

async function readSubmission(
  contentType: string,
  body: Buffer,
  mailbox: SimulatedMailbox,
): Promise<Submission | GraphError> {
  switch (contentType) {
    case 'text/plain': {
      const mime = decodeBase64Mime(body);
      if (!Buffer.isBuffer(mime)) return mime;
      return { kind: 'submission', submittedAs: 'mime', saveToSentItems: true, mime };
    }
    case 'application/json': {
      const composed = await composeJsonMail(body, mailbox);
      if (composed.kind === 'error') return composed;
      return { ...composed, kind: 'submission', submittedAs: 'json' };
    }
    default:
      return refuse(
        'UnsupportedMediaType',
        `The content type '${contentType}' is not supported. sendMail takes text/plain (MIME as base64) or application/json.`,
      );
  }
}
