import { setTimeout as sleep } from 'node:timers/promises';
import type { HostProcess } from '../../../local/host/hostProcess.ts';
import { type Batch, mailCount } from '../mails.ts';
import { costOf } from '../processCost.ts';
import type { Services } from '../services/services.ts';
import { enqueue } from './enqueue.ts';
import { enqueueAheadMs, settleMs } from './mailchute.ts';
import { takenEvery, takenLine } from './taken.ts';

/**
 * What the local host costs for every message that the functions only take: milliseconds of CPU. In Azure the host is a process of its own, in .NET;
 * here its queue client runs in the process of the functions. The batch holds a multiple of `takenEvery` mails. Undefined where the system cannot tell.
 */
export class HostAlone {
  readonly #services: Services;
  readonly #host: HostProcess;
  #taken = 0;

  constructor(services: Services, host: HostProcess) {
    this.#services = services;
    this.#host = host;
    host.onLine(({ text }) => {
      if (text.includes(takenLine)) this.#taken += takenEvery;
    });
  }

  async cpuMsPerMessage(batch: Batch): Promise<number | undefined> {
    const count = mailCount(batch);
    const goal = this.#taken + count;
    const sendAt = new Date(Date.now() + enqueueAheadMs(count));
    await enqueue(this.#services.serviceBus.connectionString, batch, { sendAt });
    const before = await costOf(this.#host.pid);
    while (this.#taken < goal) await sleep(lookEveryMs);
    await sleep(settleMs);
    const after = await costOf(this.#host.pid);
    return before && after && (after.cpuMs - before.cpuMs) / count;
  }
}

const lookEveryMs = 100;
