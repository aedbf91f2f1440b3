import { expect, test } from 'vitest';
import { sweep } from '../../shared/failed/sweep.ts';
import { startEngine } from '../delivery/engine.ts';
import { jobMessage } from '../support/messages.ts';
import { ledgerRow } from '../support/rows.ts';

test('a message that Service Bus gave up before anybody met it is parked, with its body', async () => {
  const engine = await startEngine();
  const message = jobMessage();

  await sweep(message, engine.deps);

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', reason: 'DeadLettered' });
  expect((await engine.parked.read('order-1'))?.mime).toEqual(message.body);
});

test('a message whose time to live ended in the queue ends as expired', async () => {
  const engine = await startEngine();
  const expiresAtMs = engine.clock.now() - 1;

  await sweep(jobMessage({ expiresAtMs, enqueuedAtMs: expiresAtMs - 1000 }), engine.deps);

  expect(await engine.row('order-1')).toMatchObject({ state: 'expired' });
});

test('a dead letter of a job that is being sent is no failure: it is put back into the queue', async () => {
  const engine = await startEngine();
  await engine.ledger.insert('order-1', ledgerRow({ state: 'sending', content: '' }));

  await sweep(jobMessage(), engine.deps);

  expect(await engine.row('order-1')).toMatchObject({ state: 'sending' });
  expect(engine.queue.enqueued).toMatchObject([{ queue: 'mail' }]);
});

test('a dead letter of a sent job is only completed', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage());

  await sweep(jobMessage(), engine.deps);

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
  expect(engine.queue.enqueued).toEqual([]);
});

test('the order of a replay that died closes its own replay as failed, and the body stays parked', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage({ body: Buffer.from('no mail') }));
  const row = await engine.row('order-1');
  const order = await engine.replayOrder('order-1');

  await sweep(order, engine.deps);

  expect(row).toMatchObject({ epoch: 0 });
  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', epoch: 1 });
  expect(await engine.parked.read('order-1')).toBeDefined();
});

test('when nothing takes anything, it waits before it gives the message back: an abandoned dead letter comes at once', async () => {
  const engine = await startEngine();
  engine.queue.refuses = true;
  const startedAt = engine.clock.now();
  const broken = {
    ...engine.deps,
    ledger: { ...engine.deps.ledger, insert: refuses, read: refuses },
  };

  await expect(sweep(jobMessage(), broken)).rejects.toThrow();

  expect(engine.clock.now() - startedAt).toBeGreaterThanOrEqual(30_000);
});

async function refuses(): Promise<never> {
  throw new Error('down');
}
