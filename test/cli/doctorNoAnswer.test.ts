import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../cli/connection.ts';
import { doctor } from '../../cli/doctor/doctor.ts';
import { type LocalServices, startLocalServices } from '../../local/stack/localServices.ts';
import { readConfig } from '../../shared/config.ts';
import { answerOrder } from '../../shared/doctor/answerOrder.ts';
import { createRuntime } from '../../shared/runtime.ts';
import { laterOrders } from '../doctor/laterOrders.ts';

let services: LocalServices;
beforeAll(async () => {
  services = await startLocalServices({ anyPorts: true });
  return () => services.close();
});

test('functions that do not answer end with 3, and what was ordered is not done when they are back', async () => {
  const runtime = createRuntime(readConfig(services.settings), () => undefined);
  onTestFinished(() => runtime.close());
  const stores = {
    ...runtime,
    doctor: { ...runtime.doctor, orders: laterOrders(runtime.doctor.orders, 600_000) },
  };
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  onTestFinished(() => print.mockRestore());

  const connection = { stores: () => stores } as unknown as Connection; // the others are not asked for
  const code = await doctor(['--probe', 'support@contoso.example', '--json'], connection);
  await answerOrder(runtime.examination);

  const told = JSON.parse(String(print.mock.calls[0]?.[0])) as { findings: object[] };
  expect(code).toBe(3);
  expect(told).toMatchObject({ answered: false });
  expect(told.findings.at(-1)).toMatchObject({
    code: 'NoAnswer',
    level: 'problem',
    mend: expect.stringContaining('az functionapp show'),
  });
  expect(services.graph?.messages()).toEqual([]);
});
