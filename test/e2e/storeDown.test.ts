import { ServiceBusClient } from '@azure/service-bus';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startFunctions } from '../../local/stack/stack.ts';
import { quickApp } from '../support/buildOnce.ts';
import { gateTo } from '../support/gate.ts';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('while the store is down nothing is sent or lost and no delivery count is burnt; it goes on by itself', async () => {
  const { services, graph, queue, ends, stop } = await startLiveStack();
  await stop();
  const { table } = services.storage.ports;
  const gate = await gateTo(table);
  onTestFinished(() => gate.close());
  const Storage = services.storage.connectionString.replace(`:${table}/`, `:${gate.port}/`);
  const host = await startFunctions(services, { root: quickApp, anyPorts: true, env: { Storage } });
  onTestFinished(() => void host.kill());
  const client = new ServiceBusClient(services.serviceBus.connectionString);
  onTestFinished(() => client.close());
  const ids = ['one', 'two', 'three'];
  const lines: string[] = [];
  host.onLine(({ text }) => lines.push(text));

  gate.shut();
  for (const id of ids) {
    await queue.send(mime({ 'Message-ID': `<${id}@contoso.example>` }), { id });
  }
  await vi.waitFor(
    () => {
      const putBack = lines.filter((line) => line.includes('"why":"StoreDown"'));
      expect(putBack.length).toBeGreaterThanOrEqual(ids.length);
    },
    { timeout: 60_000 },
  );
  const sentWhileDown = graph.messages().length;
  const waiting = await client.createReceiver('mail').peekMessages(50);
  gate.open();
  const rows = await ends(ids);

  expect(sentWhileDown).toBe(0);
  expect(
    waiting.map(({ deliveryCount }) => deliveryCount ?? 0).filter((count) => count > 0),
  ).toEqual([]);
  expect(ids.map((id) => rows.get(id)?.state)).toEqual(['sent', 'sent', 'sent']);
  expect(graph.messages()).toHaveLength(ids.length);
});
