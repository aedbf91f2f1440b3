import type { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { askFunctions } from '../../cli/doctor/askFunctions.ts';
import { findingLines } from '../../cli/doctor/toldFindings.ts';
import { type LocalServices, startLocalServices } from '../../local/stack/localServices.ts';
import { readConfig } from '../../shared/config.ts';
import { answerOrder } from '../../shared/doctor/answerOrder.ts';
import type { DoctorDeps } from '../../shared/doctor/doctorDeps.ts';
import { type Order, orderFromFields, orderToFields } from '../../shared/doctor/order.ts';
import { tableProbeRecords } from '../../shared/doctor/probeRecord.ts';
import { tableOrders } from '../../shared/doctor/tableOrders.ts';
import { tableProbe } from '../../shared/ledger/tableProbe.ts';
import { createRuntime } from '../../shared/runtime.ts';
import { addressKey } from '../../shared/senders/addressKey.ts';
import { freshTable } from '../support/stores.ts';
import { answerOrders, shiftedClock, support } from './diagnosis.ts';
import { laterOrders } from './laterOrders.ts';

let services: LocalServices;
beforeAll(async () => {
  services = await startLocalServices({ anyPorts: true });
  return () => services.close();
});

/** What one instance of the functions works with, on these tables and a clean mailbox. */
function instance(order: TableClient, probes: TableClient): DoctorDeps {
  const runtime = createRuntime(readConfig(services.settings), () => undefined);
  onTestFinished(() => runtime.close());
  services.graph?.clearMessages();
  services.graph?.setBehaviour({});
  const { examination } = runtime;
  const probeRecords = tableProbeRecords(probes);
  const stores = { ...examination.stores, orders: tableOrders(order), probeRecords };
  return { ...examination, stores };
}

/** All of them have seen the order before any of them does something about it. */
function readingTogether(instances: readonly DoctorDeps[]): readonly DoctorDeps[] {
  const { promise: allRead, resolve } = Promise.withResolvers<void>();
  let readCount = 0;
  return instances.map((deps) => {
    const read = async () => {
      const look = await deps.stores.orders.read();
      readCount += 1;
      if (readCount === instances.length) resolve();
      await allRead;
      return look;
    };
    return { ...deps, stores: { ...deps.stores, orders: { ...deps.stores.orders, read } } };
  });
}

function probeOrder(change: Partial<Order> = {}): Order {
  return { orderId: 'one', state: 'placed', wish: { probe: support }, findings: [], ...change };
}

test('an order that two instances find is taken by one, and its probe is one mail', async () => {
  const [table, probes] = [await freshTable(), await freshTable()];
  const instances = [instance(table, probes), instance(table, probes)];
  await tableOrders(table).write(probeOrder(), undefined);

  await Promise.all(readingTogether(instances).map(answerOrder));

  const { found } = await tableOrders(table).read();
  expect(found?.order).toMatchObject({ state: 'done', findings: [{ code: 'ProbeFound' }, {}, {}] });
  expect(services.graph?.messages()).toHaveLength(1);
});

test.each([
  ['was taken by a run that broke off', probeOrder({ state: 'taken' })],
  ['is answered', probeOrder({ state: 'done' })],
])('an order that %s is not taken again', async (_, order) => {
  const table = await freshTable();
  await tableOrders(table).write(order, undefined);

  await answerOrder(instance(table, await freshTable()));

  expect(services.graph?.messages()).toEqual([]);
  expect((await tableOrders(table).read()).found?.order).toEqual(order);
});

test('of two people who ask at the same moment one is answered, and the other is told', async () => {
  const [table, ended] = [await freshTable(), new AbortController()];
  const deps = instance(table, await freshTable());
  const answering = answerOrders(deps, ended.signal);

  const answers = await Promise.all([1, 2].map(() => askFunctions({}, tableOrders(table))));
  ended.abort();
  await answering;

  expect(answers.map(({ kind }) => kind).sort()).toEqual(['answered', 'none']);
  expect(answers.find(({ kind }) => kind === 'none')).toMatchObject({
    finding: { code: 'OtherOrder' },
  });
});

test('an order that nobody waits for any more is not taken', async () => {
  const table = await freshTable();
  const deps = instance(table, await freshTable());
  const { orders } = deps.stores;
  await orders.write(probeOrder(), undefined);

  await answerOrder({ ...deps, stores: { ...deps.stores, orders: laterOrders(orders, 600_000) } });

  expect(services.graph?.messages()).toEqual([]);
});

test('the engine takes absence for a proof once a probe has found its mail, and no more when one did not', async () => {
  const [table, probes] = [await freshTable(), await freshTable()];
  const deps = instance(table, probes);
  const ask = async () => {
    const version = (await tableOrders(table).read()).found?.version;
    await tableOrders(table).write(probeOrder(), version);
    await answerOrder({ ...deps, clock: shiftedClock(0) });
    return tableProbe(probes).absenceProves();
  };

  const before = await tableProbe(probes).absenceProves();
  const found = await ask();
  services.graph?.setFaults([{ on: 'sendMail', answer: 429, times: 1 }]);
  const notSent = await ask();
  services.graph?.setBehaviour({ messageIds: 'replaced' });
  const replaced = await ask();

  expect([before, found, notSent, replaced]).toEqual([false, true, true, false]);
});

test('a mail that only arrived, and does not lie in Sent Items, proves nothing', async () => {
  const [table, probes] = [await freshTable(), await freshTable()];
  const deps = { ...instance(table, probes), clock: shiftedClock(0) };
  const arrived = { isDraft: false, folderId: 'the-inbox', from: support, bccCount: 0 };
  const graph = { ...deps.graph, copies: async () => [arrived] };
  await tableOrders(table).write(probeOrder(), undefined);

  await answerOrder({ ...deps, graph });

  expect((await tableOrders(table).read()).found?.order?.findings[0]?.code).toBe('ProbeNotFound');
  expect(await tableProbe(probes).absenceProves()).toBe(false);
});

test('an examination sends nothing and leaves nothing behind', async () => {
  const table = await freshTable();
  const deps = instance(table, await freshTable());
  await tableOrders(table).write(probeOrder({ wish: { forbidden: support } }), undefined);

  await answerOrder(deps);

  const { connectionString } = services.storage;
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  for (const name of ['mail-jobs', 'mail-parked']) {
    for await (const { name: blob } of blobs.getContainerClient(name).listBlobsFlat()) {
      expect(blob).not.toContain('doctor');
    }
  }
  expect(services.graph?.messages()).toEqual([]);
});

test('whatever stands in the table, an order holds nothing but addresses and findings of the list', () => {
  const value = fc.oneof(fc.string(), fc.emailAddress(), fc.integer(), fc.constant(undefined));
  const row = fc.record({
    orderId: fc.oneof(fc.constant('id-1'), fc.string()),
    state: fc.oneof(fc.constantFrom('placed', 'taken', 'done'), fc.string()),
    allowed: value,
    forbidden: value,
    probe: fc.oneof(value, fc.constant('a@b.example\r\nBcc: c@d.example'), fc.constant('../users')),
    findings: fc.oneof(fc.json(), fc.constant('[]'), fc.constant('[{"code":"toString"}]')),
  });

  fc.assert(
    fc.property(row, (fields) => {
      const order = orderFromFields(fields);
      if (!order) return;
      for (const address of Object.values(order.wish)) expect(addressKey(address)).toBe(address);
      expect(orderFromFields(orderToFields(order))).toEqual(order);
      expect(() => findingLines(order.findings)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});

test('a detail that commands the terminal is shown without its commands', () => {
  const lines = findingLines([{ code: 'GroupReadable', detail: '\u001b[2J\r\n\u202egroup' }]);

  expect(lines.join('')).toContain('[2J group');
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});
