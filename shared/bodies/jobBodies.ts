import type { ContainerClient } from '@azure/storage-blob';
import { jobLimits } from '../job/limits.ts';
import { type Refusal, refused } from '../job/reasons.ts';
import { tooLarge } from '../job/tooLarge.ts';
import { fromStore } from '../storeUnavailable.ts';
import { contentSize, ifPresent } from './blobAnswers.ts';

/** The claim checks: bodies too large for the queue, in the container `mail-jobs`. Methods throw `StoreUnavailable`. */
export interface JobBodies {
  /** The bytes of a blob, or why there is none to send. Never reads more than Graph could take. */
  read(name: string): Promise<{ readonly kind: 'mime'; readonly mime: Buffer } | Refusal>;
  write(name: string, mime: Uint8Array): Promise<void>;
  /** Does nothing when it is gone already. */
  remove(name: string): Promise<void>;
}

/** The claim checks in a container of Azure Blob Storage, which must exist. Blobs are found by name alone, never by URL. */
export function blobJobBodies(container: ContainerClient): JobBodies {
  return {
    async read(name) {
      const blob = container.getBlobClient(name);
      const properties = await ifPresent(blob.getProperties());
      if (!properties) return missing(name);
      const sizeBytes = contentSize(properties);
      if (sizeBytes > jobLimits.graphMimeBytes) return tooLarge(sizeBytes);
      const mime = await ifPresent(blob.downloadToBuffer(0, sizeBytes));
      return mime ? { kind: 'mime', mime } : missing(name);
    },

    async write(name, mime) {
      const blob = container.getBlockBlobClient(name);
      await fromStore('write a claim check', () =>
        blob.uploadData(mime, { blobHTTPHeaders: { blobContentType: 'message/rfc822' } }),
      );
    },

    async remove(name) {
      await fromStore('remove a claim check', () => container.getBlobClient(name).deleteIfExists());
    },
  };
}

function missing(name: string): Refusal {
  return refused(
    'BlobMissing',
    `There is no blob "${name}" in the container mail-jobs. Upload first, then enqueue; a blob is removed once its mail is sent.`,
  );
}
