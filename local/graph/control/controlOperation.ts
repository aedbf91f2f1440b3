import type { Simulator } from '../simulator.ts';

/** One thing that the control API can do. */
export interface ControlOperation {
  /** For help texts. */
  readonly does: string;
  /** What it returns is answered as JSON. @throws InvalidInput for a body that cannot be used */
  readonly run: (simulator: Simulator, body: unknown) => unknown;
}
