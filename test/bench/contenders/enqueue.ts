import { ServiceBusClient, type ServiceBusSender } from '@azure/service-bus';
import { writeJob } from '../../../shared/job/writeJob.ts';
import { addressOf, type Batch, mailId, mimeOf } from '../mails.ts';

/** Batches that are being sent at a time. */
const sendersAtOnce = 4;

/**
 * Enqueues all mails of a batch, in turn over its mailboxes, from mailbox `firstMailbox` on. With `sendAt` none is received
 * before, so that the queue is full from the first mail on; throws when that time came before all were enqueued.
 */
export async function enqueue(
  serviceBus: string,
  batch: Batch,
  { sendAt, firstMailbox = 1 }: { readonly sendAt?: Date; readonly firstMailbox?: number } = {},
): Promise<void> {
  const client = new ServiceBusClient(serviceBus);
  const sender = client.createSender('mail');
  const jobs = jobsOf(batch, firstMailbox, sendAt);
  await Promise.all(Array.from({ length: sendersAtOnce }, () => sendAll(sender, jobs)));
  await client.close();
  if (sendAt && Date.now() > sendAt.getTime()) {
    throw new Error('This machine enqueues too slowly: the first mails went before the last came.');
  }
}

function* jobsOf(batch: Batch, firstMailbox: number, sendAt: Date | undefined) {
  for (let mail = 1; mail <= batch.mailsEach; mail += 1) {
    for (let mailbox = firstMailbox; mailbox < firstMailbox + batch.mailboxCount; mailbox += 1) {
      const id = mailId(batch, mailbox, mail);
      const mime = mimeOf(addressOf(mailbox), id);
      yield writeJob({ id, body: { kind: 'inline', mime }, ...(sendAt && { sendAt }) });
    }
  }
}

/** Several of these share one generator: each takes what comes next. */
async function sendAll(sender: ServiceBusSender, jobs: ReturnType<typeof jobsOf>): Promise<void> {
  let messages = await sender.createMessageBatch();
  for (let next = jobs.next(); !next.done; next = jobs.next()) {
    if (messages.tryAddMessage(next.value)) continue;
    const full = messages;
    messages = await sender.createMessageBatch();
    messages.tryAddMessage(next.value);
    await sender.sendMessages(full);
  }
  if (messages.count > 0) await sender.sendMessages(messages);
}
