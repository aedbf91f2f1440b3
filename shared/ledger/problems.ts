import type { Reason } from '../job/reasons.ts';

/** One job that needs a person. */
export interface Problem {
  readonly jobId: string;
  /** `conflict`: another content came under the id of a job that is fine. */
  readonly state: 'failed' | 'held' | 'expired' | 'conflict';
  readonly reason: Reason;
  readonly text: string;
  /** The name of the parked body; undefined when there is none to replay. */
  readonly parkedAs: string | undefined;
  readonly enqueuedAtMs: number;
}

/** The list of what needs a person. Methods throw `StoreUnavailable`. */
export interface Problems {
  /** Listing a job again replaces its entry. */
  add(problem: Problem): Promise<void>;
  /** The entry of a job and those of conflicts under its id. */
  find(jobId: string): Promise<readonly Problem[]>;
  /** Every entry, in the order of job ids. */
  list(): AsyncIterable<Problem>;
  /** `key` as `problemKey` gives it. Does nothing when it is not listed. */
  remove(key: string): Promise<void>;
}

/** What an entry is found by: the job id, or for a conflict the name of its parked body, in characters a table key takes. */
export function problemKey({ jobId, state, parkedAs }: Problem): string {
  return state === 'conflict' ? (parkedAs ?? jobId).replaceAll('/', '~') : jobId;
}
