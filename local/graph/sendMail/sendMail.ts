import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import { maxRequestBodyBytes } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { Send } from '../throttling/send.ts';
import { submit } from './submit.ts';

/** Accepts or refuses a mail: by the limits of its mailbox, by a fault, by what is in it. */
export async function sendMail(
  request: GraphRequest,
  mailbox: SimulatedMailbox,
  send: Send,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const body = await request.readBody();
  if (body.kind === 'too-large') {
    const maxMegabytes = maxRequestBodyBytes / 1_048_576;
    return refuse(
      'RequestEntityTooLarge',
      `The maximum request length supported is ${maxMegabytes}MB.`,
    );
  }
  const overUpload = send.bodyCame(body.bytes.length); // what is refused for another reason is upload too
  const refusal = send.refusal ?? overUpload;
  if (refusal !== undefined) return refusal;

  const fault = simulator.faults.take('sendMail', { mailbox });
  const submission = { contentType: request.contentType, body: body.bytes, ids: request.ids };
  if (fault === undefined) return await submit(submission, mailbox, send, simulator);

  const { answer, accept, acceptAfterMs, delayMs = 0 } = fault;
  const reachesExchange = accept === true || acceptAfterMs !== undefined || answer === 'as-usual';
  const due = reachesExchange
    ? await submit({ ...submission, acceptAfterMs }, mailbox, send, simulator)
    : undefined;
  await delay(delayMs, undefined, { signal: simulator.stopping });
  return due?.kind === 'error' ? due : faultAnswer(fault);
}
