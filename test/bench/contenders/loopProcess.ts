import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Batch, mailId, mimeOf } from '../mails.ts';
import type { ProcessCost } from '../processCost.ts';
import { warmUpCount } from './contender.ts';
import { fetchSender } from './fetchSender.ts';
import type { LoopSender } from './loopSender.ts';
import { sdkSender } from './sdkSender.ts';

/** What the parent asks for, as JSON in the only argument. */
export interface LoopOrder {
  readonly sender: 'fetch' | 'sdk';
  readonly graphUrl: string;
  readonly batch: Batch;
  /** Requests at a time per mailbox. */
  readonly inFlight: number;
}

const order = JSON.parse(process.argv[2] ?? '') as LoopOrder;
const { batch, inFlight } = order;
const send = { fetch: fetchSender, sdk: sdkSender }[order.sender](order.graphUrl);

/** One mailbox more than those that are measured. */
await drain(send, { name: `warm-up-${batch.name}`, mailboxCount: 1, mailsEach: warmUpCount });
process.send?.('ready');
await once(process, 'message');

const before = process.cpuUsage();
const mailboxes = Array.from({ length: batch.mailboxCount }, (_, index) => index + 1);
await Promise.all(mailboxes.map((mailbox) => drain(send, batch, mailbox)));
const { user, system } = process.cpuUsage(before);
const cost: ProcessCost = {
  cpuMs: (user + system) / 1000,
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
};
process.send?.(cost);
process.disconnect();

/** Sends the mails of one mailbox, several at a time. */
async function drain(
  sendOne: LoopSender,
  mails: Batch,
  mailbox: number = batch.mailboxCount + 1,
): Promise<void> {
  const from = addressOf(mailbox);
  let mail = 0;
  const worker = async () => {
    while (mail < mails.mailsEach) {
      const id = mailId(mails, mailbox, ++mail);
      await untilAccepted(() => sendOne(from, mimeOf(from, id)));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

/** Tries until it is told that the mail was accepted, as such loops do; after 504 that makes a second mail. */
async function untilAccepted(attempt: () => Promise<{ waitMs: number } | 'accepted'>) {
  for (;;) {
    const answer = await attempt();
    if (answer === 'accepted') return;
    await sleep(answer.waitMs);
  }
}
