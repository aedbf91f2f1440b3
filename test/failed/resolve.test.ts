import { expect, test } from 'vitest';
import { discardConflicts, resolve } from '../../shared/failed/resolve.ts';
import { cannotRead, startEngine } from '../delivery/engine.ts';
import { jobMessage, mime } from '../support/messages.ts';
import { ledgerRow } from '../support/rows.ts';

const now = { dryRun: false };

async function engineWithHeldJob() {
  const engine = await startEngine(() => cannotRead);
  engine.graph.setFaults([{ on: 'sendMail', answer: 504, accept: true, times: 1 }]);
  await engine.handle(jobMessage());
  await engine.handle(engine.nextWakeUp());
  return engine;
}

test('a person who saw the mail closes it as sent: nothing is parked or listed any more', async () => {
  const engine = await engineWithHeldJob();

  expect(await resolve('order-1', 'sent', now, engine.deps)).toMatchObject({ state: 'sent' });

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
  expect(await engine.parked.read('order-1')).toBeUndefined();
  expect(await engine.problems()).toEqual([]);
});

test('a discarded job stays on record without its body, and no wake-up parks it again', async () => {
  const engine = await startEngine();
  const message = jobMessage({ body: Buffer.from('no mail') });
  await engine.handle(message);

  await resolve('order-1', 'discard', now, engine.deps);
  await engine.handle(message);

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed' });
  expect(await engine.parked.read('order-1')).toBeUndefined();
  expect(await engine.problems()).toEqual([]);
});

test('an expired job is taken off the list', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage({ properties: { notAfter: '2026-01-01T00:00:00Z' } }));
  expect(await engine.problems()).toHaveLength(1);

  await resolve('order-1', 'discard', now, engine.deps);

  expect(await engine.problems()).toEqual([]);
});

test('a dry run changes nothing', async () => {
  const engine = await engineWithHeldJob();

  expect(await resolve('order-1', 'sent', { dryRun: true }, engine.deps)).toMatchObject({
    state: 'sent',
  });

  expect(await engine.row('order-1')).toMatchObject({ state: 'held' });
  expect(await engine.problems()).toHaveLength(1);
});

test('a job that was sent, and one that is under way, are not resolved', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage());
  await engine.ledger.insert('order-2', ledgerRow({ state: 'queued' }));

  const sent = await resolve('order-1', 'sent', now, engine.deps);
  const queued = await resolve('order-2', 'discard', now, engine.deps);

  expect(sent).toMatchObject({ text: expect.stringContaining('Only an uncertain job') });
  expect(queued).toMatchObject({ text: expect.stringContaining('still under way') });
});

test('a replay that was ordered before its job was discarded sends nothing', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([{ on: 'sendMail', answer: 400, accept: false, times: 1 }]);
  await engine.handle(jobMessage());
  const order = await engine.replayOrder('order-1');
  await resolve('order-1', 'discard', now, engine.deps);

  await engine.handle(order);

  expect(engine.graph.messages()).toEqual([]);
  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', epoch: 0 });
});

test('what came under a used id is dropped alone; the job keeps its entry', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage({ body: Buffer.from('no mail') }));
  await engine.handle(jobMessage({ body: mime() }));
  expect(await engine.problems()).toHaveLength(2);

  expect(await discardConflicts('order-1', engine.deps)).toBe(1);

  expect(await engine.problems()).toMatchObject([{ jobId: 'order-1', state: 'failed' }]);
});
