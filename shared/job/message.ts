/**
 * One message of the queue as the trigger binding and the SDK both hand it over. Only `functions/binding.ts`
 * and `shared/queue` make one; nothing behind them knows the host's metadata or the SDK's classes.
 */
export interface JobMessage {
  /** The body's bytes, empty for a claim check. */
  readonly body: Uint8Array;
  readonly messageId: string | undefined;
  readonly contentType: string | undefined;
  readonly correlationId: string | undefined;
  readonly replyTo: string | undefined;
  /** Application properties as they came; values are not to be trusted. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Decimal digits: sequence numbers pass 2^53 on partitioned queues. */
  readonly sequenceNumber: string;
  /** Milliseconds since 1970. */
  readonly enqueuedAtMs: number;
  /** End of the message's own time to live, milliseconds since 1970; undefined when it never ends. */
  readonly expiresAtMs: number | undefined;
}

/** A message to put on a queue, in the field names of `@azure/service-bus` so that it can be sent as it is. */
export interface OutgoingMessage {
  readonly body: Buffer;
  readonly messageId?: string;
  readonly contentType?: string;
  readonly correlationId?: string;
  readonly replyTo?: string;
  /** Milliseconds. */
  readonly timeToLive?: number;
  readonly scheduledEnqueueTimeUtc?: Date;
  readonly applicationProperties: Record<string, string | number | boolean | Date | null>;
}
