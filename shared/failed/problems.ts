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

/** The list of what needs a person. Methods throw `StoreUnavailable`. Listing a job again replaces its entry. */
export interface Problems {
  add(problem: Problem): Promise<void>;
  /** Does nothing when the job is not listed. */
  remove(jobId: string): Promise<void>;
}
