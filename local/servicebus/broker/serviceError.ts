/** A refusal by the service: an AMQP error condition and the text a client shows to its user. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly condition: string;
  /** The status code when the refusal answers a `$management` request. */
  readonly status: number;

  constructor(condition: string, description: string, status = 400) {
    super(description);
    this.condition = condition;
    this.status = status;
  }
}

/** The lock expired, was used up, or never was; the clients call it MessageLockLost. */
export const lockLost = (): ServiceError =>
  new ServiceError(
    'com.microsoft:message-lock-lost',
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
    410,
  );

/** The JavaScript client matches this text, besides the condition, to say MessagingEntityNotFound. */
export const entityNotFound = (name: string): ServiceError =>
  new ServiceError('amqp:not-found', `The messaging entity '${name}' could not be found.`, 404);

/** No scheduled or deferred message has this sequence number. */
export const messageNotFound = (sequenceNumber: number): ServiceError =>
  new ServiceError(
    'com.microsoft:message-not-found',
    `Failed to find the message with sequence number ${sequenceNumber}.`,
    404,
  );

/** The entity does not do what was asked of it. */
export const notAllowed = (description: string): ServiceError =>
  new ServiceError('amqp:not-allowed', description);

/** Bytes that are no AMQP message, or a request without what its operation needs. */
export const malformed = (description: string): ServiceError =>
  new ServiceError('amqp:decode-error', description);

/** What this emulator leaves out: transactions, sessions, administration. */
export const notImplemented = (description: string): ServiceError =>
  new ServiceError('amqp:not-implemented', description, 501);

/** Azure's own wording, seen in its clients' test suites; the clients call it MessageSizeExceeded. */
export const messageTooLarge = (sizeBytes: number, limitBytes: number): ServiceError =>
  new ServiceError(
    'amqp:link:message-size-exceeded',
    `The received message (delivery-id:0, size:${sizeBytes} bytes) exceeds the limit (${limitBytes} bytes) currently allowed on the link.`,
  );

/** Anything caught, as the service would answer it: what is not a refusal is a fault of the emulator. */
export function toServiceError(caught: unknown): ServiceError {
  if (caught instanceof ServiceError) return caught;
  const text = caught instanceof Error ? caught.message : String(caught);
  return new ServiceError('amqp:internal-error', `The emulator failed: ${text}`, 500);
}
