import type { Rounds } from '../scenarios/runRace.ts';
import type { Race } from '../scenarios/scenario.ts';
import { median, medianRatio } from './ratios.ts';
import type { Seen } from './seen.ts';

/** One contender of a race: medians over its rounds. What is compared is compared round by round. */
export interface RaceFigures {
  readonly mailsPerSecond: number;
  /** Share of what 4 requests at a time per mailbox could do at the latency asked for; undefined without a latency. */
  readonly ofBest: number | undefined;
  /** The same at the latency there was: a timer is late, and a busy machine answers late. */
  readonly ofBestMeasured: number | undefined;
  readonly toFetchLoop: number;
  readonly toSdkLoop: number;
  readonly requestsPerMail: number;
  /** Most requests at a time in one mailbox, of all rounds. */
  readonly mostInFlight: number;
  /** Requests that were not answered with 202, of all. */
  readonly refusedShare: number;
  /** Mails that arrived a second time, over all rounds. */
  readonly twiceCount: number;
  readonly cpuMsPerMail: number | undefined;
  readonly peakMemoryMb: number | undefined;
  /** Share of all processors that was busy, with whatever ran on the machine. */
  readonly machineBusy: number;
}

/** What Exchange takes at a time from one mailbox. */
const inFlight = 4;

/** Reckons the figures of every contender. */
export function raceFigures(race: Race, rounds: Rounds): Readonly<Record<string, RaceFigures>> {
  const speeds = (name: keyof Rounds) => rounds[name].map(({ mailsPerSecond }) => mailsPerSecond);
  const best = (race.mailboxCount * inFlight * 1000) / race.latencyMs;
  const names = Object.keys(rounds) as (keyof Rounds)[];
  return Object.fromEntries(
    names.map((name) => {
      const mailsPerSecond = median(speeds(name));
      const measured = median(rounds[name].map((round) => ofBestMeasured(race, round)));
      return [
        name,
        {
          mailsPerSecond,
          ofBest: race.latencyMs > 0 ? mailsPerSecond / best : undefined,
          ofBestMeasured: race.latencyMs > 0 ? measured : undefined,
          toFetchLoop: medianRatio(speeds(name), speeds('fetch loop')),
          toSdkLoop: medianRatio(speeds(name), speeds('SDK loop')),
          ...perMail(rounds[name]),
        },
      ];
    }),
  );
}

function ofBestMeasured({ mailboxCount }: Race, { mailsPerSecond, latencyMs }: Seen): number {
  return (mailsPerSecond * latencyMs) / (mailboxCount * inFlight * 1000);
}

function perMail(rounds: readonly Seen[]) {
  const sum = (read: (round: Seen) => number) =>
    rounds.reduce((total, round) => total + read(round), 0);
  const requestCount = sum((round) => round.requestCount);
  return {
    requestsPerMail: requestCount / sum((round) => round.mailCount),
    mostInFlight: Math.max(...rounds.map((round) => round.mostInFlight)),
    refusedShare: sum((round) => round.refusedCount) / requestCount,
    twiceCount: sum((round) => round.twiceCount),
    cpuMsPerMail: knownMedian(rounds.map((round) => round.cpuMsPerMail)),
    peakMemoryMb: knownMedian(rounds.map((round) => round.peakMemoryMb)),
    machineBusy: median(rounds.map((round) => round.machineBusy)),
  };
}

/** The median of what was measured; undefined when nothing was. */
export function knownMedian(figures: readonly (number | undefined)[]): number | undefined {
  const known = figures.filter((figure) => figure !== undefined);
  return known.length === 0 ? undefined : median(known);
}
