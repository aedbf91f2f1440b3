import { randomUUID } from 'node:crypto';
import type { AppLog } from './app/appLog.ts';
import type { InvocationRequest } from './app/coreTypes.ts';
import type { FunctionApp, RegisteredFunction } from './app/functionApp.ts';
import { type InvocationResult, invoke } from './app/invoke.ts';
import { errorText, type HostEvents } from './hostEvent.ts';

/** Runs a function once with the request that is made for this invocation id, and tells how it ended. */
export type Invoker = (
  fn: RegisteredFunction,
  requestFor: (invocationId: string) => InvocationRequest,
) => Promise<InvocationResult>;

/** setTimeout's longest delay in ms (a signed 32-bit number); beyond it Node fires at once. */
const longestTimeoutMs = 2 ** 31 - 1;

/** An {@link Invoker} that reports each invocation and ends the process when one runs beyond `functionTimeoutMs`. */
export function createInvoker(
  loaded: { readonly app: FunctionApp; readonly log: AppLog },
  functionTimeoutMs: number,
  events: HostEvents,
): Invoker {
  return async (fn, requestFor) => {
    const invocationId = randomUUID();
    const startedMs = performance.now();
    const timer = setTimeout(
      () => killForTimeout(fn, functionTimeoutMs, events),
      Math.min(functionTimeoutMs, longestTimeoutMs),
    );
    const result = await invoke(loaded, fn, () => requestFor(invocationId));
    clearTimeout(timer);
    events({
      event: 'invoked',
      function: fn.name,
      invocationId,
      outcome: result.kind,
      durationMs: Math.round(performance.now() - startedMs),
      ...(result.kind === 'failed' && { error: errorText(result.error) }),
    });
    return result;
  };
}

/** Quirk: a timeout kills the worker process and every running invocation with it (functions-timeout-duration.md). */
function killForTimeout(fn: RegisteredFunction, timeoutMs: number, events: HostEvents): never {
  events({ event: 'timedOut', function: fn.name, timeoutMs });
  process.exit(1);
}
