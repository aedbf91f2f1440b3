import { setTimeout as sleep } from 'node:timers/promises';
import { faultText } from '../../maillog/redact.ts';
import { type Finding, found } from '../findings.ts';

/** What a check finds. A fault of the check itself, or no end of it, becomes a finding: the others must be told all the same. */
export async function guarded(
  what: string,
  check: () => Promise<readonly Finding[]>,
  withinMs: number,
): Promise<readonly Finding[]> {
  const ended = new AbortController();
  try {
    return await Promise.race([check(), endOf(withinMs, ended.signal)]);
  } catch (fault) {
    return [found('CheckFailed', `${what}: ${faultText(fault)}`)];
  } finally {
    ended.abort();
  }
}

/** Not everything that is asked heeds a signal, a credential for instance. */
async function endOf(withinMs: number, signal: AbortSignal): Promise<never> {
  await sleep(withinMs, undefined, { signal });
  throw new Error(`It did not end within ${withinMs / 1000} s.`);
}
