import { randomUUID } from 'node:crypto';
import type { ServiceBusClient, ServiceBusSender } from '@azure/service-bus';
import type { JobBodies } from '../../shared/bodies/jobBodies.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import { tooLarge } from '../../shared/job/tooLarge.ts';
import { InvalidJobError, type JobDraft, writeJob } from '../../shared/job/writeJob.ts';
import { fitsIntoQueue, jobBodies, storeBody, surelyNotEnqueued } from './claimCheck.ts';
import { connect, type MailQueueOptions } from './connect.ts';

/** What a job may say besides its message; all of it may be left out. */
export type SendOptions = Omit<JobDraft, 'body'>;

/** A mail that the queue has accepted. */
export interface EnqueuedMail {
  /** Ask for what became of the mail by this id. */
  readonly id: string;
  /** Name of the blob in the container `mail-jobs`, when the message was too large for the queue. */
  readonly mimeBlob?: string;
}

/** Puts mail on the queue of Mailchute. Holds one connection: make one per process, and close it at the end. */
export class MailQueue {
  readonly #client: ServiceBusClient;
  readonly #sender: ServiceBusSender;
  readonly #bodies: JobBodies | undefined;

  constructor(options: MailQueueOptions) {
    const { serviceBus, storage } = connect(options);
    this.#client = serviceBus;
    this.#sender = serviceBus.createSender(options.queue ?? 'mail');
    this.#bodies = jobBodies(storage);
  }

  /**
   * Enqueues a MIME message (a string is taken as UTF-8); above 192 KB its body travels through Blob Storage.
   * Sending again under the same `id` is safe. Throws `InvalidJobError` for what Mailchute would refuse,
   * `BodyNotStoredError` when the body found no place, and the SDK's `ServiceBusError`.
   */
  async send(mime: Uint8Array | string, options: SendOptions = {}): Promise<EnqueuedMail> {
    const bytes = typeof mime === 'string' ? Buffer.from(mime) : mime;
    if (!(bytes instanceof Uint8Array)) throw notBytes(mime);
    if (bytes.length > jobLimits.graphMimeBytes) {
      const { reason, text } = tooLarge(bytes.length);
      throw new InvalidJobError(reason, text);
    }
    const id = options.id ?? `mail-${randomUUID()}`;
    const message = writeJob({ ...options, id, body: { kind: 'inline', mime: bytes } });
    if (!fitsIntoQueue(message)) return this.#sendClaimCheck(bytes, { ...options, id });
    await this.#sender.sendMessages(message);
    return { id };
  }

  /** Closes the connection. Mails still being sent fail. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  /** Uploads first, so that no message is ever on the queue without its body. */
  async #sendClaimCheck(
    mime: Uint8Array,
    job: SendOptions & { id: string },
  ): Promise<EnqueuedMail> {
    // A name of its own for every send: a repeated one must not touch the blob that a waiting job needs.
    const mimeBlob = `${job.id}.${randomUUID()}`;
    const body = { kind: 'blob', name: mimeBlob, sha256: sha256(mime) } as const;
    const message = writeJob({ ...job, body });
    await storeBody(this.#bodies, mimeBlob, mime);
    try {
      await this.#sender.sendMessages(message);
    } catch (error) {
      // The caller needs the error of the queue, not one of tidying up; a blob that stays is only litter.
      if (surelyNotEnqueued(error)) await this.#bodies?.remove(mimeBlob).catch(() => {});
      throw error;
    }
    return { id: job.id, mimeBlob };
  }
}

/** Callers in plain JavaScript hand over streams and message builders. */
function notBytes(mime: unknown): TypeError {
  const what = mime === null ? 'null' : typeof mime;
  return new TypeError(
    `MailQueue.send: the message is of type ${what}. Allowed: its bytes as Uint8Array, or a string.`,
  );
}
