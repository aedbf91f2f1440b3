/**
 * The message was too large to travel in the queue, and its body could not be put into the container `mail-jobs`:
 * nothing was enqueued. The text says what to change.
 */
export class BodyNotStoredError extends Error {
  override readonly name = 'BodyNotStoredError';
}
