import { expect, test } from 'vitest';
import { replay } from '../../shared/failed/replay.ts';
import { cannotRead, startEngine } from '../delivery/engine.ts';
import { jobMessage, mime } from '../support/messages.ts';

const plain = { sendAgain: false, dryRun: false };
const again = { sendAgain: true, dryRun: false };

/** An engine with the job order-1 failed: Graph refused it once, and would take it now. */
async function engineWithFailedJob() {
  const engine = await startEngine();
  engine.graph.setFaults([{ on: 'sendMail', answer: 400, accept: false, times: 1 }]);
  await engine.handle(jobMessage());
  expect(await engine.row('order-1')).toMatchObject({ state: 'failed' });
  return engine;
}

/** An engine with the job order-1 held, its mail accepted or not, and a mailbox that cannot be read. */
async function engineWithHeldJob(accept: boolean) {
  const engine = await startEngine(() => cannotRead);
  engine.graph.setFaults([{ on: 'sendMail', answer: 504, accept, times: 1 }]);
  await engine.handle(jobMessage());
  await engine.handle(engine.nextWakeUp());
  expect(await engine.row('order-1')).toMatchObject({ state: 'held' });
  return engine;
}

test('a failed job that is replayed goes out, byte for byte, and is listed no more', async () => {
  const engine = await engineWithFailedJob();

  expect(await replay('order-1', plain, engine.deps)).toMatchObject({ kind: 'ordered', epoch: 1 });
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', epoch: 1 });
  expect(engine.graph.messages().map(({ mime: sent }) => sent)).toEqual([mime()]);
  expect(await engine.parked.read('order-1')).toBeUndefined();
  expect(await engine.problems()).toEqual([]);
});

test('a replay ordered twice is one message: the second has the same id', async () => {
  const engine = await engineWithFailedJob();

  await replay('order-1', plain, engine.deps);
  await replay('order-1', plain, engine.deps);

  const [first, second] = engine.queue.enqueued.slice(-2);
  expect(first?.message.messageId).toMatch(/^~r1\.0:/);
  expect(second?.message.messageId).toBe(first?.message.messageId);
});

test('ordering writes nothing: until the worker has it, the job is failed and its body is parked', async () => {
  const engine = await engineWithFailedJob();

  await replay('order-1', plain, engine.deps);

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', epoch: 0 });
  expect(await engine.parked.read('order-1')).toBeDefined();
});

test('a dry run says what would be done and does nothing', async () => {
  const engine = await engineWithFailedJob();
  const before = engine.queue.enqueued.length;

  const would = await replay('order-1', { sendAgain: false, dryRun: true }, engine.deps);

  expect(would).toMatchObject({ kind: 'ordered', searchesFirst: false });
  expect(engine.queue.enqueued).toHaveLength(before);
});

test('a replay that is refused again is parked again, as failed in its epoch', async () => {
  const engine = await engineWithFailedJob();
  engine.graph.setFaults([{ on: 'sendMail', answer: 400, accept: false, times: 1 }]);

  await replay('order-1', plain, engine.deps);
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', epoch: 1 });
  expect(await engine.parked.read('order-1')).toBeDefined();
});

test('a plain replay of a mail in doubt sends nothing where its mailbox cannot be read', async () => {
  const engine = await engineWithHeldJob(true);

  expect(await replay('order-1', plain, engine.deps)).toMatchObject({ searchesFirst: true });
  await engine.handle(engine.nextWakeUp());
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'held', epoch: 1 });
  expect(engine.graph.messages()).toHaveLength(1);
});

test('by the explicit order such a mail is sent again, and its row names the possible double', async () => {
  const engine = await engineWithHeldJob(false);

  await replay('order-1', again, engine.deps);
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', doubt: 'unproved' });
  expect(engine.graph.messages()).toHaveLength(1);
});

test('a replay renews the lifetime', async () => {
  const engine = await engineWithFailedJob();
  engine.clock.forward(49 * 3_600_000);

  await replay('order-1', plain, engine.deps);
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test.each([
  ['was never met', 'unknown', 'no record'],
  ['was sent', 'order-1', 'The job is sent'],
])('a job that %s is not replayed, and why is said', async (_, id, why) => {
  const engine = await startEngine();
  await engine.handle(jobMessage());

  expect(await replay(id, plain, engine.deps)).toMatchObject({
    kind: 'notDone',
    text: expect.stringContaining(why),
  });
});

test('a message that breaks the contract is not replayed: it would fail for ever', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage({ properties: { v: 2 } }));

  expect(await replay('order-1', plain, engine.deps)).toMatchObject({
    kind: 'notDone',
    text: expect.stringContaining('VersionNotSupported'),
  });
});

test('a job with a claim check is replayed although a lifecycle rule took its blob', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([{ on: 'sendMail', answer: 400, accept: false, times: 1 }]);
  await engine.bodies.write('blob', mime());
  await engine.handle(jobMessage({ body: Buffer.alloc(0), properties: { mimeBlob: 'blob' } }));
  await engine.bodies.remove('blob');

  await replay('order-1', plain, engine.deps);
  await engine.handle(engine.nextWakeUp());

  expect(engine.graph.messages().map(({ mime: sent }) => sent)).toEqual([mime()]);
});
