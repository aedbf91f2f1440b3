import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpuByRole, perMail } from '../childCosts.ts';
import { watchMachine } from '../machineBusy.ts';
import { mailCount } from '../mails.ts';
import type { ProcessCost } from '../processCost.ts';
import type { Contender } from './contender.ts';
import type { LoopOrder } from './loopProcess.ts';

/** What Exchange takes at a time from one mailbox (MailboxConcurrency). */
const inFlight = 4;

/** A baseline: a loop in a process of its own, 4 requests at a time per mailbox, without queue and without ledger. */
export function loopContender(sender: LoopOrder['sender'], graphUrl: string): Contender {
  return {
    name: sender === 'fetch' ? 'fetch loop' : 'SDK loop',
    async prepare(batch) {
      const order: LoopOrder = { sender, graphUrl, batch, inFlight };
      const child = fork(new URL('loopProcess.ts', import.meta.url), [JSON.stringify(order)]);
      const message = async () => {
        const ended = once(child, 'exit').then(([code]) => {
          throw new Error(`The ${sender} loop ended with exit code ${code}.`);
        });
        const [told] = await Promise.race([once(child, 'message'), ended]);
        return told as unknown;
      };
      await message();
      return {
        async run() {
          const roles = await cpuByRole();
          const busy = watchMachine();
          child.send('go');
          const process = (await message()) as ProcessCost;
          const machineBusy = busy();
          // The loop's own process has ended or is about to: it told its cost itself.
          const byRole = perMail(roles, await cpuByRole(), mailCount(batch));
          const loop = process.cpuMs / mailCount(batch);
          return { process, machineBusy, cpuByRole: { ...byRole, loop } };
        },
      };
    },
  };
}
