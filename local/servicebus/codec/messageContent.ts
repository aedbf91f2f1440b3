import type { RawEntry } from './rawMap.ts';

/**
 * A message as its sender encoded it: what the broker never changes is kept as bytes, so bodies
 * and properties come out byte for byte and type for type.
 */
export interface MessageContent {
  /** Length of the whole encoded message. */
  readonly sizeBytes: number;
  /** Duplicate detection compares this; the service gives one to a message without. */
  readonly messageId: string;
  readonly timeToLiveMs: number | undefined;
  /** Milliseconds since 1970; undefined: deliver now. */
  readonly scheduledForMs: number | undefined;
  /** Header fields the broker passes on, still encoded. */
  readonly header: {
    readonly durable: Buffer;
    readonly priority: Buffer;
    readonly firstAcquirer: Buffer;
  };
  /** Message annotations without those that the broker sets itself. */
  readonly annotations: readonly RawEntry[];
  /** The whole properties section. */
  readonly properties: Buffer;
  readonly applicationProperties: readonly RawEntry[];
  /** The body sections and the footer. */
  readonly body: readonly Buffer[];
}
