import { expect, test } from 'vitest';
import { careFor, tidy } from '../../shared/delivery/housekeeping.ts';
import type { State } from '../../shared/ledger/row.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { tableLedgerScan } from '../../shared/ledger/tableLedgerScan.ts';
import { tableProblems } from '../../shared/ledger/tableProblems.ts';
import { mailLog } from '../../shared/maillog/mailLog.ts';
import { ledgerRow } from '../support/rows.ts';
import { freshTable } from '../support/stores.ts';
import { TestClock } from './engine.ts';

const dayMs = 24 * 3_600_000;
const retentionMs = 30 * dayMs;
const deadlineMs = Date.UTC(2026, 0, 1);

const decisions: readonly [State, ageDays: number, daysPastEnd: number, care: string][] = [
  ['sent', 31, 60, 'purge'],
  ['sent', 29, 60, 'none'],
  ['failed', 31, 60, 'purge'],
  ['held', 31, 60, 'purge'],
  ['expired', 31, 60, 'purge'],
  ['cancelled', 31, 60, 'purge'],
  ['queued', 400, -1, 'none'],
  ['queued', 1, 0, 'expire'],
  ['sending', 400, 0.5, 'none'],
  ['sending', 2, 1.5, 'alarm'],
  ['uncertain', 2, 1.5, 'alarm'],
];

test.each(decisions)(
  'a row %s, written %d days ago, %d days past its end: %s',
  (state, ageDays, daysPastEnd, care) => {
    const row = ledgerRow({ state, deadlineMs });

    expect(careFor(row, ageDays * dayMs, deadlineMs + daysPastEnd * dayMs, retentionMs)).toBe(care);
  },
);

test('a tombstone is kept as long as the message it waits for may come', () => {
  const row = ledgerRow({ state: 'cancelled', deadlineMs, keepUntilMs: deadlineMs + 400 * dayMs });

  expect(careFor(row, 60 * dayMs, deadlineMs + 399 * dayMs, retentionMs)).toBe('none');
  expect(careFor(row, 60 * dayMs, deadlineMs + 401 * dayMs, retentionMs)).toBe('purge');
});

async function startHousekeeping() {
  const table = await freshTable();
  const clock = new TestClock();
  const log: string[] = [];
  const problemTable = await freshTable();
  return {
    ledger: tableLedger(table),
    scan: tableLedgerScan(table),
    problems: tableProblems(problemTable),
    clock,
    log: mailLog((_level, line) => log.push(line)),
    lines: log,
    ledgerRetentionMs: retentionMs,
  };
}

test('a job whose message never came ends as expired, and is listed', async () => {
  const house = await startHousekeeping();
  await house.ledger.insert(
    'overdue',
    ledgerRow({ state: 'queued', deadlineMs: house.clock.now() - 1 }),
  );
  await house.ledger.insert(
    'waiting',
    ledgerRow({ state: 'queued', deadlineMs: house.clock.now() + 1 }),
  );

  expect(await tidy(house)).toEqual({ purgedCount: 0, expiredCount: 1, alarmCount: 0 });

  expect((await house.ledger.read('overdue'))?.row).toMatchObject({ state: 'expired' });
  expect((await house.ledger.read('waiting'))?.row).toMatchObject({ state: 'queued' });
  expect(await house.problems.find('overdue')).toMatchObject([{ state: 'expired' }]);
});

test('with a doubt behind it such a job is held, not expired', async () => {
  const house = await startHousekeeping();
  const row = ledgerRow({ state: 'queued', doubt: 'unproved', deadlineMs: house.clock.now() - 1 });
  await house.ledger.insert('doubtful', row);

  await tidy(house);

  expect((await house.ledger.read('doubtful'))?.row).toMatchObject({ state: 'held' });
});

test('finished rows older than the retention are purged in any number, younger ones stay', async () => {
  const house = await startHousekeeping();
  const ids = Array.from({ length: 70 }, (_, index) => `job-${index}`);
  await Promise.all(ids.map((id) => house.ledger.insert(id, ledgerRow({ state: 'sent' }))));

  expect(await tidy(house)).toMatchObject({ purgedCount: 0 });
  house.clock.forward(300 * dayMs);
  // The store's clock cannot be moved: a retention of nothing makes every row old enough.
  expect(await tidy({ ...house, ledgerRetentionMs: -1000 })).toMatchObject({ purgedCount: 70 });

  expect(await house.ledger.read('job-0')).toBeUndefined();
});

test('a row that changed after it was found is not purged', async () => {
  const house = await startHousekeeping();
  const first = await house.ledger.insert('job', ledgerRow({ state: 'failed' }));
  const rows = house.scan.rows({ writtenBeforeMs: Date.now() + dayMs, openSinceMs: 0 });
  const { value: scanned } = await rows[Symbol.asyncIterator]().next();
  await house.ledger.replace('job', first?.etag ?? '', ledgerRow({ state: 'sending' }));

  expect(await house.scan.remove(scanned)).toBe(false);

  expect(await house.ledger.read('job')).toBeDefined();
});

test('what cannot be raises an alarm in the log', async () => {
  const house = await startHousekeeping();
  await house.ledger.insert('stuck', ledgerRow({ state: 'sending', deadlineMs: 0 }));

  expect(await tidy(house)).toMatchObject({ alarmCount: 1 });

  expect(house.lines.join()).toContain('still sending a day after its end');
});
