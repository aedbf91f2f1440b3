import { contentOf, unreadMime } from '../../shared/job/content.ts';
import type { CopyNumber } from '../../shared/job/copyId.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import type { JobMessage, OutgoingMessage } from '../../shared/job/message.ts';
import { writeCopy } from '../../shared/job/writeCopy.ts';
import { jobOf } from './jobMessage.ts';

/** The copy that a worker makes of a message it has read; a claim check is one whose blob it has not read. */
export function copyOf(source: JobMessage, number: CopyNumber): OutgoingMessage {
  const job = jobOf(source);
  const mimeSha256 = job.body.kind === 'inline' ? sha256(job.body.mime) : job.body.sha256;
  const content = contentOf(mimeSha256 ?? unreadMime, job);
  return writeCopy(source, { job, content, mimeSha256 }, number);
}
