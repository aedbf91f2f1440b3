import type { CpuByRole } from '../childCosts.ts';
import type { Batch } from '../mails.ts';
import type { ProcessCost } from '../processCost.ts';

/** Who sends the mails of a benchmark. */
export interface Contender {
  readonly name: 'Mailchute' | 'fetch loop' | 'SDK loop';
  /** Makes ready to send, warmed up, so that nothing of a start is measured. */
  prepare(batch: Batch): Promise<Prepared>;
}

/** A contender that waits for its start. */
export interface Prepared {
  /** Sends all; resolves when the simulator has accepted every mail. */
  run(): Promise<RunCost>;
}

/** What a run has cost. */
export interface RunCost {
  /** The process that sends; undefined where the system cannot tell. */
  readonly process: ProcessCost | undefined;
  /** Share of all processors that was busy while mails went, with whatever ran on the machine. */
  readonly machineBusy: number;
  /** Where the CPU of the run went. */
  readonly cpuByRole: CpuByRole;
}

/** Mails that each contender sends before it is measured, from a mailbox that is not measured. */
export const warmUpCount = 300;
