import { parseArgs } from 'node:util';
import { buildBenchApps } from './contenders/functionsProcess.ts';
import { benchDirectory } from './directory/directory.ts';
import { machine } from './machine.ts';
import { benchmarks as sending } from './scenarios/benchmarks.ts';
import type { Benchmark, Result } from './scenarios/scenario.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    members: { type: 'string', default: '100000' },
    help: { type: 'boolean', default: false },
  },
});
const memberCount = Number(values.members);
const benchmarks: Readonly<Record<string, Benchmark>> = {
  ...sending,
  directory: {
    does: 'the sync of a large sender group (--members N); only when it is named',
    run: ({ say }) => benchDirectory({ memberCount, say }),
  },
};

const usage = `Usage: npm run bench -- [NAME...] [--quick] [--json] [--members N]

Without a name, everything that sends mail is run. --quick sends fewer mails.

${Object.entries(benchmarks)
  .map(([name, { does }]) => `  ${name.padEnd(18)}  ${does}`)
  .join('\n')}`;

const names = positionals.length > 0 ? positionals : Object.keys(sending);
const isKnown = names.every((name) => Object.hasOwn(benchmarks, name));
if (!isKnown || !(memberCount >= 100) || values.help) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  await run();
}

async function run(): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say('Building ...');
  await buildBenchApps();
  const results: [string, Result][] = [];
  for (const name of names) {
    const result = await benchmarks[name]?.run({ quick: values.quick, say });
    if (result) results.push([name, result]);
    if (result && !values.json) print(name, result);
  }
  if (!values.json) return console.log(machine());
  const figures = results.map(([name, result]) => [name, result.figures] as const);
  console.log(JSON.stringify({ machine: machine(), ...Object.fromEntries(figures) }));
}

/** At once: a run takes minutes, and what was measured must not be lost when a later benchmark fails. */
function print(name: string, { lines }: Result): void {
  console.log([name, benchmarks[name]?.does ?? '', '', ...lines, ''].join('\n'));
}
