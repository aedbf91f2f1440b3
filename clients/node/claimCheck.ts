import { ServiceBusError, type ServiceBusErrorCode } from '@azure/service-bus';
import { type BlobServiceClient, RestError } from '@azure/storage-blob';
import { blobJobBodies, type JobBodies } from '../../shared/bodies/jobBodies.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import type { OutgoingMessage } from '../../shared/job/message.ts';
import { sizeBytes } from '../../shared/job/messageSize.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { BodyNotStoredError } from './bodyNotStored.ts';

/** Whether a message with its body inside stays below what the queue takes. */
export function fitsIntoQueue(message: OutgoingMessage): boolean {
  const { inlineBodyBytes, messageBytes } = jobLimits;
  return message.body.length <= inlineBodyBytes && sizeBytes(message) <= messageBytes;
}

/** The container of the claim checks, or undefined without storage. */
export function jobBodies(storage: BlobServiceClient | undefined): JobBodies | undefined {
  return storage && blobJobBodies(storage.getContainerClient(storeNames.containers.jobs));
}

/** Puts a body where the worker finds it by name. Throws `BodyNotStoredError`. */
export async function storeBody(
  bodies: JobBodies | undefined,
  name: string,
  mime: Uint8Array,
): Promise<void> {
  if (!bodies) {
    throw new BodyNotStoredError(
      `The message has ${mime.length} bytes; at most ${jobLimits.inlineBodyBytes} travel in the queue. Give MailQueue the option "storageAccount" (or "storage", a connection string) to send larger ones.`,
    );
  }
  try {
    await bodies.write(name, mime);
  } catch (error) {
    const cause = error instanceof StoreUnavailable ? error.cause : error;
    throw new BodyNotStoredError(`${whyNotStored(cause)} Nothing was enqueued.`, { cause });
  }
}

function whyNotStored(cause: unknown): string {
  const code = cause instanceof RestError ? cause.code : undefined;
  if (code === 'ContainerNotFound') {
    return 'The storage account has no container "mail-jobs": it is not the one that Mailchute was deployed with.';
  }
  if (code === 'AuthorizationPermissionMismatch') {
    return 'The credential may not write to the container "mail-jobs": list this producer with largeMails: true in the deployment, or give it a role that may add blobs there.';
  }
  return 'The body could not be uploaded to the container "mail-jobs"; the cause says why.';
}

/** Answers by which Service Bus says that it has not taken the message. */
const notTaken: ReadonlySet<ServiceBusErrorCode> = new Set([
  'MessageSizeExceeded',
  'MessagingEntityDisabled',
  'MessagingEntityNotFound',
  'QuotaExceeded',
  'UnauthorizedAccess',
]);

/**
 * Whether a failed send surely left nothing on the queue. After a timeout or a lost connection the message may be there,
 * and removing its body would lose the mail.
 */
export function surelyNotEnqueued(error: unknown): boolean {
  return error instanceof ServiceBusError && notTaken.has(error.code);
}
