import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ledgerKeys } from '../../shared/ledger/rowEntity.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { ledgerRow } from '../support/rows.ts';
import { freshTable, unmadeTable } from '../support/stores.ts';

test('what was written is read back, every field', async () => {
  const ledger = tableLedger(await freshTable());
  const full = ledgerRow({
    dueMs: Date.UTC(2026, 0, 1, 0, 0, 0, 7),
    mailbox: randomUUID(),
    messageId: '<a@contoso.example>',
    firstAttemptAtMs: Date.UTC(2026, 1, 1),
    reason: 'RefusedByGraph',
    code: 'ErrorInvalidRecipients',
    text: 'Graph refused it.',
    producer: 'billing',
  });
  const sparse = ledgerRow();

  await ledger.insert('full', full);
  await ledger.insert('sparse', sparse);

  expect((await ledger.read('full'))?.row).toEqual(full);
  expect((await ledger.read('sparse'))?.row).toEqual(sparse);
});

test('a job that was never met has no row', async () => {
  const ledger = tableLedger(await freshTable());

  expect(await ledger.read('unknown')).toBeUndefined();
});

test('of two workers that claim one job, one wins', async () => {
  const ledger = tableLedger(await freshTable());

  const claims = await Promise.all([1, 2, 3].map(() => ledger.insert('job-1', ledgerRow())));

  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('a write against an old version is refused and changes nothing', async () => {
  const ledger = tableLedger(await freshTable());
  const first = await ledger.insert('job-1', ledgerRow({ state: 'sending' }));
  const etag = first?.etag ?? '';
  await ledger.replace('job-1', etag, ledgerRow({ state: 'sent' }));

  const second = await ledger.replace('job-1', etag, ledgerRow({ state: 'failed' }));

  expect(second).toBeUndefined();
  expect((await ledger.read('job-1'))?.row.state).toBe('sent');
});

test('the version that a write returns is good for the next write, without a read', async () => {
  const ledger = tableLedger(await freshTable());
  const first = await ledger.insert('job-1', ledgerRow());
  const second = await ledger.replace('job-1', first?.etag ?? '', ledgerRow({ attempts: 2 }));

  const third = await ledger.replace('job-1', second?.etag ?? '', ledgerRow({ attempts: 3 }));

  expect(third?.row.attempts).toBe(3);
});

test('the age of a row goes by the clock of the store', async () => {
  const ledger = tableLedger(await freshTable());
  await ledger.insert('job-1', ledgerRow());

  const found = await ledger.read('job-1');

  expect(found?.ageMs).toBeGreaterThanOrEqual(-1000); // the Date header has whole seconds
  expect(found?.ageMs).toBeLessThan(60_000);
});

test('a missing table is a fault, never "no row": the job would be sent again', async () => {
  const ledger = tableLedger(unmadeTable());

  await expect(ledger.read('job-1')).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(ledger.insert('job-1', ledgerRow())).rejects.toBeInstanceOf(StoreUnavailable);
});

test('a damaged row is a fault, never "no row"', async () => {
  const table = await freshTable();
  await table.createEntity({ ...ledgerKeys('job-1'), state: 'sending' });

  await expect(tableLedger(table).read('job-1')).rejects.toThrow('field "epoch" cannot be read');
});
