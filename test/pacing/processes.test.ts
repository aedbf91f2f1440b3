import { RestError, TableClient } from '@azure/data-tables';
import { expect, inject, test, vi } from 'vitest';
import type { Clock } from '../../shared/clock.ts';
import type { Limits } from '../../shared/pacing/limits.ts';
import type { Pacer } from '../../shared/pacing/pacer.ts';
import { storePacer } from '../../shared/pacing/storePacer.ts';
import { tableMailboxStore } from '../../shared/pacing/tableMailboxStore.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { freshTable } from '../support/stores.ts';
import { fastClock } from './fastClock.ts';
import { unlimited } from './simulation.ts';

/** Requests that a test counts: when each started, and how many were in flight. */
class Exchange {
  readonly starts: number[] = [];
  readonly byProcess: number[];
  inFlight = 0;
  most = 0;

  constructor(processes: number) {
    this.byProcess = Array.from({ length: processes }, () => 0);
  }
}

/** Lets jobs through a pacer as a process does: waits, comes back, asks again after a fault of the store. */
async function send(pacer: Pacer, clock: Clock, exchange: Exchange, process: number) {
  for (let wasPlanned = false; ; wasPlanned = true) {
    const wish = { mailbox: 'billing', priority: 'normal', recipientCount: 1 } as const;
    const mayWaitUntilMs = clock.now() + 10_000;
    const answer = await pacer
      .reserve({ ...wish, sizeBytes: 1000, wasPlanned, mayWaitUntilMs })
      .catch((error: unknown) => {
        expect(error).toBeInstanceOf(StoreUnavailable);
        return { kind: 'later', atMs: clock.now() + 500 } as const;
      });
    if (answer.kind === 'later') {
      await clock.sleep(Math.max(0, answer.atMs - clock.now()));
    } else if (!(await answer.mayStart())) {
      await answer.end({ kind: 'answered' });
    } else {
      exchange.starts.push(clock.now());
      exchange.byProcess[process] = (exchange.byProcess[process] ?? 0) + 1;
      exchange.most = Math.max(exchange.most, ++exchange.inFlight);
      await clock.sleep(300);
      exchange.inFlight--;
      return answer.end({ kind: 'answered' });
    }
  }
}

/** Some writes are done, and their answer is lost: half of them to the client's own repetition. */
function losesAnswers(table: TableClient): TableClient {
  let count = 0;
  table.pipeline.addPolicy(
    {
      name: 'losesAnswers',
      async sendRequest(request, next) {
        const response = await next(request);
        if (request.method === 'GET' || ++count % 5 !== 0) return response;
        if (count % 2 === 0) throw new RestError('lost', { code: 'ECONNRESET' });
        throw new Error('lost');
      },
    },
    { afterPhase: 'Retry' },
  );
  return table;
}

/** Clients of one fresh table, as each process has its own. */
async function clients(count: number): Promise<TableClient[]> {
  const { tableName } = await freshTable();
  const options = { allowInsecureConnection: true };
  return Array.from({ length: count }, () =>
    TableClient.fromConnectionString(inject('storage'), tableName, options),
  );
}

async function sendAll(tables: TableClient[], limits: Limits, mails: number): Promise<Exchange> {
  const clock = fastClock(10);
  const exchange = new Exchange(tables.length);
  const pacers = tables.map((table) => storePacer(tableMailboxStore(table), limits, clock));
  await Promise.all(
    pacers.flatMap((pacer, n) =>
      Array.from({ length: mails }, () => send(pacer, clock, exchange, n)),
    ),
  );
  return exchange;
}

test('three processes on one table keep the rate and the slots, and each gets its share', async () => {
  const limits = { ...unlimited, inFlight: 4, messagesPerMinute: 200 };

  const { starts, most, byProcess } = await sendAll(await clients(3), limits, 60);

  expect(byProcess).toEqual([60, 60, 60]);
  expect(most).toBeLessThanOrEqual(4);
  expect(most).toBeGreaterThan(1);
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  // 180 mails, 4 at once and the rest spread: 54 s and the time a planned mail takes.
  expect(last - first).toBeGreaterThan(52_000);
});

test('answers of the store that are lost cost time, never a limit and never a slot', async () => {
  const limits = { ...unlimited, inFlight: 3, messagesPerMinute: 200 };
  const tables = (await clients(2)).map(losesAnswers);

  const { starts, most } = await sendAll(tables, limits, 30);

  expect(starts).toHaveLength(60);
  expect(most).toBeLessThanOrEqual(3);
  // A slot that is lost comes back only after its lease of 160 s.
  expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThan(100_000);
});

test('a process that comes later gets a slot within seconds although the first one holds all and has work', async () => {
  const clock = fastClock(10);
  const limits = { ...unlimited, inFlight: 4 };
  const [first, second] = (await clients(2)).map((table) =>
    storePacer(tableMailboxStore(table), limits, clock),
  ) as [Pacer, Pacer];
  const exchange = new Exchange(2);
  const work = Array.from({ length: 200 }, () => send(first, clock, exchange, 0));
  await vi.waitFor(() => expect(exchange.inFlight).toBe(4));

  const askedAtMs = clock.now();
  await send(second, clock, exchange, 1);
  const endedAtMs = clock.now();
  await Promise.all(work);

  expect(endedAtMs - askedAtMs).toBeLessThan(10_000);
  expect(exchange.most).toBe(4);
});
