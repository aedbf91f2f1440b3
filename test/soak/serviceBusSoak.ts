/**
 * Hours of use of the Service Bus emulator, by hand: `npm run soak -- --seconds 3600`.
 * Three consumers, one of them reconnecting all the time, settle messages in every way there is.
 * In the end every message must have been completed once or dead-lettered, and memory be level.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';
import { SoakAccount } from './soakAccount.ts';
import { SoakConsumer } from './soakConsumer.ts';
import { type SoakEmulator, startSoakEmulator } from './soakEmulator.ts';

/** Between two reconnects of the third consumer. */
const reconnectAfterMs = 4_000;
const perBatch = 20;
const betweenBatchesMs = 50;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);
if (!Number.isFinite(seconds) || seconds <= 0) {
  console.error(`--seconds is "${values.seconds}". Allowed: a number above 0.`);
  process.exit(2);
}

const emulator = await startSoakEmulator();
const account = new SoakAccount();
await use(emulator, account);
await sweep(emulator, account);
console.log('in the end', JSON.stringify(await report(emulator, account)));
emulator.stop();
const isRight = account.open + account.completedTwice + account.completedAndDead === 0;
process.exit(isRight ? 0 : 1);

async function use({ connectionString }: SoakEmulator, soaked: SoakAccount): Promise<void> {
  const steady = [1, 2].map(() => new SoakConsumer(connectionString, soaked));
  const churning = new SoakConsumer(connectionString, soaked);
  const churn = setInterval(() => void churning.reconnect(), reconnectAfterMs);
  const progress = setInterval(
    async () => console.log(JSON.stringify(await report(emulator, soaked))),
    (seconds * 1_000) / 4,
  );
  await produce(connectionString, soaked);
  clearInterval(churn);
  clearInterval(progress);
  await drained();
  for (const consumer of [...steady, churning]) await consumer.stop();
}

async function produce(connectionString: string, soaked: SoakAccount): Promise<void> {
  const client = new ServiceBusClient(connectionString);
  const sender = client.createSender('soak');
  for (const untilMs = Date.now() + seconds * 1_000; Date.now() < untilMs; ) {
    const batch = Array.from({ length: perBatch }, () => soaked.sent++);
    await sender.sendMessages(batch.map((id) => ({ body: { id }, messageId: `message-${id}` })));
    await sleep(betweenBatchesMs);
  }
  await client.close();
}

/** Until the consumers have left nothing but what a client deferred and never fetched. */
async function drained(): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const { counts } = await emulator.health();
    if (counts?.active === 0) return;
    await sleep(1_000);
  }
}

/** Finds the dead letters, and what a closed client had deferred. */
async function sweep({ connectionString }: SoakEmulator, soaked: SoakAccount): Promise<void> {
  const client = new ServiceBusClient(connectionString);
  const receiver = client.createReceiver('soak', { receiveMode: 'receiveAndDelete' });
  for (const left of await receiver.peekMessages(1_000)) {
    if (!left.sequenceNumber) continue;
    await receiver.receiveDeferredMessages(left.sequenceNumber);
    soaked.complete((left.body as { id: number }).id);
  }
  const dead = client.createReceiver('soak', {
    receiveMode: 'receiveAndDelete',
    subQueueType: 'deadLetter',
  });
  for await (const id of ids(dead)) soaked.deadLettered.add(id);
  await client.close();
}

async function* ids(receiver: ServiceBusReceiver): AsyncGenerator<number> {
  for (;;) {
    const some = await receiver.receiveMessages(500, { maxWaitTimeInMs: 1_000 });
    if (some.length === 0) return;
    for (const { body } of some) yield (body as { id: number }).id;
  }
}

async function report(soaking: SoakEmulator, soaked: SoakAccount): Promise<object> {
  const { sent, deliveries, completedTwice, completed, deadLettered, errors } = soaked;
  return {
    sent,
    deliveries,
    completed: completed.size,
    deadLettered: deadLettered.size,
    openOrLost: soaked.open,
    completedTwice,
    completedAndDead: soaked.completedAndDead,
    errors,
    emulator: await soaking.health(),
  };
}
