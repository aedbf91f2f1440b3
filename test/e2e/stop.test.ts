import { expect, test, vi } from 'vitest';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('on stop what runs is finished and recorded, nothing new is taken, and the rest goes out after the next start', async () => {
  const { graph, queue, ledger, ends, stop, restart } = await startLiveStack();
  graph.setFaults([{ on: 'sendMail', answer: 'as-usual', delayMs: 400 }]);
  const ids = Array.from({ length: 100 }, (_, index) => `order-${index}`);
  await Promise.all(
    ids.map((id) => queue.send(mime({ 'Message-ID': `<${id}@contoso.example>` }), { id })),
  );
  await vi.waitFor(() => expect(graph.requests().sendMailInFlightCount).toBe(4), 20_000);

  const exit = await stop();
  const stopped = await Promise.all(ids.map((id) => ledger.read(id)));
  const acceptedBefore = graph.messages().length;
  await restart();
  const rows = await ends(ids);

  expect(exit).toMatchObject({ code: 0 });
  expect(acceptedBefore).toBeLessThan(ids.length);
  // Every request that had begun was waited for, so no row was left in mid-send.
  const states = Map.groupBy(stopped, (found) => found?.row.state ?? 'none');
  expect(states.get('sent')).toHaveLength(acceptedBefore);
  expect([...states.keys()].filter((state) => !['none', 'queued', 'sent'].includes(state))).toEqual(
    [],
  );
  expect(ids.map((id) => rows.get(id)?.state)).toEqual(ids.map(() => 'sent'));
  expect(graph.messages()).toHaveLength(ids.length);
});
