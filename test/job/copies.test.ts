import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, unreadMime } from '../../shared/job/content.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import { readJob } from '../../shared/job/readJob.ts';
import { writeCopy } from '../../shared/job/writeCopy.ts';
import { writeJob } from '../../shared/job/writeJob.ts';
import { copyOf } from './copyOf.ts';
import { jobDraft } from './drafts.ts';
import { jobMessage, jobOf, mime, received } from './jobMessage.ts';

const number = fc.record({ epoch: fc.nat(), hop: fc.nat() });
const laterMs = Date.UTC(2026, 10, 22);

test('a copy is the same job, with its own epoch and hop, whenever it arrives', () => {
  fc.assert(
    fc.property(jobDraft, number, fc.option(fc.nat(), { nil: undefined }), (draft, at, lifeMs) => {
      const source = received(writeJob({ id: 'order-1', ...draft }), {
        expiresAtMs: lifeMs === undefined ? undefined : jobMessage().enqueuedAtMs + lifeMs,
      });
      const sent = copyOf(source, at);

      const copy = received(sent, { enqueuedAtMs: laterMs, sequenceNumber: '99' });
      expect(jobOf(copy)).toEqual({ ...jobOf(source), ...at });
    }),
  );
});

test('a copy of a copy differs in nothing but its number', () => {
  const source = jobMessage({
    properties: { priority: 'bulk' },
    expiresAtMs: Date.UTC(2026, 10, 21, 12),
  });
  const first = copyOf(source, { epoch: 0, hop: 1 });

  const second = copyOf(received(first, { enqueuedAtMs: laterMs }), { epoch: 2, hop: 7 });

  expect(second.messageId).not.toBe(first.messageId);
  expect(second).toEqual({
    ...first,
    messageId: second.messageId,
    applicationProperties: { ...first.applicationProperties, epoch: 2, hop: 7 },
  });
});

test('a copy keeps what the producer wrote beside the job, and has no time to live to die of', () => {
  const properties = { 'Diagnostic-Id': '00-a-b-01', tenant: 7, notAfter: '2030-01-01T00:00:00Z' };
  const source = jobMessage({
    properties,
    contentType: 'message/rfc822',
    correlationId: '12345',
    replyTo: 'replies',
    expiresAtMs: Date.UTC(2026, 10, 21, 12),
  });

  const copy = copyOf(source, { epoch: 1, hop: 0 });

  expect(copy).toEqual({
    body: mime,
    messageId: expect.stringMatching(/^~r1\.0:[0-9a-f]{32}$/),
    contentType: 'message/rfc822',
    correlationId: '12345',
    replyTo: 'replies',
    applicationProperties: {
      ...properties,
      job: 'order-1187',
      epoch: 1,
      hop: 0,
      firstEnqueued: '2026-11-21T10:00:00.000Z',
      deadline: '2026-11-21T12:00:00.000Z',
    },
  });
});

test('a number of the producer that no client can write travels on as text', () => {
  const source = jobMessage({
    properties: { large: 1e20, lowest: -(2 ** 63), ratio: 0.5, count: 7 },
  });

  expect(copyOf(source, { epoch: 0, hop: 1 }).applicationProperties).toMatchObject({
    large: '100000000000000000000',
    lowest: '-9223372036854776000',
    ratio: 0.5,
    count: 7,
  });
});

test('the id of a copy is the same whoever makes it, and another for every job, content, epoch and hop', () => {
  const id = (change: Parameters<typeof jobMessage>[0], epoch: number, hop: number) =>
    copyOf(jobMessage(change), { epoch, hop }).messageId;
  const ids = [
    id({}, 0, 1),
    id({}, 0, 2),
    id({}, 1, 1),
    id({ messageId: 'order-1188' }, 0, 1),
    id({ body: Buffer.from('other\r\n') }, 0, 1),
    id({ properties: { mailbox: 'ann@example.com' } }, 0, 1),
    id({ properties: { recipients: 'ann@example.net' } }, 0, 1),
  ];

  expect(new Set(ids).size).toBe(ids.length);
  expect(id({ sequenceNumber: '5', enqueuedAtMs: laterMs }, 0, 1)).toBe(ids[0]);
});

test('a copy of a wrapped body carries the mail itself and is the same job', () => {
  const source = jobMessage({ body: Buffer.from(JSON.stringify(String(mime))) });

  const sent = copyOf(source, { epoch: 0, hop: 1 });

  expect(sent.body.equals(mime)).toBe(true);
  expect(jobOf(received(sent)).hop).toBe(1);
});

test('a copy of a claim check can be checked without its blob, read or not', () => {
  const source = jobMessage({ body: Buffer.alloc(0), properties: { mimeBlob: 'order-1187' } });
  const job = jobOf(source);
  const read = { job, content: contentOf(sha256(mime), job), mimeSha256: sha256(mime) };
  const unread = { job, content: contentOf(unreadMime, job), mimeSha256: undefined };

  const copies = [read, unread].map((of) => writeCopy(source, of, { epoch: 0, hop: 1 }));

  expect(copies.map((copy) => jobOf(received(copy)).body)).toEqual([
    { kind: 'blob', name: 'order-1187', sha256: sha256(mime) },
    { kind: 'blob', name: 'order-1187', sha256: undefined },
  ]);
});

test('a body that moves to a blob leaves the job the same mail', () => {
  const source = jobMessage();
  const job = { ...jobOf(source), body: { kind: 'blob', name: 'b', sha256: undefined } as const };
  const content = contentOf(sha256(mime), job);

  const sent = writeCopy(source, { job, content, mimeSha256: sha256(mime) }, { epoch: 0, hop: 1 });

  expect(sent.body).toHaveLength(0);
  expect(jobOf(received(sent))).toMatchObject({
    id: 'order-1187',
    body: { kind: 'blob', name: 'b', sha256: sha256(mime) },
  });
});

test('a reply queue that was taken out of REPLY_QUEUES gets no outcome, but the waiting job goes on', () => {
  const copy = received(copyOf(jobMessage({ replyTo: 'replies' }), { epoch: 0, hop: 1 }));

  expect(readJob(copy, { replyQueues: [] })).toMatchObject({
    kind: 'job',
    job: { id: 'order-1187', hop: 1, replyTo: undefined },
  });
});
