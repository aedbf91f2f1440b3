/** What producers install: `MailQueue` puts mail on a Mailchute queue. */
export { InvalidJobError, type JobDraft } from '../../shared/job/writeJob.ts';
export { BodyNotStoredError } from './bodyNotStored.ts';
export type { AzureOptions, ConnectionStringOptions, MailQueueOptions } from './connect.ts';
export { type EnqueuedMail, MailQueue, type SendOptions } from './mailQueue.ts';
