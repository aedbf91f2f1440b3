import { type HandleDeps, handleMessage } from '../delivery/handleMessage.ts';
import type { JobMessage } from '../job/message.ts';

/** An abandoned dead letter comes back at once and for ever: no count ends it. So a fault waits before it is thrown. */
const pauseMs = 30_000;

/**
 * Handles a message of the dead-letter queue by the same table as every other one. It fails only when neither the stores nor
 * the queue take anything; then it pauses before it throws, and the message stays where it is.
 */
export async function sweep(message: JobMessage, deps: HandleDeps): Promise<void> {
  try {
    await handleMessage(message, 'deadLetters', deps);
  } catch (fault) {
    await deps.clock.sleep(pauseMs);
    throw fault;
  }
}
