import { setTimeout as sleep } from 'node:timers/promises';
import type { PacingAdmin } from '../../shared/pacing/pacingAdmin.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';
import { parseOptions } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { durationText } from './forecast.ts';
import { operatorName } from './operatorName.ts';
import { pauseText, pauseView } from './pauseText.ts';
import { readForMs, readReason } from './pauseWish.ts';
import { progress, requestsText } from './progress.ts';
import { sendsWithoutSlots } from './sendsWithoutSlots.ts';
import { targetOf } from './target.ts';
import { waitUntilIdle } from './waitUntilIdle.ts';

/**
 * `mailchute pause ADDRESS | --all`: no mail is begun any more. With `--wait`, exit code 1 when something may still be in
 * flight after every lease has ended; the pause stays.
 */
export async function pause(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { values, options } = parseOptions(args, {
    all: { type: 'boolean', default: false },
    for: { type: 'string' },
    reason: { type: 'string' },
    wait: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const forMs = readForMs(options.for);
  const reason = readReason(options.reason);
  const target = await targetOf(values, options.all, connection.stores);
  const admin = connection.pacing();
  const nowMs = Date.now();
  const untilMs = forMs === undefined ? undefined : nowMs + forMs;
  const made = { untilMs, reason, by: operatorName() };
  await admin.pause(target.mailbox, made);
  if (!options.json) {
    const seen = `All instances see it within ${durationText(pacingTimes.blindMs)}.`;
    const back = `"mailchute resume ${options.all ? '--all' : target.name}" ends it.`;
    console.log(`${target.name}: ${pauseText(made, nowMs)}. ${seen} ${back}`);
  }
  const left = options.wait ? await idle(target.mailbox, admin) : undefined;
  if (options.json) {
    console.log(
      JSON.stringify({ mailbox: target.mailbox, ...pauseView(made), mayBeInFlight: left }),
    );
  } else if (left !== undefined) {
    console.log(
      left === 0
        ? 'Nothing is in flight.'
        : `${requestsText(left)} may still be in flight after all leases should have ended. The pause stays. Run the command again, or look: mailchute mailboxes`,
    );
  }
  return left ? exitCodes.no : exitCodes.ok;
}

/** Waits until nothing is in flight, and tells so on standard error: standard output is the answer. How many are left. */
async function idle(mailbox: string, admin: PacingAdmin): Promise<number> {
  const now = () => Date.now();
  const clock = { now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) };
  const flight = {
    count: () => admin.inFlightCount(mailbox),
    isUncounted: await sendsWithoutSlots(mailbox, admin),
  };
  return waitUntilIdle(
    flight,
    clock,
    progress(now, (line) => process.stderr.write(`${line}\n`)),
  );
}
