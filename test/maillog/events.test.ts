import { expect, test } from 'vitest';
import { type JobMark, type Level, type MailLog, mailLog } from '../../shared/maillog/mailLog.ts';

const job: JobMark = { jobId: 'order-12345', epoch: 1, hop: 2 };
const attempt = {
  claim: '5a0e7e0b-3f3e-4a0c-9f2a-0f6f1f7a9b10',
  mailbox: '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11',
  messageId: '<1@contoso.example>',
  answer: 'graph-1',
};
const fault = new Error('connect ECONNREFUSED');
const faultText = 'Error: connect ECONNREFUSED';

const { claim: _, answer: __, ...place } = attempt;
const syncRun = {
  kind: 'full',
  outcome: 'refused',
  reason: 'TooManyRemovals',
  readCount: 1,
  addedCount: 2,
  changedCount: 3,
  removedCount: 4,
  requestCount: 5,
  durationMs: 6,
} as const;
const counts = { purgedCount: 3, expiredCount: 2, alarmCount: 1 };

type Event = [name: keyof MailLog, level: Level, log: (log: MailLog) => void, tells: object];

/** Every event of a job: how urgent it is and what its line tells besides the job. */
const jobEvents: readonly Event[] = [
  ['sent', 'info', (log) => log.sent(job, attempt), attempt],
  ['uncertain', 'warn', (log) => log.uncertain(job, attempt), attempt],
  ['foundSent', 'info', (log) => log.foundSent(job, place), place],
  [
    'waits',
    'info',
    (log) => log.waits(job, 'TooManyRequests', Date.UTC(2026, 10, 21, 9)),
    { why: 'TooManyRequests', until: '2026-11-21T09:00:00.000Z' },
  ],
  [
    'parked',
    'error',
    (log) => log.parked(job, 'held', 'OutcomeUnknown', 'unproved'),
    { state: 'held', reason: 'OutcomeUnknown', doubt: 'unproved' },
  ],
  ['closed', 'warn', (log) => log.closed(job, 'expired'), { state: 'expired' }],
  ['conflict', 'error', (log) => log.conflict(job, 'JobIdReused'), { reason: 'JobIdReused' }],
  ['superseded', 'info', (log) => log.superseded(job, 'sent'), { state: 'sent' }],
  ['outcomeNotReported', 'warn', (log) => log.outcomeNotReported(job, fault), { fault: faultText }],
  ['bodyNotRemoved', 'warn', (log) => log.bodyNotRemoved(job, fault), { fault: faultText }],
  [
    'sentNotRecorded',
    'error',
    (log) => log.sentNotRecorded(job, attempt, fault),
    { ...attempt, fault: faultText },
  ],
  ['storeDown', 'error', (log) => log.storeDown(job, fault), { fault: faultText }],
  ['fault', 'error', (log) => log.fault(job, fault), { fault: faultText }],
  ['impossible', 'error', (log) => log.impossible(job, 'two epochs'), { what: 'two epochs' }],
];

/** Events that are about no single job. */
const otherEvents: readonly Event[] = [
  [
    'readingForbidden',
    'warn',
    (log) => log.readingForbidden('mailbox-1'),
    { mailbox: 'mailbox-1' },
  ],
  ['tidied', 'info', (log) => log.tidied(counts), counts],
  ['sendersSynced', 'info', (log) => log.sendersSynced(syncRun), syncRun],
  ['sendersNotSynced', 'error', (log) => log.sendersNotSynced(syncRun), syncRun],
];

/** What a use of the log writes. */
function written(use: (log: MailLog) => void): { level: Level; line: string }[] {
  const lines: { level: Level; line: string }[] = [];
  use(mailLog((level, line) => lines.push({ level, line })));
  return lines;
}

test.each(jobEvents)(
  'the event %s is one line at level %s that names the job',
  (name, level, use, tells) => {
    const lines = written(use);

    expect(lines).toHaveLength(1);
    expect(lines[0]?.level).toBe(level);
    expect(JSON.parse(lines[0]?.line ?? '')).toEqual({ event: name, ...job, ...tells });
  },
);

test.each(otherEvents)('the event %s is one line at level %s', (name, level, use, tells) => {
  const lines = written(use);

  expect(lines).toHaveLength(1);
  expect(lines[0]?.level).toBe(level);
  expect(JSON.parse(lines[0]?.line ?? '')).toEqual({ event: name, ...tells });
});

test('every event of the log is known here', () => {
  const known = [...jobEvents, ...otherEvents].map(([name]) => name);

  expect(Object.keys(mailLog(() => undefined)).sort()).toEqual(known.sort());
});

test('no character of a value breaks a line in two, for any reader of lines', () => {
  const breaks = '\n \r \v \f \u001c \u001d \u001e \u0085 \u2028 \u2029';

  const entries = written((log) => {
    log.sent({ ...job, jobId: breaks }, attempt);
    log.readingForbidden(breaks);
  });

  for (const { line } of entries) expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(entries[0]?.line ?? '').jobId).toBe(breaks);
});

test('a mark that carries more than its type says adds nothing to the line', () => {
  const more = { body: 'canary', subject: 'canary', text: 'canary' };

  const lines = written((log) => {
    log.sent({ ...job, ...more }, { ...attempt, ...more });
    log.uncertain({ ...job, ...more }, { ...attempt, ...more });
    log.foundSent({ ...job, ...more }, { ...attempt, ...more });
    log.tidied({ ...counts, ...more });
    log.sendersSynced({ ...syncRun, ...more });
    log.sendersNotSynced({ ...syncRun, ...more });
    log.sentNotRecorded({ ...job, ...more }, { ...attempt, ...more }, fault);
  });

  expect(JSON.stringify(lines)).not.toContain('canary');
});
