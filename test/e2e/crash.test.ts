import { expect, test, vi } from 'vitest';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('after kill -9 in mid-run every mail is in the inbox once, or parked; none vanished and none came twice', async () => {
  const { graph, queue, ends, kill, restart } = await startLiveStack();
  graph.setFaults([{ on: 'sendMail', answer: 'as-usual', delayMs: 150 }]);
  const ids = Array.from({ length: 60 }, (_, index) => `order-${index}`);
  await Promise.all(
    ids.map((id) => queue.send(mime({ 'Message-ID': `<${id}@contoso.example>` }), { id })),
  );
  await vi.waitFor(() => expect(graph.messages().length).toBeGreaterThan(10), 20_000);

  await kill();
  const beforeRestart = graph.messages().length;
  await restart();
  const rows = await ends(ids);

  expect(beforeRestart).toBeLessThan(ids.length); // the kill did hit the middle
  const inbox = graph.messages().map((message) => message.internetMessageId);
  expect(new Set(inbox).size).toBe(inbox.length);
  const ended = ids.map((id) => [
    id,
    rows.get(id)?.state,
    inbox.includes(`<${id}@contoso.example>`),
  ]);
  const wrong = ended.filter(
    ([, state, arrived]) => state !== 'held' && !(state === 'sent' && arrived),
  );
  expect(wrong).toEqual([]);
});
