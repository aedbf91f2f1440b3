import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMs } from '../../shared/graph/retryAfter.ts';
import { answering, sendTo } from './graphServer.ts';

/** A quarter past two in the night after the clocks of New York went back. */
const answeredAt = 'Sun, 01 Nov 2026 07:15:00 GMT';

function asked(retryAfter: string | undefined, date: string | undefined = answeredAt) {
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set('Retry-After', retryAfter);
  if (date !== undefined) headers.set('Date', date);
  return retryAfterMs(headers);
}

test.each([
  ['1', 1000],
  ['315', 315_000],
  ['0120', 120_000],
  [' 10 ', 10_000],
])('Retry-After of %s seconds is obeyed exactly', (seconds, waitMs) => {
  expect(asked(seconds)).toBe(waitMs);
});

test.each([
  ['the usual form', 'Sun, 01 Nov 2026 07:20:30 GMT'],
  ['the form of RFC 850', 'Sunday, 01-Nov-26 07:20:30 GMT'],
  ['the form of asctime', 'Sun Nov  1 07:20:30 2026'],
])('an HTTP date in %s is held against the Date of the answer', (_, date) => {
  expect(asked(date)).toBe(330_000);
});

test('a date without a zone means GMT wherever we run', () => {
  const zoneBefore = process.env['TZ'];
  const waits = ['America/New_York', 'Asia/Kolkata', 'UTC'].map((zone) => {
    process.env['TZ'] = zone;
    return asked('Sun Nov  1 07:20:30 2026');
  });
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;

  expect(waits).toEqual([330_000, 330_000, 330_000]);
});

test('the Date of the answer may have any of the forms too', () => {
  expect(asked('Sun, 01 Nov 2026 07:20:30 GMT', 'Sunday, 01-Nov-26 07:20:00 GMT')).toBe(30_000);
});

test.each([
  undefined,
  '',
  'soon',
  '-5',
  '+5',
  '1.5',
  '1e3',
  '0x10',
  '10, 20',
  '99999999999999999999',
  'Sun, 32 Nov 2026 07:20:30 GMT',
  'Sun, 01 Nov 2026 07:20:30 +0200',
  'Sun, 01 Nov 2026 07:20:30',
  '2026-11-01T07:20:30Z',
  'Never, 99-Xxx-26 99:99:99 GMT',
])('Retry-After %j is no wait: the ladder decides', (retryAfter) => {
  expect(asked(retryAfter)).toBeUndefined();
});

test.each(['0', 'Sun, 01 Nov 2026 07:15:00 GMT', 'Sun, 01 Nov 2026 07:00:00 GMT'])(
  'Retry-After %s asks for no wait: the ladder decides, so that nothing is asked without a pause',
  (retryAfter) => {
    expect(asked(retryAfter)).toBeUndefined();
  },
);

test('a date without a Date in the answer is no wait: no clock of ours counts', () => {
  const headers = new Headers({ 'Retry-After': 'Sun, 01 Nov 2026 07:20:30 GMT' });

  expect(retryAfterMs(headers)).toBeUndefined();
});

test('whatever the header says, the wait is a finite time above zero or none', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.stringMatching(/^-?\d{1,20}$/),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let headers: Headers;
      try {
        headers = new Headers({ 'Retry-After': text, Date: answeredAt });
      } catch {
        return; // no header at all can have this value
      }
      const waitMs = retryAfterMs(headers);
      expect(waitMs === undefined || (Number.isFinite(waitMs) && waitMs > 0)).toBe(true);
    }),
  );
});

test('the wait that Graph asks for comes with the answer, by the clock of Graph', async () => {
  const date = { Date: answeredAt, 'Retry-After': 'Sun, 01 Nov 2026 07:15:45 GMT' };

  const [byDate, bySeconds, absent, html] = [
    await sendTo(answering(429, '', date)),
    await sendTo(
      answering(503, '{"error":{"code":"ServiceUnavailable"}}', { 'retry-after': '41' }),
    ),
    await sendTo(answering(429)),
    await sendTo(answering(429, '<html>Too many requests</html>', { 'RETRY-AFTER': '10' })),
  ];

  expect(byDate).toMatchObject({ kind: 'waits', retryAfterMs: 45_000 });
  expect(bySeconds).toMatchObject({ kind: 'waits', retryAfterMs: 41_000 });
  expect(absent).toMatchObject({ kind: 'waits', retryAfterMs: undefined });
  expect(html).toMatchObject({ kind: 'waits', retryAfterMs: 10_000 });
});
