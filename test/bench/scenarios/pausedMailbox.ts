import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { HostProcess } from '../../../local/host/hostProcess.ts';
import { columns } from '../../../local/terminal.ts';
import { enqueue } from '../contenders/enqueue.ts';
import { settingsFor, startFunctions } from '../contenders/functionsProcess.ts';
import { mailchuteContender } from '../contenders/mailchute.ts';
import { fixed, median, medianRatio, percent } from '../figures/ratios.ts';
import { seen } from '../figures/seen.ts';
import { addressOf } from '../mails.ts';
import { type Services, startServices } from '../services/services.ts';
import type { Effort, Result } from './scenario.ts';

/** Mailboxes that send; the next one is paused, the one after it warms up. */
const mailboxCount = 49;
const pausedMailbox = mailboxCount + 1;
const latencyMs = 50;
const rounds = 3;
const mailsEach = { quick: 10, usual: 80 } as const;
const pausedCount = { quick: 500, usual: 5000 } as const;

/**
 * Measures what a paused mailbox with a backlog costs the others: they send before it has jobs, and again when all its jobs
 * have been put off. Says that it is not available where there is no command to pause a mailbox.
 */
export async function pausedMailboxBeside({ quick, say }: Effort): Promise<Result> {
  const amount = quick ? 'quick' : 'usual';
  const services = await startServices(mailboxCount + 2);
  try {
    const refusal = await pause(services);
    if (refusal !== undefined) {
      return { figures: { notAvailable: refusal }, lines: [`Not available: ${refusal}`] };
    }
    const host = await startFunctions('mailchute', services);
    const contender = await mailchuteContender(services, host, mailboxCount + 1);
    const speed = async (name: string) => {
      say(`paused-mailbox: ${name} ...`);
      const batch = { name, mailboxCount, mailsEach: mailsEach[amount] };
      const ready = await contender.prepare(batch);
      await services.graph.forget();
      await services.graph.behave({ sendLatencyMs: latencyMs }, []);
      const cost = await ready.run();
      const mails = await services.graph.mailsOf(name);
      return seen(mails, await services.graph.measured(), cost).mailsPerSecond;
    };
    const without = await inTurn((round) => speed(`without-${round}`));
    await fillPaused(services, host, pausedCount[amount], say);
    const beside = await inTurn((round) => speed(`beside-${round}`));
    await host.stop();
    const ratio = medianRatio(beside, without);
    const figures = { without, beside, ratio, pausedCount: pausedCount[amount] };
    return { figures, lines: table(figures) };
  } finally {
    await services.close();
  }
}

/** @returns why the mailbox cannot be paused; undefined when it is */
async function pause(services: Services): Promise<string | undefined> {
  const command = new URL('../../../cli/mailchute.ts', import.meta.url).pathname;
  const env = { ...process.env, ...settingsFor(services) };
  const args = [command, 'pause', addressOf(pausedMailbox)];
  try {
    await promisify(execFile)(process.execPath, args, { env });
    return undefined;
  } catch (error) {
    const [firstLine = ''] = String((error as { stderr?: unknown }).stderr ?? error).split('\n');
    return `mailchute pause: ${firstLine}`;
  }
}

/** Gives the paused mailbox its backlog and waits until every job was put off once. */
async function fillPaused(
  { serviceBus }: Services,
  host: HostProcess,
  count: number,
  say: Effort['say'],
): Promise<void> {
  say(`paused-mailbox: ${count} jobs for the paused mailbox ...`);
  let putOff = 0;
  host.onLine(({ text }) => {
    if (text.includes('"event":"waits"')) putOff += 1;
  });
  const batch = { name: 'paused', mailboxCount: 1, mailsEach: count };
  await enqueue(serviceBus.connectionString, batch, { firstMailbox: pausedMailbox });
  while (putOff < count) await sleep(lookEveryMs);
}

const lookEveryMs = 250;

async function inTurn(measure: (round: number) => Promise<number>): Promise<readonly number[]> {
  const figures: number[] = [];
  for (let round = 1; round <= rounds; round += 1) figures.push(await measure(round));
  return figures;
}

function table(figures: {
  readonly without: readonly number[];
  readonly beside: readonly number[];
  readonly ratio: number;
  readonly pausedCount: number;
}): readonly string[] {
  const { without, beside, ratio } = figures;
  return columns(
    [
      [`${mailboxCount} mailboxes`, 'mails/s', 'share'],
      ['alone', fixed(median(without), 0), percent(1)],
      [
        `beside one paused with ${figures.pausedCount} jobs`,
        fixed(median(beside), 0),
        percent(ratio),
      ],
    ],
    0,
  );
}
