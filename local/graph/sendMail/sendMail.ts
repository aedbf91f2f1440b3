import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer } from '../api/graphAnswer.ts';
import { invalidUser, refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import { maxRequestBodyBytes } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { checkMime } from './checkMime.ts';
import { readSubmission } from './readSubmission.ts';

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
  if (mailbox === undefined) return invalidUser(mailboxKey);

  const fault = simulator.faults.take('sendMail', { mailbox });
  if (fault === undefined) return await submit(request, body.bytes, mailbox, simulator);

  const { answer, accept, acceptAfterMs, delayMs = 0 } = fault;
  const reachesExchange = accept === true || acceptAfterMs !== undefined || answer === 'as-usual';
  const due = reachesExchange
    ? await submit(request, body.bytes, mailbox, simulator, acceptAfterMs)
    : undefined;
  await delay(delayMs, undefined, { signal: simulator.stopping });
  return due?.kind === 'error' ? due : faultAnswer(fault);
}

/** @param acceptAfterMs accepts so much later what would be accepted now; absent: at once */
async function submit(
  request: GraphRequest,
  body: Buffer,
  mailbox: SimulatedMailbox,
  simulator: Simulator,
  acceptAfterMs?: number,
): Promise<GraphAnswer> {
  const submission = await readSubmission(request.contentType, body, mailbox);
  if (submission.kind === 'error') return submission;
  const { mime, submittedAs, saveToSentItems } = submission;

  const checked = await checkMime(mime, mailbox);
  if (checked.kind === 'error') return checked;

  const accept = () =>
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
  if (acceptAfterMs === undefined) accept();
  else void acceptLater(acceptAfterMs, accept, simulator.stopping);
  return { kind: 'empty', status: 202 };
}

/** Graph still works on a request whose sender was told a failure, or gave up. */
async function acceptLater(afterMs: number, accept: () => void, stopping: AbortSignal) {
  await delay(afterMs, undefined, { signal: stopping }).then(accept, () => undefined);
}
