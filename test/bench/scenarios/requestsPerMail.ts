import { setTimeout as sleep } from 'node:timers/promises';
import { storageConnectionString } from '../../../local/stack/storage.ts';
import type { Contender } from '../contenders/contender.ts';
import { startFunctions } from '../contenders/functionsProcess.ts';
import { mailchuteContender } from '../contenders/mailchute.ts';
import { type RequestTotals, requestFigures, requestTable } from '../figures/requestFigures.ts';
import { type Batch, mailCount } from '../mails.ts';
import { type QueueCounter, startQueueCounter } from '../services/queueCounter.ts';
import { type Services, startServices } from '../services/services.ts';
import { startTableCounter, type TableCounter } from '../services/tableCounter.ts';
import type { Effort, Result } from './scenario.ts';

const mailboxCount = 10;
const mailsEach = { quick: 10, usual: 50 } as const;
/** The clients of a process that has just started sign in and look around; that is not part of a mail. */
const startedMs = 2000;

/**
 * Counts on their way what one mail costs the services on the straight way: nothing throttled, nothing lost, each mailbox
 * already known. Proxies stand before tables and queue, so speed is not measured here.
 */
export async function requestsPerMail({ quick, say }: Effort): Promise<Result> {
  const services = await startServices(mailboxCount + 1);
  const tables = await startTableCounter(services.storage.ports.table);
  const queue = await startQueueCounter(services.serviceBus.port);
  try {
    say('requests-per-mail: through counting proxies ...');
    const host = await startFunctions(
      'mailchute',
      services,
      throughProxies(services, tables, queue),
    );
    const contender = await mailchuteContender(services, host, mailboxCount);
    await send(contender, { name: 'known', mailboxCount, mailsEach: 1 });
    await sleep(startedMs);

    const totals = async (): Promise<RequestTotals> => ({
      tables: tables.counts(),
      queue: queue.counts(),
      graph: await services.graph.requests(),
    });
    const before = await totals();
    const batch = {
      name: 'counted',
      mailboxCount,
      mailsEach: mailsEach[quick ? 'quick' : 'usual'],
    };
    await send(contender, batch);
    const figures = requestFigures(before, await totals(), mailCount(batch));
    await host.stop();
    return { figures, lines: requestTable(figures) };
  } finally {
    tables.close();
    queue.close();
    await services.close();
  }
}

function throughProxies(
  { storage, serviceBus }: Services,
  tables: TableCounter,
  queue: QueueCounter,
): Record<string, string> {
  return {
    Storage: storageConnectionString({ ...storage.ports, table: tables.port }),
    ServiceBus: serviceBus.connectionString.replace(`:${serviceBus.port};`, `:${queue.port};`),
  };
}

async function send(contender: Contender, batch: Batch): Promise<void> {
  const ready = await contender.prepare(batch);
  await ready.run();
}
