/**
 * Checks the protocol by hand, with larger scenarios than the tests have, and prints traces.
 * node test/model/check.ts [quick | full | deep | walk SEED | trace WORD]
 */
import { explore, type Model } from './explore.ts';
import { jobModel } from './job.ts';
import { literalReadings, type Mutant, mutants, pacingMutants } from './mutants.ts';
import { pacingModel } from './pacing.ts';
import { properties } from './properties.ts';
import { deep, full, quick, walks } from './scenarios.ts';
import { walk } from './walk.ts';

const sizes = { quick, full, deep };
const [mode = 'quick', word = ''] = process.argv.slice(2);
const sum = { states: 0, transitions: 0, wrong: 0 };

if (mode === 'quick' || mode === 'full' || mode === 'deep') {
  checkScenarios(mode);
  checkMutants('', false);
} else if (mode === 'walk') {
  walkAll(Number(word) || 1);
} else if (mode === 'trace') {
  checkMutants(word.toLowerCase(), true);
} else {
  console.error(`"${mode}" is no mode. Allowed: quick, full, deep, walk SEED, trace WORD.`);
  process.exit(2);
}
const seconds = Math.round(performance.now() / 1000);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `\n${figure(sum.states)} states, ${figure(sum.transitions)} transitions, ${seconds} s, ${megabytes} MB at most.`,
  sum.wrong ? `${sum.wrong} WRONG` : 'All as expected.',
);
if (sum.wrong) for (const [name, claim] of Object.entries(properties)) console.log(name, claim);
process.exitCode = sum.wrong ? 1 : 0;

function checkScenarios(size: keyof typeof sizes): void {
  console.log('The protocol');
  for (const [name, { rules, ...scenario }] of Object.entries(sizes[size])) {
    holds(name, jobModel(scenario, rules));
  }
  holds('pacing: 3 jobs, 2 slots', pacingModel());
  if (size !== 'quick') holds('pacing: 4 jobs, 2 slots', pacingModel({}, 4));
}

function holds<S>(name: string, model: Model<S>): void {
  begin(name);
  const { states, transitions, depth, seconds, cut, failure } = explore(model);
  sum.states += states;
  sum.transitions += transitions;
  const verdict = failure?.property ?? (cut ? `holds (${cut} cut)` : 'holds');
  line(figure(states), figure(transitions), depth, `${seconds.toFixed(1)} s`, verdict);
  if (failure) {
    sum.wrong++;
    console.log(`  ${failure.trace.join('\n  ')}`);
  }
}

function checkMutants(named: string, shows: boolean): void {
  const isNamed = ({ name }: { name: string }) => name.toLowerCase().includes(named);
  const all = (list: readonly Mutant[]) => {
    for (const { name, breaks, rules, scenario } of list.filter(isNamed)) {
      caught(name, jobModel(scenario, rules), breaks, shows);
    }
  };
  console.log('\nThe first design read literally, one point at a time');
  all(literalReadings);
  console.log('\nMutants of the protocol');
  all(mutants);
  console.log('\nMutants of the pacing slots');
  for (const [name, breaks, rules] of pacingMutants.filter(([name]) => isNamed({ name }))) {
    caught(name, pacingModel(rules), breaks, shows);
  }
}

function caught<S>(name: string, model: Model<S>, breaks: string, shows: boolean): void {
  begin(name);
  const { states, failure } = explore(model, breaks);
  if (!failure) sum.wrong++;
  const verdict = failure ? `breaks ${failure.property}` : `NOT CAUGHT, ${breaks} holds`;
  line(figure(states), `${failure?.trace.length ?? 0} steps`, verdict);
  if (shows && failure) console.log(`  ${failure.trace.join('\n  ')}\n`);
}

function walkAll(seed: number): void {
  for (const [name, scenario] of Object.entries(walks)) {
    begin(name);
    const { steps, ended, cut, failure } = walk(jobModel(scenario), seed);
    sum.transitions += steps;
    line(figure(steps), failure?.property ?? `holds, ${ended} runs ended, ${cut} cut`);
    if (!failure) continue;
    sum.wrong++;
    console.log(`  ${failure.trace.join('\n  ')}`);
  }
}

/** The name appears at once, its figures when they are known. */
function begin(name: string): void {
  process.stdout.write(`${name.padEnd(50)} `);
}

function line(...cells: (string | number)[]): void {
  console.log(cells.map((cell) => String(cell).padStart(12)).join(' '));
}

function figure(n: number): string {
  return n.toLocaleString('en-GB');
}
