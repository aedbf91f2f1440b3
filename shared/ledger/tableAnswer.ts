import { StoreUnavailable } from '../storeUnavailable.ts';
import { tableErrorCode } from './tableError.ts';

/** Longest wait for one answer of the store, its client's own retries included, in milliseconds. */
const answerWithinMs = 15_000;

/**
 * The answer, or undefined for one of the error codes that the caller expects. Everything else is a fault of the store:
 * by the status alone a missing table (404 TableNotFound) would read as "there is no such row", and a mail be sent again.
 */
export async function tableAnswer<T>(
  what: string,
  expected: readonly string[],
  ask: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(AbortSignal.timeout(answerWithinMs));
  } catch (cause) {
    if (expected.includes(tableErrorCode(cause) ?? '')) return undefined;
    if (cause instanceof StoreUnavailable) throw cause;
    throw new StoreUnavailable(`Could not ${what}.`, { cause });
  }
}
