import { expect, test } from 'vitest';
import { times } from '../../shared/delivery/times.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { jobMessage } from '../support/messages.ts';
import { ledgerRow } from '../support/rows.ts';
import { cannotRead, startEngine } from './engine.ts';

/** The row that a worker leaves when it dies between its claim and the end of its attempt. */
async function engineAfterCrash(ageMs: number) {
  const engine = await startEngine(({ ledger }) => ({
    ...cannotRead,
    ledger: {
      ...ledger,
      read: async (jobId) => {
        const found = await ledger.read(jobId);
        return found && { ...found, ageMs };
      },
    },
  }));
  await engine.ledger.insert('order-1', ledgerRow({ state: 'sending', content: '' }));
  return engine;
}

test('a job found in mid-send is left alone while its worker may still be at it', async () => {
  const engine = await engineAfterCrash(times.attemptMs - 1);
  const startedAt = engine.clock.now();

  await engine.handle(jobMessage());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sending' });
  expect(engine.queue.enqueued.at(-1)?.atMs).toBe(startedAt + 1);
});

test('a job whose worker died in mid-send is never sent again because time passed: a person is asked', async () => {
  const engine = await engineAfterCrash(times.attemptMs);
  const message = jobMessage();

  await engine.handle(message);
  expect(await engine.row('order-1')).toMatchObject({ state: 'uncertain' });
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'held', reason: 'OutcomeUnknown' });
  expect((await engine.parked.read('order-1'))?.mime).toEqual(message.body);
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
});

test('while the ledger is down nothing is sent; the job is put back, later each time, and goes out once it is up', async () => {
  let down = true;
  const engine = await startEngine(({ ledger }) => ({
    ledger: {
      ...ledger,
      read: (jobId) => (down ? unavailable() : ledger.read(jobId)),
      insert: (jobId, row) => (down ? unavailable() : ledger.insert(jobId, row)),
    },
  }));

  await engine.handle(jobMessage());
  await engine.handle(engine.nextWakeUp());
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
  const [first, second] = engine.queue.enqueued.map(({ atMs }) => atMs - engine.clock.now());
  expect(second).toBeGreaterThan(first ?? 0);

  down = false;
  await engine.handle(engine.nextWakeUp());
  expect(engine.graph.messages()).toHaveLength(1);
});

test('a claim that was written without an answer is found by its own token, and sent once', async () => {
  const engine = await startEngine(({ ledger }) => ({
    ledger: {
      ...ledger,
      insert: async (jobId, row) => {
        await ledger.insert(jobId, row);
        return unavailable();
      },
    },
  }));

  await engine.handle(jobMessage());

  expect(engine.graph.messages()).toHaveLength(1);
  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test('a 202 is recorded although the ledger is down for a while after it', async () => {
  let failures = 4;
  const engine = await startEngine(({ ledger }) => ({
    ledger: {
      ...ledger,
      read: (jobId) => (failures > 0 ? unavailable() : ledger.read(jobId)),
      replace: (jobId, etag, row) =>
        failures-- > 0 ? unavailable() : ledger.replace(jobId, etag, row),
    },
  }));

  await engine.handle(jobMessage());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test('a 202 overrules a row that others have written meanwhile', async () => {
  const engine = await startEngine(({ graph, ledger }) => ({
    graph: {
      send: async (request) => {
        const answer = await graph.send(request);
        const found = await ledger.read('order-1');
        const row = ledgerRow({ ...found?.row, state: 'uncertain' });
        await ledger.replace('order-1', found?.etag ?? '', row);
        return answer;
      },
    },
  }));

  await engine.handle(jobMessage());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test('a body that cannot be parked now is parked by the next wake-up; the message is never just dropped', async () => {
  let down = true;
  const engine = await startEngine(({ parked }) => ({
    parked: { ...parked, park: (name, mail) => (down ? unavailable() : parked.park(name, mail)) },
  }));
  const message = jobMessage({ body: Buffer.from('no mail at all') });

  await engine.handle(message);
  expect(await engine.row('order-1')).toMatchObject({ state: 'failed' });
  down = false;
  await engine.handle(engine.nextWakeUp());

  expect((await engine.parked.read('order-1'))?.mime).toEqual(message.body);
});

test('a dependency that throws undefined fails the invocation: the host would take that for success', async () => {
  const engine = await startEngine(() => ({ graph: { send: () => Promise.reject(undefined) } }));

  await expect(engine.handle(jobMessage())).rejects.toBeInstanceOf(Error);
});

test('when neither store nor queue takes anything, handling throws, so that the message comes back', async () => {
  const engine = await startEngine(({ ledger }) => ({
    ledger: { ...ledger, insert: unavailable, read: unavailable },
  }));
  engine.queue.refuses = true;

  await expect(engine.handle(jobMessage())).rejects.toThrow('takes nothing');
});

test('a wake-up too large for the queue takes its body to a claim check, and the mail still goes out', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([{ on: 'sendMail', answer: 429, accept: false, times: 1 }]);
  const body = Buffer.concat([jobMessage().body, Buffer.alloc(261_000, 'x\r\n')]);

  await engine.handle(jobMessage({ body }));
  const wakeUp = engine.nextWakeUp();
  expect(wakeUp.body).toHaveLength(0);
  engine.clock.forward(times.ladderMs[0]);
  await engine.handle(wakeUp);

  expect(engine.graph.messages().map((one) => one.sha256)).toEqual([sha256(body)]);
});

async function unavailable(): Promise<never> {
  throw new StoreUnavailable('down');
}
