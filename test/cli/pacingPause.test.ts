import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { startLiveStack } from '../e2e/liveStack.ts';
import { appRoot, buildAppRoot } from '../support/appRoot.ts';
import { mime } from '../support/messages.ts';
import { mailchute } from './runCommand.ts';

/** As it is shipped, but whoever waits for a pause looks again soon. */
const app = 'paused-app';
beforeAll(() => {
  const support = join(import.meta.dirname, '..', 'support');
  return buildAppRoot(app, { '/pacing/times.ts': join(support, 'shortPauseTimes.ts') });
});

async function stackWithCommand() {
  const stack = await startLiveStack({ root: appRoot(app) });
  const { settings } = stack.services;
  return { ...stack, run: (...args: string[]) => mailchute(args, settings) };
}

test('while all mailboxes are paused a mail waits, its status says why, and it goes after the resume', async () => {
  const { run, queue, graph, ledger, ends } = await stackWithCommand();
  await queue.send(mime(), { id: 'before' });
  await ends(['before']);

  const paused = await run('pause', '--all', '--wait', '--reason', 'deployment');
  await queue.send(mime({ 'Message-ID': '<2@contoso.example>' }), { id: 'order-1' });
  await vi.waitFor(
    async () => expect((await ledger.read('order-1'))?.row.state).toBe('queued'),
    20_000,
  );
  const status = await run('status', 'order-1');
  const mailboxes = await run('mailboxes');
  const sentWhilePaused = graph.messages().length;
  const resumed = await run('resume', '--all');
  const rows = await ends(['order-1']);

  expect(paused).toMatchObject({
    code: 0,
    output: expect.stringContaining('Nothing is in flight.'),
  });
  expect(status.output).toMatch(/^state +queued$/m);
  expect(status.output).toMatch(/^code +Paused$/m);
  expect(status.output).toMatch(/^next +20\S+Z$/m);
  expect(status.output).toMatch(/^mailbox is +paused by .* until resumed: deployment$/m);
  expect(mailboxes.output).toMatch(
    /^billing@contoso\.example .* paused by .* until resumed: deployment +waits until resumed$/m,
  );
  expect(sentWhilePaused).toBe(1);
  expect(resumed.output).toMatch(/^all mailboxes: resumed\.$/m);
  expect(rows.get('order-1')?.state).toBe('sent');
});

test('a pause of one mailbox lets its request in flight end, and other mailboxes go on', async () => {
  const { run, queue, graph, ends } = await stackWithCommand();
  graph.setFaults([{ on: 'sendMail', answer: 'as-usual', delayMs: 8000, times: 1 }]);
  await queue.send(mime(), { id: 'in-flight' });
  await vi.waitFor(() => expect(graph.requests().sendMailInFlightCount).toBe(1), 20_000);

  const paused = await run('pause', 'billing@contoso.example', '--wait');
  const inFlight = graph.requests().sendMailInFlightCount;
  await queue.send(mime({ From: 'shop@contoso.example', 'Message-ID': '<2@contoso.example>' }), {
    id: 'other',
  });
  const rows = await ends(['in-flight', 'other']);

  expect(paused.errors).toContain('Waiting for 1 request in flight.');
  expect([paused.code, inFlight]).toEqual([0, 0]);
  expect([...rows.values()].map(({ state }) => state)).toEqual(['sent', 'sent']);
});
