/**
 * A store (ledger, bodies, directory) gave no usable answer. Of a write nothing is known then. Nothing may be sent on it;
 * the job waits until the store is back.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Runs a request to a store; whatever it throws becomes `StoreUnavailable` with its cause. */
export async function fromStore<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (cause) {
    throw new StoreUnavailable(`Could not ${what}.`, { cause });
  }
}
