import { setTimeout as sleep } from 'node:timers/promises';
import { MailQueue } from '../../../clients/node/index.ts';
import { columns } from '../../../local/terminal.ts';
import { jobLimits } from '../../../shared/job/limits.ts';
import { awaitAccepted } from '../contenders/awaitAccepted.ts';
import { startFunctions } from '../contenders/functionsProcess.ts';
import { fixed } from '../figures/ratios.ts';
import { addressOf, type Batch, mailCount, mailId, mimeOf } from '../mails.ts';
import { costOf } from '../processCost.ts';
import { type Services, startServices } from '../services/services.ts';
import type { Effort, Result } from './scenario.ts';

const mailboxCount = 50;
const mailsEach = { quick: 2, usual: 8 } as const;
/** Longer than it takes to read all bodies, so that as many are in memory at a time as the host hands out. */
const latencyMs = 2000;
/** Uploads of bodies that are under way at a time. */
const uploadsAtOnce = 8;
/** Time to upload and enqueue one mail, generously. */
const enqueueMsPerMail = 60;

/**
 * Measures the memory of the functions process at its worst: every mail is as large as Graph takes it, and the host hands out
 * as many as host.json lets it.
 */
export async function largeMails({ quick, say }: Effort): Promise<Result> {
  const batch: Batch = {
    name: 'large-mails',
    mailboxCount,
    mailsEach: mailsEach[quick ? 'quick' : 'usual'],
  };
  const services = await startServices(mailboxCount);
  try {
    say(`large-mails: ${mailCount(batch)} mails of 3 MB to enqueue ...`);
    await services.graph.behave({ sendLatencyMs: latencyMs, keepMime: false }, []);
    const sendAt = await enqueueLarge(services, batch);
    const host = await startFunctions('mailchute', services);
    const idle = await costOf(host.pid);
    await sleep(sendAt.getTime() - Date.now());
    say('large-mails: sending ...');
    await awaitAccepted(services.graph, batch);
    const after = await costOf(host.pid);
    await host.stop();
    const figures = { idleMb: idle?.peakMemoryMb, peakMb: after?.peakMemoryMb };
    return { figures, lines: table(figures) };
  } finally {
    await services.close();
  }
}

/** @returns when they may be received: none before the last is enqueued */
async function enqueueLarge({ serviceBus, storage }: Services, batch: Batch): Promise<Date> {
  const queue = new MailQueue({
    serviceBus: serviceBus.connectionString,
    storage: storage.connectionString,
  });
  const sendAt = new Date(Date.now() + 5000 + mailCount(batch) * enqueueMsPerMail);
  const mails = mailsOf(batch);
  const upload = async () => {
    for (let next = mails.next(); !next.done; next = mails.next()) {
      const { from, id } = next.value;
      await queue.send(mimeOf(from, id, jobLimits.graphMimeBytes), { id, sendAt });
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, upload));
  await queue.close();
  if (Date.now() > sendAt.getTime()) throw new Error('This machine enqueues too slowly.');
  return sendAt;
}

function* mailsOf(batch: Batch) {
  for (let mail = 1; mail <= batch.mailsEach; mail += 1) {
    for (let mailbox = 1; mailbox <= batch.mailboxCount; mailbox += 1) {
      yield { from: addressOf(mailbox), id: mailId(batch, mailbox, mail) };
    }
  }
}

function table(figures: {
  readonly idleMb: number | undefined;
  readonly peakMb: number | undefined;
}): readonly string[] {
  return columns(
    [
      ['functions process', 'MB'],
      ['before the first mail', fixed(figures.idleMb, 0)],
      ['at most, with mails of 3 MB', fixed(figures.peakMb, 0)],
    ],
    0,
  );
}
