import { readBody } from './body.ts';
import { contentOf, unreadMime } from './content.ts';
import { copyId, looksLikeCopyId } from './copyId.ts';
import type { Job } from './job.ts';
import { derivedJobId, jobIdFault, jobIdRule, sha256 } from './jobId.ts';
import type { JobMessage } from './message.ts';
import * as property from './properties.ts';
import { isRefusal, type Refusal, refused } from './reasons.ts';
import { reservedProperties } from './reserved.ts';

/** A message that breaks the contract, under the id and the content that its record gets. */
export interface RefusedJob extends Refusal {
  readonly jobId: string;
  readonly content: string;
  readonly firstEnqueuedMs: number;
}

/** What the contract takes from the settings. */
export interface ContractSettings {
  /** Queues that a producer may name in replyTo. */
  readonly replyQueues: readonly string[];
}

type ReadJob = { readonly kind: 'job'; readonly job: Job };

/**
 * Reads a message as a job of contract version 1, or says by a reason code what breaks the contract.
 * The one place where messages become jobs, whoever received them.
 */
export function readJob(message: JobMessage, settings: ContractSettings): ReadJob | RefusedJob {
  return readCopy(message, settings) ?? readOriginal(message, readWish(message, settings));
}

type FullWish = Exclude<ReturnType<typeof readWish>, Refusal>;

/** Everything a producer can ask for, or the first refusal in the order of the contract's table. */
function readWish({ properties, ...message }: JobMessage, settings: ContractSettings) {
  return allOrRefusal({
    v: property.readVersion(properties['v']),
    body: readBody({ properties, ...message }),
    replyTo: property.readReplyTo(message.replyTo, settings.replyQueues),
    mailbox: property.readMailbox(properties['mailbox']),
    recipients: property.readRecipients(properties['recipients']),
    action: property.readAction(properties['action']),
    priority: property.readPriority(properties['priority']),
    notAfterMs: property.readNotAfter(properties['notAfter']),
    producer: property.readProducer(properties['producer']),
  });
}

/**
 * A copy of our own (a wait or a replay), or undefined when the message's id is not the one that job, content, epoch and
 * hop give: whoever forges one cannot touch the record of another job. A reply queue that the settings no longer allow gets
 * no outcome, but the job was accepted with it and goes on: refused now, its record would wait for ever.
 */
function readCopy(source: JobMessage, settings: ContractSettings): ReadJob | undefined {
  const replyTo = settings.replyQueues.find((queue) => queue === source.replyTo);
  const message = { ...source, replyTo };
  const { messageId = '', properties } = message;
  const { job: id, epoch, hop, firstEnqueued, deadline } = properties;
  if (!looksLikeCopyId(messageId) || typeof id !== 'string') return undefined;
  if (jobIdFault(id) !== undefined) return undefined; // would become a key of the ledger and the name of a blob
  if (!isCount(epoch) || !isCount(hop)) return undefined;
  const firstEnqueuedMs = Date.parse(String(firstEnqueued));
  const timeToLiveEndsMs = deadline === undefined ? undefined : Date.parse(String(deadline));
  if (Number.isNaN(firstEnqueuedMs) || Number.isNaN(timeToLiveEndsMs)) return undefined;

  const wish = readWish(message, settings);
  if (isRefusal(wish)) return undefined;
  const { body } = wish;
  const mimeSha256 = body.kind === 'inline' ? sha256(body.mime) : (body.sha256 ?? unreadMime);
  if (messageId !== copyId(id, contentOf(mimeSha256, wish), { epoch, hop })) return undefined;
  const sendAgain = properties['sendAgain'] === true;
  return job(message, wish, { id, epoch, hop, firstEnqueuedMs, timeToLiveEndsMs, sendAgain });
}

function readOriginal(message: JobMessage, wish: FullWish | Refusal): ReadJob | RefusedJob {
  const { messageId, enqueuedAtMs: firstEnqueuedMs, expiresAtMs: timeToLiveEndsMs } = message;
  const idFault = messageId === undefined ? undefined : idRefusal(messageId);
  const id = messageId === undefined || idFault ? derivedJobId(message) : messageId;
  const checked = idFault ?? reservedRefusal(message) ?? wish;
  if (isRefusal(checked)) {
    return { ...checked, jobId: id, content: refusedContent(message), firstEnqueuedMs };
  }
  return job(message, checked, {
    id,
    epoch: 0,
    hop: 0,
    firstEnqueuedMs,
    timeToLiveEndsMs,
    sendAgain: false,
  });
}

type Origin = Pick<
  Job,
  'id' | 'epoch' | 'hop' | 'firstEnqueuedMs' | 'timeToLiveEndsMs' | 'sendAgain'
>;

function job(message: JobMessage, { v: _, ...wish }: FullWish, origin: Origin): ReadJob {
  return { kind: 'job', job: { ...wish, ...origin, correlationId: message.correlationId } };
}

function idRefusal(messageId: string): Refusal | undefined {
  const fault = jobIdFault(messageId);
  if (fault === undefined) return undefined;
  const what = looksLikeCopyId(messageId)
    ? 'begins with "~" as the copies that Mailchute makes, but does not match its message'
    : fault;
  return refused('JobIdInvalid', `The messageId ${what}. Allowed: ${jobIdRule}.`);
}

function reservedRefusal({ properties }: JobMessage): Refusal | undefined {
  const name = reservedProperties.find((one) => properties[one] !== undefined);
  return (
    name &&
    refused(
      'JobInvalid',
      `Property "${name}" is reserved for Mailchute's own copies. Leave it out.`,
    )
  );
}

/** The content of a message that has no valid wish: over the same parts as they came. */
function refusedContent({ body, properties }: JobMessage): string {
  const raw = ['mailbox', 'recipients', 'action', 'mimeBlob'].map((name) =>
    String(properties[name]),
  );
  return contentOf(sha256(body), { mailbox: undefined, recipients: raw, action: 'send' });
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

type Accepted<Fields> = { readonly [Name in keyof Fields]: Exclude<Fields[Name], Refusal> };

/** All fields when none is a refusal, otherwise the first one. */
function allOrRefusal<Fields extends object>(fields: Fields): Accepted<Fields> | Refusal {
  return Object.values(fields).find(isRefusal) ?? (fields as Accepted<Fields>);
}
