import type { Refusal } from '../job/reasons.ts';
import type { FoundRow, LedgerRow } from '../ledger/row.ts';

/** What became of one message of a job. Each is carried out before the message is completed. */
export type Outcome =
  /** The row is `sent`, `cancelled` or `expired`: tell it, remove what is no longer needed. */
  | { readonly kind: 'finished'; readonly row: LedgerRow; readonly wasParked: boolean }
  /** The row is `failed` or `held`: park the body, list it, tell it. */
  | { readonly kind: 'needsPerson'; readonly row: LedgerRow }
  /** Not yet: the next wake-up is scheduled. */
  | { readonly kind: 'putBack'; readonly atMs: number; readonly why: string }
  /** Another content under a used id: parked beside, the row untouched. */
  | { readonly kind: 'conflict'; readonly refusal: Refusal }
  /** A message of an earlier replay: nothing to do. */
  | { readonly kind: 'superseded'; readonly row: LedgerRow };

/** How far a step came: an outcome, or the row is another one now and the table must be asked again. */
export type Progress = Outcome | { readonly kind: 'changed'; readonly found: FoundRow | undefined };
