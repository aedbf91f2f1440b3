import { setTimeout as sleep } from 'node:timers/promises';
import type { HostProcess } from '../../../local/host/hostProcess.ts';
import { cpuByRole, perMail } from '../childCosts.ts';
import { watchMachine } from '../machineBusy.ts';
import { mailCount } from '../mails.ts';
import { costOf } from '../processCost.ts';
import type { Services } from '../services/services.ts';
import { awaitAccepted } from './awaitAccepted.ts';
import { type Contender, warmUpCount } from './contender.ts';
import { enqueue } from './enqueue.ts';

/** Time to enqueue one mail, generously: the queue must be full before the first is received. */
const enqueueMsPerMail = 1.5;
/** And to connect. */
const enqueueStartMs = 1500;
/** How long before it may be received a queue is filled with so many mails. */
export function enqueueAheadMs(count: number): number {
  return enqueueStartMs + enqueueMsPerMail * count;
}

/** After the last mail was accepted its outcome is still recorded and its message completed: that belongs to its cost. */
export const settleMs = 500;

/** Mailchute itself: functions processes that run, and a queue that is full at once. */
export async function mailchuteContender(
  services: Services,
  host: HostProcess,
  mailboxCount: number,
): Promise<Contender> {
  const warmUp = { name: `warm-up-mailchute`, mailboxCount: 1, mailsEach: warmUpCount };
  await enqueue(services.serviceBus.connectionString, warmUp, { firstMailbox: mailboxCount + 1 });
  await awaitAccepted(services.graph, warmUp);
  return {
    name: 'Mailchute',
    prepare: async (batch) => ({
      async run() {
        const sendAt = new Date(Date.now() + enqueueAheadMs(mailCount(batch)));
        await enqueue(services.serviceBus.connectionString, batch, { sendAt });
        await sleep(sendAt.getTime() - Date.now());
        const before = await costOf(host.pid);
        const roles = await cpuByRole();
        const busy = watchMachine();
        await awaitAccepted(services.graph, batch);
        const machineBusy = busy();
        await sleep(settleMs);
        const after = await costOf(host.pid);
        const process = before && after && { ...after, cpuMs: after.cpuMs - before.cpuMs };
        const byRole = perMail(roles, await cpuByRole(), mailCount(batch));
        return { process, machineBusy, cpuByRole: byRole };
      },
    }),
  };
}
