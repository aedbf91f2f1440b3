import { allMailboxes } from '../../shared/pacing/mailboxStore.ts';
import type { PacingAdmin } from '../../shared/pacing/pacingAdmin.ts';
import type { Pause } from '../../shared/pacing/rules/pause.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';
import { parseOptions } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { durationText, timeText } from './forecast.ts';
import { pauseText, pauseView } from './pauseText.ts';
import { type Target, targetOf } from './target.ts';

/** `mailchute resume ADDRESS | --all`: ends a pause, whoever made it. What was not paused stays as it is. */
export async function resume(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { values, options } = parseOptions(args, {
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const target = await targetOf(values, options.all, connection.stores);
  const admin = connection.pacing();
  const before = await pauseOf(target, admin);
  const resumed = await admin.resume(target.mailbox);
  const forAll = await admin.pauseForAll();
  if (options.json) {
    const pauseForAll = forAll && pauseView(forAll);
    console.log(JSON.stringify({ mailbox: target.mailbox, resumed, pauseForAll }));
    return exitCodes.ok;
  }
  const done = resumed ? 'resumed' : 'there was no pause of its own to end';
  console.log(`${target.name}: ${done}.`);
  if (forAll) {
    console.log(
      `All mailboxes are ${pauseText(forAll, Date.now())}. "mailchute resume --all" ends that.`,
    );
  } else if (resumed && before) {
    console.log(comingBack(before, Date.now()));
  }
  if (target.mailbox === allMailboxes) await tellOthers(admin);
  return exitCodes.ok;
}

async function pauseOf({ mailbox }: Target, admin: PacingAdmin): Promise<Pause | undefined> {
  return mailbox === allMailboxes ? admin.pauseForAll() : (await admin.read(mailbox)).pause;
}

/** When the mails that wait go on: their copies are on the queue with their times, and nothing brings them sooner. */
function comingBack({ untilMs }: Pause, nowMs: number): string {
  return untilMs === undefined
    ? `Mails that wait come back one after the other, the first within ${durationText(pacingTimes.pausedRecheckMs)}.`
    : `Mails that wait come back when the pause would have ended, ${timeText(untilMs, nowMs)}; new ones go within ${durationText(pacingTimes.hollowMs)}.`;
}

async function tellOthers(admin: PacingAdmin): Promise<void> {
  let count = 0;
  for await (const { pause } of admin.list()) count += pause ? 1 : 0;
  if (count > 0) console.log(`Paused by themselves: ${count}. "mailchute mailboxes" shows them.`);
}
