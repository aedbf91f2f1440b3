import { columns } from '../../../local/terminal.ts';
import type { RaceFigures } from './raceFigures.ts';
import { fixed, notMeasured, percent, times } from './ratios.ts';
import type { Seen } from './seen.ts';

/** Where the CPU of a contender's last round went, in milliseconds per mail. */
export function cpuLine(name: string, rounds: readonly Seen[]): string {
  const shares = Object.entries(rounds.at(-1)?.cpuByRole ?? {})
    .toSorted(([, one], [, other]) => other - one)
    .map(([role, cpuMs]) => `${role} ${fixed(cpuMs, 2)}`);
  return `CPU ms per mail with ${name}: ${shares.join(', ') || notMeasured}`;
}

/** A race as a table, a line per contender. */
export function raceTable(figures: Readonly<Record<string, RaceFigures>>): readonly string[] {
  const head = [
    'sender',
    'of 4/latency',
    'measured',
    'to fetch loop',
    'to SDK loop',
    'at a time',
    'requests per mail',
    'refused',
    'sent twice',
    'CPU ms per mail',
    'peak MB',
    'machine busy',
    'mails/s',
  ];
  const rows = Object.entries(figures).map(([name, one]) => [
    name,
    shareOfBest(one.ofBest),
    shareOfBest(one.ofBestMeasured),
    times(one.toFetchLoop),
    times(one.toSdkLoop),
    String(one.mostInFlight),
    fixed(one.requestsPerMail, 2),
    percent(one.refusedShare),
    String(one.twiceCount),
    fixed(one.cpuMsPerMail, 2),
    fixed(one.peakMemoryMb, 0),
    percent(one.machineBusy),
    fixed(one.mailsPerSecond, 0),
  ]);
  return columns([head, ...rows], 0);
}

/** Without a latency there is no best. */
const shareOfBest = (share: number | undefined) => (share === undefined ? '' : percent(share));
