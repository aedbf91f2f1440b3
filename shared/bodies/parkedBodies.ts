import type { ContainerClient } from '@azure/storage-blob';
import type { JobMessage } from '../job/message.ts';
import { fromStore } from '../storeUnavailable.ts';
import { ifPresent } from './blobAnswers.ts';

/** A parked job: its MIME bytes as they came, and what its message said beside them, so that it can be replayed. */
export interface ParkedMail {
  readonly mime: Uint8Array;
  readonly message: ParkedMessage;
}

/** The part of a queue message that is parked beside the body. */
export type ParkedMessage = Omit<JobMessage, 'body'>;

/** The bodies of jobs that need a person, in the container `mail-parked`. Methods throw `StoreUnavailable`. */
export interface ParkedBodies {
  /** Writes the message, then the body: a body that is there can be replayed. Parking again changes nothing. */
  park(name: string, mail: ParkedMail): Promise<void>;
  read(name: string): Promise<ParkedMail | undefined>;
  /** Does nothing when it is gone already. */
  remove(name: string): Promise<void>;
}

/** The name of a job's parked body: the job id, and below it the content when another one is parked under a used id. */
export function parkedName(jobId: string, otherContent?: string): string {
  // A blob URL drops a dot at the end of a segment, and "." or ".." would leave the container. `%` is in no job id.
  const safe = jobId.replace(/\.$/, '%2E');
  return otherContent === undefined ? safe : `${safe}/${otherContent}`;
}

/** The parked bodies in a container of Azure Blob Storage, which must exist. */
export function blobParkedBodies(container: ContainerClient): ParkedBodies {
  const bodyOf = (name: string) => container.getBlockBlobClient(name);
  const messageOf = (name: string) => container.getBlockBlobClient(`${name}/message.json`);
  return {
    async park(name, { mime, message }) {
      const json = Buffer.from(JSON.stringify(message));
      await fromStore('park a body', async () => {
        await messageOf(name).uploadData(json, contentType('application/json'));
        await bodyOf(name).uploadData(mime, contentType('message/rfc822'));
      });
    },

    async read(name) {
      const mime = await ifPresent(bodyOf(name).downloadToBuffer());
      const json = mime && (await ifPresent(messageOf(name).downloadToBuffer()));
      return json && { mime, message: JSON.parse(json.toString()) as ParkedMessage };
    },

    async remove(name) {
      await fromStore('remove a parked body', async () => {
        await bodyOf(name).deleteIfExists();
        await messageOf(name).deleteIfExists();
      });
    },
  };
}

const contentType = (blobContentType: string) => ({ blobHTTPHeaders: { blobContentType } });
