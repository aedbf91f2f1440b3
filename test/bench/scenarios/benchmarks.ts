import { raceFigures } from '../figures/raceFigures.ts';
import { cpuLine, raceTable } from '../figures/raceTable.ts';
import { coldLoad } from './coldLoad.ts';
import { cpuPerMail } from './cpuPerMail.ts';
import { keepLimits } from './exchangeLimits.ts';
import { largeMails } from './largeMails.ts';
import { pausedMailboxBeside } from './pausedMailbox.ts';
import { races } from './races.ts';
import { requestsPerMail } from './requestsPerMail.ts';
import { runRace } from './runRace.ts';
import type { Benchmark, Race } from './scenario.ts';

/** Every benchmark of sending by its name on the command line. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  ...Object.fromEntries(
    Object.entries(races).map(([name, race]) => [name, benchmarkOf(name, race)]),
  ),
  'paused-mailbox': {
    does: '49 mailboxes beside one that is paused with 5,000 jobs, Graph takes 50 ms',
    run: pausedMailboxBeside,
  },
  'exchange-limits': {
    does: 'three functions processes, 5 mailboxes with 120 mails each, all limits of Exchange',
    run: keepLimits,
  },
  'large-mails': {
    does: 'memory of the functions process while the largest mails are under way, Graph takes 2 s',
    run: largeMails,
  },
  'cold-load': { does: 'load of the bundles in a new process', run: coldLoad },
  'cpu-per-mail': { does: 'CPU and memory of the functions process alone', run: cpuPerMail },
  'requests-per-mail': {
    does: 'table writes, queue operations and Graph requests of one mail',
    run: requestsPerMail,
  },
};

function benchmarkOf(name: string, race: Race): Benchmark {
  return {
    does: described(race),
    async run(effort) {
      const rounds = await runRace(name, race, effort);
      const figures = raceFigures(race, rounds);
      const fewer = effort.quick ? [`Quick: ${race.quickMailsEach} mails each.`] : [];
      return {
        figures: { median: figures, rounds },
        lines: [...fewer, ...raceTable(figures), cpuLine('Mailchute', rounds.Mailchute)],
      };
    },
  };
}

function described({ mailboxCount, mailsEach, latencyMs, fault }: Race): string {
  const who = mailboxCount === 1 ? '1 mailbox' : `${mailboxCount} mailboxes`;
  const what = fault ? `, ${(fault.rate ?? 1) * 100} % of requests answered ${fault.answer}` : '';
  return `${who} with ${mailsEach} mails each, Graph takes ${latencyMs} ms${what}`;
}
