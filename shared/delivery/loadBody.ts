import type { JobBodies } from '../bodies/jobBodies.ts';
import type { JobBody } from '../job/job.ts';
import { sha256 } from '../job/jobId.ts';
import { type Refusal, refused } from '../job/reasons.ts';

/** The bytes of a mail as the producer gave them. */
export interface LoadedBody {
  readonly kind: 'loaded';
  readonly mime: Uint8Array;
  readonly sha256: string;
}

/** The body of a job, from the message or its claim check, whose hash is checked when the message names one. */
export async function loadBody(body: JobBody, bodies: JobBodies): Promise<LoadedBody | Refusal> {
  if (body.kind === 'inline') {
    return { kind: 'loaded', mime: body.mime, sha256: sha256(body.mime) };
  }
  const read = await bodies.read(body.name);
  if (read.kind === 'refused') return read;
  const found = sha256(read.mime);
  if (body.sha256 !== undefined && body.sha256 !== found) {
    return refused(
      'BlobChanged',
      `The blob "${body.name}" does not have the SHA-256 that the message names in mimeSha256. Write every mail to a blob of its own, once.`,
    );
  }
  return { kind: 'loaded', mime: read.mime, sha256: found };
}
