import type { Difference } from './personDifference.ts';
import type { RunReport } from './rows.ts';

/** What one run did. Differences are sorted by name. */
export type SyncOutcome =
  | {
      readonly kind: 'done' | 'refused' | 'failed';
      readonly report: RunReport;
      readonly differences: readonly Difference[];
    }
  /** Nothing came or went since the last look. */
  | { readonly kind: 'unchanged' }
  /** Another run holds the list. */
  | { readonly kind: 'busy'; readonly untilMs: number }
  /** The last full read was refused, and nothing less can be done: the timer reads everything again then. */
  | { readonly kind: 'waiting'; readonly untilMs: number };
