import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { MailQueue } from '../../clients/node/index.ts';
import { type HostProcess, startHost } from '../../local/host/hostProcess.ts';
import { awaitOutcomes } from '../../local/mails/awaitOutcomes.ts';
import { type LocalServices, startLocalServices } from '../../local/stack/localServices.ts';
import { localTable } from '../../local/stack/seed.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { appRoot, buildAppRoot } from '../support/appRoot.ts';
import { mime } from '../support/messages.ts';
import { noRate } from '../support/noRate.ts';

const senderCount = 10;
const mailCount = 60;
const timesEnqueued = 3;
/** Graph takes longer than a lock lasts, and the host does not renew it: every first delivery loses its lock. */
const lockDurationMs = 1000;
const graphTakesMs = 1400;

interface HostJsonFile {
  readonly extensions: { readonly serviceBus: object };
}

/** The app with short times, on a host that renews no locks and takes few messages, so that all senders get some. */
async function buildImpatientApp(): Promise<string> {
  const name = 'impatient-app';
  const times = join(import.meta.dirname, '..', 'support', 'shortTimes.ts');
  await buildAppRoot(name, { '/delivery/times.ts': times });
  const file = join(appRoot(name), 'host.json');
  const hostJson = JSON.parse(await readFile(file, 'utf8')) as HostJsonFile;
  Object.assign(hostJson.extensions.serviceBus, {
    maxAutoLockRenewalDuration: '00:00:00',
    maxConcurrentCalls: 4,
  });
  await writeFile(file, JSON.stringify(hostJson));
  return appRoot(name);
}

/** Starts one functions process; `lines` is what it has printed. */
async function startSender(root: string, { settings }: LocalServices) {
  const host: HostProcess = await startHost({
    root,
    port: 0,
    // Else the first four would send all: this test is about the ledger, not about the limits of a mailbox.
    env: { ...process.env, ...settings, ...noRate, MAILBOX_IN_FLIGHT: '0' },
  });
  onTestFinished(() => void host.kill());
  const lines: string[] = [];
  host.onLine(({ text }) => lines.push(text));
  return { lines };
}

test('ten senders, every job enqueued three times, locks that run out: each mail is in the inbox once', async () => {
  const root = await buildImpatientApp();
  // Without duplicate detection all three messages of a job are handed out.
  const queues = { mail: { lockDurationMs, duplicateDetectionWindowMs: null }, replies: {} };
  const services = await startLocalServices({ anyPorts: true, queues });
  onTestFinished(() => services.close());
  const { graph, serviceBus, storage } = services;
  graph?.setFaults([{ on: 'sendMail', answer: 'as-usual', delayMs: graphTakesMs }]);
  const senders = await Promise.all(
    Array.from({ length: senderCount }, () => startSender(root, services)),
  );
  const producer = new MailQueue({ serviceBus: serviceBus.connectionString });
  onTestFinished(() => producer.close());
  const jobIds = Array.from({ length: mailCount }, (_, index) => `order-${index}`);
  const messageIdOf = (id: string) => `<${id}@contoso.example>`;

  for (let round = 0; round < timesEnqueued; round++) {
    await Promise.all(
      jobIds.map((id) => producer.send(mime({ 'Message-ID': messageIdOf(id) }), { id })),
    );
  }
  const ledger = tableLedger(localTable(storage.connectionString, storeNames.tables.ledger));
  const rows = await awaitOutcomes(jobIds, ledger, { withinMs: 60_000 });
  await vi.waitFor(
    () => expect(serviceBus.counts()['mail']).toMatchObject({ active: 0, scheduled: 0 }),
    60_000,
  );

  expect(jobIds.map((id) => rows.get(id)?.state)).toEqual(jobIds.map(() => 'sent'));
  const inbox = graph?.messages().map((message) => message.internetMessageId) ?? [];
  const arrived = jobIds.map((id) => [id, inbox.filter((one) => one === messageIdOf(id)).length]);
  expect(arrived.filter(([, count]) => count !== 1)).toEqual([]);
  // It was as the name says: all ten worked, and locks did run out under them.
  expect(
    senders.filter(({ lines }) => lines.some((line) => line.includes('"event"'))),
  ).toHaveLength(senderCount);
  expect(senders.flatMap(({ lines }) => lines).join('\n')).toContain('could not settle a message');
}, 180_000);
