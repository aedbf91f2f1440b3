import { parseArgs } from 'node:util';
import * as engine from './engine.ts';
import { type ManyRuns, manyRuns } from './manyRuns.ts';
import { failureText } from './report.ts';
import { type RunResult, runOnce } from './run.ts';
import { shrink } from './shrink.ts';

const help = `Runs the delivery engine on simulated services that fail, and checks that no mail is lost and none is sent twice.

npm run faults -- [--runs 1000] [--seed N] [--json]
npm run faults -- --replay SEED [--json]     one failing run again, made as short as it goes

Exit code 1: a run broke a property of docs/protocol.md, section 11. The seed is chosen and printed if none is given.`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    replay: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(help);
} else if (values.replay === undefined) {
  await runMany(wholeNumber('runs', values.runs), wholeNumber('seed', values.seed));
} else {
  await runAgain(wholeNumber('replay', values.replay));
}

async function runMany(runs: number, seed: number): Promise<void> {
  const startedAt = performance.now();
  const done = await manyRuns(engine, { runs, seed, onRun: progressOf(runs) });
  const elapsedMs = Math.round(performance.now() - startedAt);
  const shortest = done.failing && (await shrink(engine, done.failing));
  if (values.json) {
    console.log(JSON.stringify({ seed, elapsedMs, ...done, shortest }));
  } else {
    console.log(summary(seed, elapsedMs, done));
    if (done.failing && shortest) console.log(`\n${failureText(done.failing, shortest)}`);
  }
  if (done.failing) process.exitCode = 1;
}

async function runAgain(seed: number): Promise<void> {
  const again = await runOnce(engine, seed);
  const isBroken = again.broken.length > 0;
  const shortest: RunResult = isBroken ? await shrink(engine, again) : again;
  if (values.json) console.log(JSON.stringify({ seed, failing: again, shortest }));
  else if (isBroken) console.log(failureText(again, shortest));
  else console.log(`Seed ${seed}: ${again.eventCount} events, nothing broken.`);
  if (isBroken) process.exitCode = 1;
}

function summary(seed: number, elapsedMs: number, { runCount, eventCount, ...rest }: ManyRuns) {
  const seconds = (elapsedMs / 1000).toFixed(1);
  const verdict = rest.failing ? 'the last one broke something' : 'nothing broken';
  const left = Object.entries(rest.leftovers).map(([what, count]) => `  ${count} x ${what}`);
  return [
    `${runCount} runs from seed ${seed}, ${eventCount} events, ${seconds} s: ${verdict}.`,
    ...(left.length > 0 ? ['Left behind, harmless, a person can discard it:', ...left] : []),
  ].join('\n');
}

/** A line every two seconds, beside the results. */
function progressOf(runs: number): (done: number) => void {
  let toldAt = performance.now();
  return (done) => {
    if (performance.now() - toldAt < 2000) return;
    toldAt = performance.now();
    console.error(`${done} of ${runs} runs, nothing broken yet`);
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} is "${text}". Allowed: a whole number of at most 10 digits.\n\n${help}`);
  process.exit(2);
}
