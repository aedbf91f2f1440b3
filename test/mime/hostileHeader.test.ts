import { expect, test } from 'vitest';
import { maxHeaderBytes } from '../../shared/mime/limits.ts';
import { hostileLines } from './hostileLines.ts';
import { message, ordinary, prepare } from './message.ts';

const mebibyteBytes = 1_048_576;
const ordinaryMail = message(
  [ordinary.from, ordinary.to],
  `${'x'.repeat(76)}\r\n`.repeat(mebibyteBytes / 78),
);
const recipients = ['a@b.example', 'c@d.example'];

/** Of the processor, as a busy machine stretches the time of the clock. */
function costMs(mime: Buffer): number {
  const before = process.cpuUsage();
  prepare(mime, recipients);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** How many times as much as an ordinary message of 1 MB this one costs, both measured now; the lowest of at most three. */
function timesOrdinary(mime: Buffer, enough: number): number {
  let times = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && times >= enough; run++) {
    const ordinaryMs = costMs(ordinaryMail);
    times = Math.min(times, costMs(mime) / ordinaryMs);
  }
  return times;
}

/** Seen: at most 20, which is 70 ms. One quadratic step costs seconds to minutes. */
const dearestAllowed = 60;

/** Leaves room for From and for what is added to the header block. */
const nearlyFullBytes = maxHeaderBytes - 400;

test.each(Object.entries(hostileLines(nearlyFullBytes)))(
  '256 KB of %s cost what a few ordinary messages cost',
  (_what, line) => {
    const mime = message([ordinary.from, line]);

    expect(prepare(mime)).not.toMatchObject({ reason: 'HeaderTooLarge' });
    expect(timesOrdinary(mime, dearestAllowed)).toBeLessThan(dearestAllowed);
  },
);

test.each(Object.entries(hostileLines(65_536)))(
  '64 KB of %s as From, folded at every space, cost what a few ordinary messages cost',
  (_what, line) => {
    const value = line.slice(line.indexOf(':') + 1).replaceAll(' ', '\r\n ');
    const mime = message([ordinary.to, `From:${value}`]);

    expect(timesOrdinary(mime, dearestAllowed)).toBeLessThan(dearestAllowed);
  },
);

test.each(Object.entries(hostileLines(mebibyteBytes)))(
  '1 MB of %s is refused for what an ordinary message costs',
  (_what, line) => {
    const mime = message([ordinary.from, line]);

    expect(prepare(mime)).toMatchObject({ reason: 'HeaderTooLarge' });
    expect(timesOrdinary(mime, 10)).toBeLessThan(10);
  },
);
