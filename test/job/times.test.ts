import { expect, test } from 'vitest';
import { expectRefused, jobMessage, jobOf } from './jobMessage.ts';

const withNotAfter = (notAfter: unknown) => jobMessage({ properties: { notAfter } });

test.each([
  ['2026-11-21T16:00:00Z', Date.UTC(2026, 10, 21, 16)],
  ['2026-11-21T16:00Z', Date.UTC(2026, 10, 21, 16)],
  ['2026-11-21T16:00:00+02:00', Date.UTC(2026, 10, 21, 14)],
  ['2026-11-21T16:00:00-0530', Date.UTC(2026, 10, 21, 21, 30)],
  ['2026-11-21T16:00:00.123456+00:00', Date.UTC(2026, 10, 21, 16, 0, 0, 123)],
  ['2026-11-21T16:00:00.0000000Z', Date.UTC(2026, 10, 21, 16)],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  [new Date('2026-11-21T16:00:00Z'), Date.UTC(2026, 10, 21, 16)],
])('notAfter %s is that moment, as Python, .NET and JavaScript write it', (notAfter, ms) => {
  expect(jobOf(withNotAfter(notAfter)).notAfterMs).toBe(ms);
});

test.each([
  '2026-11-21T16:00:00',
  '2026-11-21',
  '2026-11-21 16:00:00Z',
  'Sat, 21 Nov 2026 16:00:00 GMT',
  '2026-02-30T00:00:00Z',
  '2027-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-21T25:00:00Z',
  '2026-11-21T16:00:00+25:00',
  '1795276800000',
  'tomorrow',
  '',
  1795276800000,
  true,
  new Date(Number.NaN),
])('notAfter %j is refused: no zone, or no such time', (notAfter) => {
  expectRefused(
    withNotAfter(notAfter),
    'JobInvalid',
    'Allowed: ISO 8601 with a zone, such as 2026-11-21T16:00:00Z.',
  );
});

test('the life of a job begins when it was enqueued and ends with its time to live', () => {
  const enqueuedAtMs = Date.UTC(2026, 10, 21, 10);
  const expiresAtMs = Date.UTC(2026, 10, 21, 11);

  const job = jobOf(jobMessage({ enqueuedAtMs, expiresAtMs }));

  expect(job.firstEnqueuedMs).toBe(enqueuedAtMs);
  expect(job.timeToLiveEndsMs).toBe(expiresAtMs);
});
