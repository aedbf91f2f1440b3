import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer, RequestIds } from '../api/graphAnswer.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { Send } from '../throttling/send.ts';
import { checkMime } from './checkMime.ts';
import { readSubmission, type SubmittedBody } from './readSubmission.ts';

/** A mail that reaches Exchange. */
export interface Submission extends SubmittedBody {
  readonly ids: RequestIds;
  /** Accepts so much later what would be accepted now; absent: at once. */
  readonly acceptAfterMs?: number | undefined;
}

const noBytes = Buffer.alloc(0);

/** Checks the mail as Exchange does, accepts it, and takes the time that this takes. */
export async function submit(
  submission: Submission,
  mailbox: SimulatedMailbox,
  send: Send,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const { keepMime, sendLatencyMs } = simulator.behaviour.current;
  const read = await readSubmission(submission, mailbox);
  if (read.kind === 'error') return read;
  const { mime, submittedAs, saveToSentItems } = read;
  const checked = checkMime(mime, mailbox);
  if (checked.kind === 'error') return checked;
  const { to, cc, bcc } = checked.envelope;
  const overQuota = send.recipientsCame(to.length + cc.length + bcc.length);
  if (overQuota !== undefined) return overQuota;

  const accept = () => {
    const leavesDraftsMs = send.leavesDraftsMs();
    simulator.messages.add({
      id: randomUUID(),
      mailboxId: mailbox.id,
      mailbox: mailbox.mail,
      receivedAt: new Date(simulator.clock.nowMs()).toISOString(),
      ...(leavesDraftsMs === undefined ? {} : { leavesDraftsAt: isoTime(leavesDraftsMs) }),
      ...submission.ids,
      submittedAs,
      saveToSentItems,
      ...checked.envelope,
      sizeBytes: mime.length,
      sha256: keepMime ? createHash('sha256').update(mime).digest('hex') : '',
      mime: keepMime ? mime : noBytes,
    });
  };
  const { acceptAfterMs } = submission;
  if (acceptAfterMs === undefined) accept();
  else void acceptLater(acceptAfterMs, accept, simulator.stopping);
  if (sendLatencyMs > 0) await waitUntil(send.arrivedMs + sendLatencyMs, simulator);
  return { kind: 'empty', status: 202 };
}

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Graph still works on a request whose sender was told a failure, or gave up. */
async function acceptLater(afterMs: number, accept: () => void, stopping: AbortSignal) {
  await delay(afterMs, undefined, { signal: stopping }).then(accept, () => undefined);
}

/** A plain timer, because thousands run at a time; it holds up no stop, and its answer then finds no connection. */
function waitUntil(dueMs: number, { clock }: Simulator): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, dueMs - clock.nowMs())).unref();
  });
}
