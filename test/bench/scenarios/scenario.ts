import type { FaultRule } from '../../../local/graph/faults/faultRule.ts';

/** How much of a benchmark is run. */
export interface Effort {
  /** Fewer mails: to see that all works, not to believe the figures. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** What a benchmark found out. */
export interface Result {
  /** For machines. */
  readonly figures: object;
  /** For people. */
  readonly lines: readonly string[];
}

/** A benchmark of one command-line name. */
export interface Benchmark {
  readonly does: string;
  readonly run: (effort: Effort) => Promise<Result>;
}

/** Mails that every contender sends in turn, and how the simulator behaves meanwhile. */
export interface Race {
  readonly mailboxCount: number;
  readonly mailsEach: number;
  readonly quickMailsEach: number;
  /** How long Graph takes to answer. */
  readonly latencyMs: number;
  /** What goes wrong on sendMail besides. */
  readonly fault?: FaultRule;
  /** How often it is run; the median counts. */
  readonly rounds: number;
}
