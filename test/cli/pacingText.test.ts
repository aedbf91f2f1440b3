import { expect, test } from 'vitest';
import { durationText, forecast } from '../../cli/pacing/forecast.ts';
import { mailboxCells } from '../../cli/pacing/mailboxCells.ts';
import { mailboxView } from '../../cli/pacing/mailboxView.ts';
import type { MailboxView } from '../../shared/pacing/pacingAdmin.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** Half past twelve where the test runs: people see local time. */
const nowMs = new Date(2026, 10, 21, 12, 30).getTime();

/** A mailbox that sends within the limits of Exchange. */
function view(change: Partial<MailboxView> = {}): MailboxView {
  return {
    mailbox: 'a',
    limits: {
      messagesPerMinute: 30,
      inFlight: 4,
      recipientsPerDay: 10_000,
      uploadBytesPer5Min: 150_000_000,
    },
    ownLimits: {},
    pause: undefined,
    startsLastMinute: 12,
    nextStartAtMs: nowMs,
    backlogEndsAtMs: undefined,
    slotsHeld: 2,
    recipientsLastDay: 1340,
    uploadBytesLast5Min: 1_240_000,
    ...change,
  };
}

const cells = (change: Partial<MailboxView>) => mailboxCells('a@x.example', view(change), nowMs);

test('a line says what a mailbox has used of each limit', () => {
  expect(cells({})).toEqual([
    'a@x.example',
    '12 of 30',
    '2 of 4',
    '1,340 of 10,000',
    '1.2 of 150',
    'free',
    'none',
  ]);
});

test('a limit of its own is marked, and what is not limited is not counted', () => {
  const limits = { ...view().limits, messagesPerMinute: 60, inFlight: undefined };
  const ownLimits = { messagesPerMinute: 60, inFlight: 'none' } as const;

  expect(cells({ limits, ownLimits }).slice(1, 3)).toEqual(['12 of 60*', 'no limit*']);
});

test.each<[string, Partial<MailboxView>, string]>([
  ['its next start', { nextStartAtMs: nowMs + 3100 }, 'next start in 4 s'],
  [
    'a pause by Exchange',
    { pause: { untilMs: nowMs + 25 * minuteMs, reason: 'QuotaExceeded', by: 'Exchange' } },
    'paused by Exchange until 12:55 (in 25 min): QuotaExceeded',
  ],
  [
    'a pause that ends another day',
    { pause: { untilMs: nowMs + 24 * hourMs, reason: '', by: 'ann' } },
    'paused by ann until 2026-11-22 12:30 (in 1 d)',
  ],
  [
    'a pause without an end',
    { pause: { untilMs: undefined, reason: 'de\u001bploy', by: 'ann' } },
    'paused by ann until resumed: de ploy',
  ],
  ['a quota that is used up', { recipientsLastDay: 10_000 }, "the day's recipients are used"],
])('the state of a mailbox tells of %s', (_, change, said) => {
  expect(cells(change)[5]).toBe(said);
});

test.each<[string, Partial<MailboxView>, string]>([
  [
    'its end and its speed',
    { backlogEndsAtMs: nowMs + 2 * hourMs + 10 * minuteMs },
    'ends 14:40 (in 2 h 10 min), 30 a minute',
  ],
  ['only the wait when it is short', { backlogEndsAtMs: nowMs + 4000 }, 'ends in 4 s, 30 a minute'],
  [
    'no end while nobody knows when the pause ends',
    {
      backlogEndsAtMs: nowMs + hourMs,
      pause: { untilMs: undefined, reason: '', by: 'ann' },
    },
    'waits until resumed',
  ],
])('a backlog is shown with %s', (_, change, said) => {
  expect(cells(change)[6]).toBe(said);
});

test('scripts see ISO times, and no forecast where there is none', () => {
  const waiting = { backlogEndsAtMs: nowMs + hourMs };
  const paused = { ...waiting, pause: { untilMs: undefined, reason: '', by: 'ann' } };

  expect(mailboxView('a@x.example', view(waiting))).toMatchObject({
    mailbox: 'a',
    address: 'a@x.example',
    hasBacklog: true,
    backlogEnds: new Date(nowMs + hourMs).toISOString(),
  });
  expect(mailboxView('a', view(paused))).toMatchObject({
    address: undefined,
    hasBacklog: true,
    backlogEnds: undefined,
  });
});

test.each([
  [-500, '0 s'],
  [59_000, '59 s'],
  [61_000, '2 min'],
  [59.5 * minuteMs, '1 h'],
  [23 * hourMs + 59.5 * minuteMs, '1 d'],
  [76 * hourMs, '3 d 4 h'],
])('%d ms are told as %s, never as less', (ms, said) => {
  expect(durationText(ms)).toBe(said);
});

test('a wait over ten seconds is told with its time of day', () => {
  expect([forecast(nowMs + 9000, nowMs), forecast(nowMs + 11_000, nowMs)]).toEqual([
    'in 9 s',
    '12:30 (in 11 s)',
  ]);
});
