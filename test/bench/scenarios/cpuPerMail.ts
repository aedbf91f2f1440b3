import { columns } from '../../../local/terminal.ts';
import { warmUpCount } from '../contenders/contender.ts';
import { startFunctions } from '../contenders/functionsProcess.ts';
import { HostAlone } from '../contenders/hostAlone.ts';
import { knownMedian, raceFigures } from '../figures/raceFigures.ts';
import { fixed } from '../figures/ratios.ts';
import { startServices } from '../services/services.ts';
import { runRace } from './runRace.ts';
import type { Effort, Race, Result } from './scenario.ts';

const race: Race = {
  mailboxCount: 10,
  mailsEach: 200,
  quickMailsEach: 40,
  latencyMs: 0,
  rounds: 3,
};

/**
 * Measures the CPU and the memory of the process that sends: Mailchute's functions, both loops, and the same functions process
 * when it only takes the messages, which is what the local host costs.
 */
export async function cpuPerMail(effort: Effort): Promise<Result> {
  const rounds = await runRace('cpu-per-mail', race, effort);
  const hostAlone = await measureHostAlone(effort);
  const {
    Mailchute: mailchute,
    'fetch loop': fetchLoop,
    'SDK loop': sdkLoop,
  } = raceFigures(race, rounds);
  const above = (other: number | undefined) => minus(mailchute?.cpuMsPerMail, other);
  const aboveFetch = above(fetchLoop?.cpuMsPerMail);
  const withoutHost = minus(aboveFetch, hostAlone);
  const figures = { mailchute, fetchLoop, sdkLoop, hostAlone, aboveFetch, withoutHost };
  const lines = columns(
    [
      ['', 'CPU ms per mail', 'peak MB'],
      ['functions process', fixed(mailchute?.cpuMsPerMail, 2), fixed(mailchute?.peakMemoryMb, 0)],
      ['fetch loop', fixed(fetchLoop?.cpuMsPerMail, 2), fixed(fetchLoop?.peakMemoryMb, 0)],
      ['SDK loop', fixed(sdkLoop?.cpuMsPerMail, 2), fixed(sdkLoop?.peakMemoryMb, 0)],
      ['local host alone, messages only taken', fixed(hostAlone, 2), ''],
      ['above the fetch loop', fixed(aboveFetch, 2), ''],
      ['above the fetch loop, without the local host', fixed(withoutHost, 2), ''],
    ],
    0,
  );
  return { figures, lines };
}

async function measureHostAlone({ quick, say }: Effort): Promise<number | undefined> {
  const services = await startServices(1);
  try {
    const host = await startFunctions('takeOnly', services);
    const alone = new HostAlone(services, host);
    await alone.cpuMsPerMessage({ name: 'warm-up', mailboxCount: 1, mailsEach: warmUpCount });
    const rounds: (number | undefined)[] = [];
    for (let round = 1; round <= race.rounds; round += 1) {
      say(`cpu-per-mail: round ${round} of ${race.rounds}, local host alone ...`);
      const mailsEach = (quick ? race.quickMailsEach : race.mailsEach) * race.mailboxCount;
      rounds.push(
        await alone.cpuMsPerMessage({ name: `taken-${round}`, mailboxCount: 1, mailsEach }),
      );
    }
    await host.stop();
    return knownMedian(rounds);
  } finally {
    await services.close();
  }
}

function minus(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one - other;
}
