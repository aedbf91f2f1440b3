import type { ReconcileRule } from '../../shared/delivery/reconcileTable.ts';
import { reconcileTable } from '../../shared/delivery/reconcileTable.ts';
import type { Rule } from '../../shared/delivery/table.ts';
import { table } from '../../shared/delivery/table.ts';
import { closing, greaterDoubt } from '../../shared/ledger/transitions.ts';
import type { Row } from './state.ts';

/**
 * The rules that a worker, the sweeper, people and timers keep. The first four are the code's own, imported; the others are
 * in the order of the code's lines, which no import can show: each names the place that embodies it. A mutant changes one.
 */
export interface Rules {
  readonly table: readonly Rule[];
  readonly reconcileTable: readonly ReconcileRule[];
  readonly closing: typeof closing;
  readonly greaterDoubt: typeof greaterDoubt;

  /** What numbers a copy: a hop, new for every copy; Graph calls; nothing. shared/job/copyId.ts, shared/delivery/putBack.ts */
  readonly copyId: 'hop' | 'attempt' | 'original';
  /** The id of a copy carries a hash of its content. shared/job/copyId.ts */
  readonly idHasContent: boolean;
  /** The id of a replay's first copy. shared/job/copyId.ts; docs/protocol.md, section 3 */
  readonly replayCopyId: 'epoch' | 'original';
  /** Schedule, then complete. shared/delivery/carryOut.ts, case 'putBack'; handleMessage.ts */
  readonly scheduleFirst: boolean;
  /** Park, then complete. shared/delivery/carryOut.ts, settle */
  readonly parkBeforeComplete: boolean;
  /** What 504, reset and timeout prove. shared/graph/answerTable.ts */
  readonly unknownIs: 'unknown' | 'notSent';
  /** A found copy counts only if it was made after the attempt began. shared/delivery/reconcile.ts, look */
  readonly sinceOnly: boolean;
  /** Late between ledger write and request: the request is not started. shared/delivery/attempt.ts */
  readonly guard: boolean;
  /** `sent` is written after the 202, not with the claim. shared/delivery/attempt.ts, recordAnswer.ts */
  readonly sentAfter202: boolean;
  /** What an attempt learned counts only while the row carries its claim. shared/delivery/recordAnswer.ts, counts */
  readonly claimToken: boolean;
  /** Ledger writes are conditional. shared/delivery/writeRow.ts, shared/ledger/tableLedger.ts */
  readonly etag: boolean;
  /** A ledger write without an answer: read again; otherwise taken as written. shared/delivery/writeRow.ts */
  readonly readBack: boolean;
  /** A row that reads as the write that was refused is mine only if it is for my content. shared/delivery/writeRow.ts, isMine */
  readonly ownContent: boolean;
  /** Allowed, not needed: a waiting job gets its row `queued` at once. docs/protocol.md, section 3 */
  readonly rowWhileWaiting: boolean;

  /** A replay is ordered only for a row `failed` or `held`. shared/failed/failedJob.ts, findFailedJob */
  readonly replayLooksAtRow: boolean;
  /** A replay leaves the parked body where it is. shared/failed/replay.ts */
  readonly replayKeepsBody: boolean;
  /** Cancel is one conditional write, on these rows, and inserts a tombstone. docs/protocol.md, section 6 */
  readonly cancelConditional: boolean;
  readonly cancelWhile: readonly Row[];
  readonly cancelTombstone: boolean;
  /** A row is purged only when every message of the job is too old to be sent. shared/delivery/housekeeping.ts, careFor; situation.ts, gone */
  readonly purgeWaits: boolean;
  /** A timer expires `queued` rows past their deadline. shared/delivery/housekeeping.ts, expire */
  readonly auditor: boolean;
}

/** The protocol as it is. */
export const protocolRules: Rules = {
  table,
  reconcileTable,
  closing,
  greaterDoubt,
  copyId: 'hop',
  idHasContent: true,
  replayCopyId: 'epoch',
  scheduleFirst: true,
  parkBeforeComplete: true,
  unknownIs: 'unknown',
  sinceOnly: true,
  guard: true,
  sentAfter202: true,
  claimToken: true,
  etag: true,
  readBack: true,
  ownContent: true,
  rowWhileWaiting: false,
  replayLooksAtRow: true,
  replayKeepsBody: true,
  cancelConditional: true,
  cancelWhile: ['none', 'queued'],
  cancelTombstone: true,
  purgeWaits: true,
  auditor: true,
};
