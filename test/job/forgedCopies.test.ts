import { expect, test } from 'vitest';
import { contentOf } from '../../shared/job/content.ts';
import { copyId } from '../../shared/job/copyId.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import type { JobMessage } from '../../shared/job/message.ts';
import { copyOf } from './copyOf.ts';
import { jobMessage, jobOf, mime, received, refusalOf } from './jobMessage.ts';

/** A true copy of the job order-1187, changed. */
function changedCopy(
  change: Partial<JobMessage>,
  properties: Readonly<Record<string, unknown>> = {},
): JobMessage {
  const copy = received(copyOf(jobMessage(), { epoch: 0, hop: 1 }));
  return { ...copy, ...change, properties: { ...copy.properties, ...properties } };
}

/** Refused for its id, and recorded under another one than the job it names. */
function expectNoCopy(message: JobMessage): void {
  expect(refusalOf(message)).toMatchObject({
    reason: 'JobIdInvalid',
    jobId: expect.stringMatching(/^seq-77-[0-9a-f]{16}$/),
    text: expect.stringContaining(
      'The messageId begins with "~" as the copies that Mailchute makes, but does not match its message.',
    ),
  });
}

test('the copy that is not changed is one', () => {
  expect(jobOf(changedCopy({}))).toMatchObject({ id: 'order-1187', hop: 1 });
});

test.each<[string, Partial<JobMessage>, Record<string, unknown>?]>([
  ['another body', { body: Buffer.from(`${mime}.`) }],
  ['another mailbox', {}, { mailbox: 'ann@example.com' }],
  ['other recipients', {}, { recipients: 'eve@example.net' }],
  ['another job', {}, { job: 'order-1188' }],
  ['another epoch', {}, { epoch: 1 }],
  ['another hop', {}, { hop: 2 }],
  ['an epoch below 0', {}, { epoch: -1 }],
  ['a hop that is no whole number', {}, { hop: 1.5 }],
  ['a hop as text', {}, { hop: '1' }],
  ['no job', {}, { job: undefined }],
  ['no first time', {}, { firstEnqueued: undefined }],
  ['a first time that is none', {}, { firstEnqueued: 'yesterday' }],
  ['a deadline that is no time', {}, { deadline: 'never' }],
  ['another priority than there are', {}, { priority: 'urgent' }],
  ['another id', { messageId: '~r0.1:00000000000000000000000000000000' }],
  ['an id cut short', { messageId: '~' }],
])(
  'a message with the id of a copy and %s touches no record of the job it names',
  (_what, change, properties) => {
    expectNoCopy(changedCopy(change, properties));
  },
);

test('a plain message whose id begins with ~ is refused', () => {
  expectNoCopy(jobMessage({ messageId: '~order-1187' }));
});

test.each(['../mail-jobs/x', 'a/b', '', '12345', '~r0.1:a'])(
  'a copy of the job %j, whose id is right but which is no job id, is refused',
  (job) => {
    const content = contentOf(sha256(mime), jobOf(jobMessage()));
    const messageId = copyId(job, content, { epoch: 0, hop: 1 });

    expectNoCopy(changedCopy({ messageId }, { job }));
  },
);

test.each([
  { epoch: -1, hop: 0 },
  { epoch: 0, hop: 0.5 },
  { epoch: 0, hop: Number.MAX_SAFE_INTEGER + 1 },
])('a copy with the right id for numbers that no worker counts to is refused: %j', (number) => {
  const messageId = copyId('order-1187', contentOf(sha256(mime), jobOf(jobMessage())), number);

  expectNoCopy(changedCopy({ messageId }, number));
});

test("a copy's properties under an id of the producer are refused under that id", () => {
  expect(refusalOf(changedCopy({ messageId: 'mine' }))).toMatchObject({
    reason: 'JobInvalid',
    jobId: 'mine',
    text: expect.stringContaining('Property "job" is reserved'),
  });
});
