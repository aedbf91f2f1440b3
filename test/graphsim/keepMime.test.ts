import { expect, test } from 'vitest';
import { billing, found, mail, search, sendMime, simulator } from './simulator.ts';

test('without bytes mails are counted, listed and found, and their source is told to be gone', async () => {
  const graph = await simulator({ behaviour: { keepMime: false } });
  await sendMime(graph);

  const [message] = graph.messages();
  const source = await fetch(`${graph.url}/_control/messages/${message?.id}/source`);

  expect(message).toMatchObject({
    mailbox: billing.mail,
    subject: 'Invoice',
    sizeBytes: mail().length,
    sha256: '',
  });
  expect(message?.mime).toHaveLength(0);
  expect(await found(search(graph))).toHaveLength(1);
  expect(source.status).toBe(404);
  expect(await source.text()).toContain('were not kept (keepMime)');
});
