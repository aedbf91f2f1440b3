import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidJobError, type JobDraft, writeJob } from '../../shared/job/writeJob.ts';
import { jobDraft } from './drafts.ts';
import { jobOf, mime, received } from './jobMessage.ts';

const body = { kind: 'inline', mime } as const;

test('what a producer writes is what the worker reads', () => {
  fc.assert(
    fc.property(jobDraft, (draft) => {
      const sent = writeJob(draft);
      const { id, notAfter, timeToLiveMs, sendAt, ...wish } = draft;

      expect(jobOf(received(sent))).toMatchObject({
        ...wish,
        ...(id !== undefined && { id }),
        notAfterMs: notAfter?.getTime(),
        priority: draft.priority ?? 'normal',
        action: 'send',
        epoch: 0,
      });
      expect(sent.timeToLive).toBe(timeToLiveMs);
      expect(sent.scheduledEnqueueTimeUtc).toBe(sendAt);
    }),
  );
});

test('a written job names its content type and its version, and nothing that was left out', () => {
  expect(writeJob({ body })).toEqual({
    body: mime,
    contentType: 'message/rfc822',
    applicationProperties: { v: 1 },
  });
});

test('the body is a Buffer over the same memory: the client would send another array as JSON', () => {
  const bytes = new Uint8Array(mime);

  const sent = writeJob({ body: { kind: 'inline', mime: bytes } });

  expect(Buffer.isBuffer(sent.body)).toBe(true);
  expect(sent.body.buffer).toBe(bytes.buffer);
});

test.each<[string, Partial<JobDraft>, string]>([
  ['an id that reads as JSON', { id: '12345' }, 'JobIdInvalid: The messageId is readable as JSON.'],
  ['an id like those of copies', { id: '~r0.1:a' }, 'JobIdInvalid: The messageId begins with "~"'],
  ['no bytes', { body: { kind: 'inline', mime: Buffer.alloc(0) } }, 'MimeMissing: '],
  [
    'a URL for a blob',
    { body: { kind: 'blob', name: 'https://x.example/', sha256: undefined } },
    'JobInvalid: Property "mimeBlob" is a URL.',
  ],
  ['an empty envelope', { recipients: [] }, 'JobInvalid: Property "recipients"'],
  ['a mailbox that is none', { mailbox: 'Ann' }, 'JobInvalid: Property "mailbox"'],
  ['a reply queue without a name', { replyTo: '' }, 'ReplyToNotAllowed: '],
  [
    'a notAfter that is no date',
    { notAfter: new Date('x') },
    'JobInvalid: "notAfter" is no valid date.',
  ],
  ['a sendAt that is no date', { sendAt: new Date('x') }, 'JobInvalid: "sendAt" is no valid date.'],
  [
    'a time to live of nothing',
    { timeToLiveMs: 0 },
    'JobInvalid: "timeToLiveMs" is 0. Allowed: 1 or more',
  ],
  [
    'a time to live that is no number',
    { timeToLiveMs: Number.NaN },
    'JobInvalid: "timeToLiveMs" is NaN.',
  ],
])(
  '%s is refused before anything is enqueued, in the words of the worker',
  (_what, draft, says) => {
    const write = () => writeJob({ body, ...draft });

    expect(write).toThrow(InvalidJobError);
    expect(write).toThrow(says);
  },
);

test('the error of a refused job has its reason code', () => {
  expect(() => writeJob({ body, id: 'a b' })).toThrow(
    expect.objectContaining({ name: 'InvalidJobError', reason: 'JobIdInvalid' }),
  );
});
