import { contentOfMail, mailOf, type RunJob } from './jobs.ts';
import type { TakenMail, World } from './world.ts';

/** How often a producer may enqueue one id again. */
const mostAgain = 3;
const dayMs = 24 * 3_600_000;

/** Lets producers enqueue each job: at the start, and perhaps again at random times, perhaps with another content. */
export function startProducers(world: World): void {
  const { plan, time, settings } = world;
  for (const job of world.jobs) {
    time.after(plan.between('a producer begins', 0, 1000), () =>
      job.feature === 'recordGone' ? enqueueOld(world, job) : enqueue(world, job, 'a'),
    );
    for (let again = 0; again < mostAgain; again++) {
      const choice = plan.choose(`${job.id} again`, 0.25, { same: 3, other: 2 });
      const atMs = plan.spreadMs(`${job.id} again`, 10, settings.troubleMs);
      if (choice === undefined || job.feature === 'recordGone') continue;
      time.after(atMs, () => enqueue(world, job, choice === 'same' ? 'a' : 'b'));
    }
  }
}

function enqueue(world: World, job: RunJob, content: 'a' | 'b'): void {
  const { queue, storage, mailboxes, trace } = world;
  const { message, mime, blob } = mailOf(job, content, world.startMs);
  if (blob) storage.jobs.set(blob, mime);
  if (job.feature === 'olderMail' && content === 'a') {
    const messageId = `<${job.id}.a@contoso.example>`;
    mailboxes.file(messageId, { createdAtMs: world.startMs - dayMs });
  }
  const taken = queue.take(message);
  trace.note('producer', () => `enqueues ${job.id} with content ${content}`, job.id);
  if (!taken) return;
  const received = queue.messages.at(-1);
  if (!received) throw new Error('The queue took a message and does not have it.');
  noteTaken(world, job, { content, hash: contentOfMail(received, mime), mime });
}

/** A message that lay in the queue for so long that the record of its job was purged: the mail had gone out. */
function enqueueOld(world: World, job: RunJob): void {
  const { queue, mailboxes, trace } = world;
  const { message, mime } = mailOf(job, 'a', world.startMs);
  const received = {
    ...{ body: message.body, messageId: message.messageId, contentType: message.contentType },
    ...{ correlationId: undefined, replyTo: message.replyTo, expiresAtMs: undefined },
    properties: message.applicationProperties,
    sequenceNumber: '1',
    enqueuedAtMs: world.startMs - 24 * dayMs,
  };
  const { enqueuedAtMs: createdAtMs } = received;
  mailboxes.accept(mime, 'purged', createdAtMs, { createdAtMs });
  queue.addOld(received);
  trace.note('producer', () => `enqueued ${job.id} 24 days ago; it went out, its record is gone`);
  noteTaken(world, job, { content: 'a', hash: contentOfMail(received, mime), mime });
}

function noteTaken({ taken }: World, { id }: RunJob, mail: TakenMail): void {
  taken.set(id, [...(taken.get(id) ?? []), mail]);
}
