import type { Reason } from '../job/reasons.ts';
import type { Doubt } from '../ledger/row.ts';
import { faultText } from './redact.ts';

/** How urgent a line is. `error` is for what a person must look at. */
export type Level = 'info' | 'warn' | 'error';

/** Takes one line of the log: a JSON object without line breaks. */
export type LogSink = (level: Level, line: string) => void;

/** Which job, and which of its messages, an event is about. */
export interface JobMark {
  readonly jobId: string;
  readonly epoch: number;
  readonly hop: number;
}

/**
 * The only log of `shared` and `functions`: one function per event. By its types no body, subject, recipient or token can
 * be handed to it; foreign error texts are redacted. A test with canary strings holds it.
 */
export interface MailLog {
  /** Graph took the mail. */
  sent(job: JobMark, attempt: AttemptMark): void;
  /** An attempt ended without a proof. */
  uncertain(job: JobMark, attempt: AttemptMark): void;
  /** A mail in doubt was found in its mailbox: it had gone out. */
  foundSent(job: JobMark, row: FoundMark): void;
  /** The identity may not read the mailbox, so a doubt cannot be settled by looking. Said once, not for every job. */
  readingForbidden(mailbox: string): void;
  /** The message is put back until then. */
  waits(job: JobMark, why: string, untilMs: number): void;
  /** The job needs a person; its body is parked. */
  parked(job: JobMark, state: 'failed' | 'held', reason: Reason, doubt: Doubt): void;
  /** The job ended unsent: expired or cancelled. */
  closed(job: JobMark, state: 'expired' | 'cancelled'): void;
  /** Another content came under a used id and is parked beside the job. */
  conflict(job: JobMark, reason: Reason): void;
  /** A message of a finished job, or of an earlier replay, was completed without doing anything. */
  superseded(job: JobMark, state: string): void;
  /** The outcome could not be told to the queue that the producer named. */
  outcomeNotReported(job: JobMark, fault: unknown): void;
  /** A body that is no longer needed could not be removed; a lifecycle rule of the account will. */
  bodyNotRemoved(job: JobMark, fault: unknown): void;
  /** Graph took the mail, and the ledger cannot be told. These lines can rebuild it. */
  sentNotRecorded(job: JobMark, attempt: AttemptMark, fault: unknown): void;
  /** A store or the queue is down: nothing is sent until it is back. */
  storeDown(job: JobMark, fault: unknown): void;
  /** Handling a message failed; the message comes back. */
  fault(job: JobMark, fault: unknown): void;
  /** Housekeeping is done; in rows. */
  tidied(counts: { purgedCount: number; expiredCount: number; alarmCount: number }): void;
  /** The list of senders was made equal to the group, with these changes. */
  sendersSynced(run: SyncMark): void;
  /** The list of senders stays as it was: refused or failed, and why. When it grows too old, jobs wait. */
  sendersNotSynced(run: SyncMark): void;
  /** The model says that this cannot be. Somebody must look at it. */
  impossible(job: JobMark, what: string): void;
}

/** One run of the sync; counts mailboxes. */
export interface SyncMark {
  readonly kind: 'full' | 'changes';
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly readCount: number;
  readonly addedCount: number;
  readonly changedCount: number;
  readonly removedCount: number;
  readonly requestCount: number;
  readonly durationMs: number;
}

/** Where a mail was found. */
export interface FoundMark {
  readonly mailbox: string | undefined;
  readonly messageId: string | undefined;
}

/** One call of Graph. */
export interface AttemptMark {
  /** The attempt's claim, also its client-request-id. */
  readonly claim: string;
  /** Object id of the mailbox. */
  readonly mailbox: string | undefined;
  readonly messageId: string | undefined;
  /** Graph's own id of the request, or its error code. */
  readonly answer: string | undefined;
}

/** A mail log that writes JSON lines to a sink. */
export function mailLog(sink: LogSink): MailLog {
  const line = (level: Level, event: string, job: JobMark, more: object = {}) => {
    const { jobId, epoch, hop } = job;
    sink(level, oneLine({ event, jobId, epoch, hop, ...more }));
  };
  return {
    sent: (job, attempt) => line('info', 'sent', job, fields(attempt)),
    uncertain: (job, attempt) => line('warn', 'uncertain', job, fields(attempt)),
    foundSent: (job, { mailbox, messageId }) =>
      line('info', 'foundSent', job, { mailbox, messageId }),
    readingForbidden: (mailbox) => sink('warn', oneLine({ event: 'readingForbidden', mailbox })),
    waits: (job, why, untilMs) =>
      line('info', 'waits', job, { why, until: new Date(untilMs).toISOString() }),
    parked: (job, state, reason, doubt) => line('error', 'parked', job, { state, reason, doubt }),
    closed: (job, state) => line('warn', 'closed', job, { state }),
    conflict: (job, reason) => line('error', 'conflict', job, { reason }),
    superseded: (job, state) => line('info', 'superseded', job, { state }),
    outcomeNotReported: (job, fault) =>
      line('warn', 'outcomeNotReported', job, { fault: faultText(fault) }),
    bodyNotRemoved: (job, fault) =>
      line('warn', 'bodyNotRemoved', job, { fault: faultText(fault) }),
    sentNotRecorded: (job, attempt, fault) =>
      line('error', 'sentNotRecorded', job, { ...fields(attempt), fault: faultText(fault) }),
    storeDown: (job, fault) => line('error', 'storeDown', job, { fault: faultText(fault) }),
    fault: (job, fault) => line('error', 'fault', job, { fault: faultText(fault) }),
    tidied: ({ purgedCount, expiredCount, alarmCount }) =>
      sink('info', oneLine({ event: 'tidied', purgedCount, expiredCount, alarmCount })),
    sendersSynced: (run) => sink('info', oneLine({ event: 'sendersSynced', ...runFields(run) })),
    sendersNotSynced: (run) =>
      sink('error', oneLine({ event: 'sendersNotSynced', ...runFields(run) })),
    impossible: (job, what) => line('error', 'impossible', job, { what }),
  };
}

/** Only what the type names: a row or a work handed in as a mark has more. */
function fields({ claim, mailbox, messageId, answer }: AttemptMark): AttemptMark {
  return { claim, mailbox, messageId, answer };
}

/** The same for a run: a report has a text and more counts. */
function runFields(run: SyncMark): SyncMark {
  const { kind, outcome, reason, readCount, addedCount, changedCount, removedCount } = run;
  const { requestCount, durationMs } = run;
  return {
    ...{ kind, outcome, reason, readCount, addedCount, changedCount, removedCount },
    ...{ requestCount, durationMs },
  };
}

/** JSON in one line for every reader: JSON itself lets some characters stand that end a line elsewhere. */
function oneLine(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
