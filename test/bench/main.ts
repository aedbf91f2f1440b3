import { parseArgs } from 'node:util';
import { benchDirectory } from './directory/directory.ts';
import { machine } from './machine.ts';

/** Every benchmark by its name on the command line. */
const benchmarks = { directory: benchDirectory } as const;

const usage = `Usage: npm run bench -- ${Object.keys(benchmarks).join('|')} [--json] [--members N]

  directory   the sync of a large sender group: first run, no change, 1 % change, a look for changes`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    members: { type: 'string', default: '100000' },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const memberCount = Number(values.members);
if (!Object.hasOwn(benchmarks, name) || !(memberCount >= 100) || values.help) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const benchmark = benchmarks[name as keyof typeof benchmarks];
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const result = await benchmark({ memberCount, say });
  console.log(
    values.json
      ? JSON.stringify({ machine: machine(), ...result.figures })
      : [machine(), '', ...result.lines].join('\n'),
  );
}
