import type { OutgoingMessage } from '../job/message.ts';

/** Putting messages on queues, nothing more. Methods throw when Service Bus does not take the message. */
export interface Queue {
  /** A wake-up of a job, on the mail queue, not before `atMs` (milliseconds since 1970). */
  schedule(message: OutgoingMessage, atMs: number): Promise<void>;
  /** An outcome, on a queue that the settings allow. */
  report(replyQueue: string, message: OutgoingMessage): Promise<void>;
}
