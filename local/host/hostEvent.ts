/** A function and what it waits for. */
export interface FunctionSummary {
  readonly name: string;
  /** Binding type, for example `serviceBusTrigger`. */
  readonly trigger: string;
  /** The queue, schedule or route, in one line for people. */
  readonly waitsFor: string;
}

/** A function that cannot listen, and why. */
export interface RefusedFunction {
  readonly name: string;
  readonly reason: string;
}

/** What happens in the host, apart from what the app writes itself. Durations in milliseconds. */
export type HostEvent =
  | {
      readonly event: 'ready';
      readonly port: number;
      readonly functions: readonly FunctionSummary[];
      readonly refused: readonly RefusedFunction[];
    }
  | {
      readonly event: 'invoked';
      readonly function: string;
      readonly invocationId: string;
      readonly outcome: 'succeeded' | 'failed';
      readonly durationMs: number;
      readonly error?: string;
    }
  | { readonly event: 'timedOut'; readonly function: string; readonly timeoutMs: number }
  | { readonly event: 'trouble'; readonly function: string; readonly problem: string }
  | { readonly event: 'stopping' }
  | { readonly event: 'stopped' };

/** Takes the host's events. */
export type HostEvents = (event: HostEvent) => void;

/** Prints events for people, or with `json` as one JSON line each. Troubles go to stderr. */
export function printEvents({ json }: { readonly json: boolean }): HostEvents {
  return (event) => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else
      for (const line of lines(event))
        process[isBad(event) ? 'stderr' : 'stdout'].write(`${line}\n`);
  };
}

/**
 * An error as text: its stack and those of its causes. Its other properties are left out: those of an HTTP client's
 * error hold requests and answers, so mails and tokens.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error))
    return typeof error === 'string' ? error : `a thrown ${typeof error}`;
  const text = error.stack ?? String(error);
  return error.cause === undefined ? text : `${text}\nCaused by: ${errorText(error.cause)}`;
}

function isBad(event: HostEvent): boolean {
  return event.event === 'invoked' || event.event === 'timedOut' || event.event === 'trouble';
}

function lines(event: HostEvent): string[] {
  switch (event.event) {
    case 'ready':
      return [
        ...event.functions.map(({ name, waitsFor }) => `Function ${name}: ${waitsFor}`),
        ...event.refused.map(({ name, reason }) => `Function ${name} is in error: ${reason}`),
        `Functions host listening at http://127.0.0.1:${event.port}`,
      ];
    case 'invoked': // successes are the app's to tell: at hundreds a second they would bury its log
      return event.outcome === 'failed'
        ? [`Function ${event.function} failed (${event.invocationId}): ${event.error}`]
        : [];
    case 'timedOut':
      return [
        `Function ${event.function} ran longer than ${event.timeoutMs} ms: the process ends.`,
      ];
    case 'trouble':
      return [`Function ${event.function}: ${event.problem}`];
    case 'stopping':
      return ['Functions host is stopping: running functions end first.'];
    case 'stopped':
      return ['Functions host stopped.'];
    default:
      return event satisfies never;
  }
}
