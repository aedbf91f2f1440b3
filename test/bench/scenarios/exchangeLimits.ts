import { exchangeLimits } from '../../../local/graph/throttling/throttleBehaviour.ts';
import { awaitAccepted } from '../contenders/awaitAccepted.ts';
import { enqueue } from '../contenders/enqueue.ts';
import { startFunctions } from '../contenders/functionsProcess.ts';
import { enqueueAheadMs } from '../contenders/mailchute.ts';
import { limitFigures, limitTable } from '../figures/limitFigures.ts';
import { mailCount } from '../mails.ts';
import { startServices } from '../services/services.ts';
import type { Effort, Result } from './scenario.ts';

const processCount = 3;
const mailboxCount = 5;
const mailsEach = { quick: 40, usual: 120 } as const;
const latencyMs = 200;

/** Settings as they are by default: the limits of Exchange. */
const kept = {
  MAILBOX_IN_FLIGHT: '',
  MAILBOX_MESSAGES_PER_MINUTE: '',
  MAILBOX_RECIPIENTS_PER_DAY: '',
  MAILBOX_UPLOAD_MB_PER_5MIN: '',
};

/**
 * Three functions processes drain one queue within the limits of Exchange, which the simulator keeps and measures in every
 * window. It takes minutes: 30 mails a minute is what there is.
 */
export async function keepLimits({ quick, say }: Effort): Promise<Result> {
  const services = await startServices(mailboxCount);
  try {
    const starting = Array.from({ length: processCount }, () =>
      startFunctions('mailchute', services, kept),
    );
    const hosts = await Promise.all(starting);
    const batch = { name: 'limits', mailboxCount, mailsEach: mailsEach[quick ? 'quick' : 'usual'] };
    say(`exchange-limits: ${batch.mailsEach} mails for each of ${mailboxCount} mailboxes ...`);
    await services.graph.behave({ ...exchangeLimits, sendLatencyMs: latencyMs }, []);
    const sendAt = new Date(Date.now() + enqueueAheadMs(mailCount(batch)));
    await enqueue(services.serviceBus.connectionString, batch, { sendAt });
    await awaitAccepted(services.graph, batch);
    const figures = limitFigures(await services.graph.measured());
    await Promise.all(hosts.map((host) => host.stop()));
    return { figures, lines: limitTable(figures) };
  } finally {
    await services.close();
  }
}
