import type { LedgerRow } from '../../shared/ledger/row.ts';
import type { VirtualTime } from './virtualTime.ts';

/** What happened in a run, a line for each step, for people. Kept only when somebody will read it. */
export class Trace {
  readonly lines: string[] = [];
  readonly #time: VirtualTime;
  readonly #startMs: number;
  readonly #rowOf: ((jobId: string) => LedgerRow | undefined) | undefined;

  /** `rowOf` undefined: nothing is kept. */
  constructor(time: VirtualTime, rowOf: ((jobId: string) => LedgerRow | undefined) | undefined) {
    this.#time = time;
    this.#startMs = time.now();
    this.#rowOf = rowOf;
  }

  /** `what` is asked for only when it is kept. With a job id the line ends with the job's row after the step. */
  note(who: string, what: () => string, jobId?: string): void {
    if (!this.#rowOf) return;
    const at = shownTime(this.#time.now() - this.#startMs);
    const after = jobId ? `${jobId}: ${shownRow(this.#rowOf(jobId))}` : '';
    const number = String(this.lines.length + 1).padStart(3);
    this.lines.push(`${number}  ${at}  ${who.padEnd(10)} ${what().padEnd(62)} ${after}`.trimEnd());
  }
}

function shownTime(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  const time = new Date(ms).toISOString().slice(11, 23);
  return days > 0 ? `${days} d ${time}` : time;
}

function shownRow(row: LedgerRow | undefined): string {
  if (!row) return 'no row';
  const { state, epoch, claim, doubt, discardedAtMs } = row;
  const parts = [state, epoch > 0 && `epoch ${epoch}`, claim, doubt !== 'none' && `doubt ${doubt}`];
  return [...parts, discardedAtMs !== undefined && 'discarded'].filter(Boolean).join(', ');
}
