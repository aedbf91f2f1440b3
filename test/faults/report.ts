import type { RunResult } from './run.ts';

/** A failing run for a developer: what is broken, the shortest schedule that breaks it, and what happened step by step. */
export function failureText(failing: RunResult, shortest: RunResult): string {
  const decisions = shortest.decisions.map(({ name, choice }, index) => {
    return `${String(index + 1).padStart(3)}. ${name}: ${choice}`;
  });
  return [
    `Seed ${failing.seed} breaks`,
    ...failing.broken.map((one) => `  ${one}`),
    '',
    `The shortest schedule that does so has ${shortest.decisions.length} of its ${failing.decisions.length} decisions`,
    '(#2: the second of its kind; everything else goes as usual):',
    ...decisions,
    '',
    'What happens then (time, who, what, the row after it):',
    ...shortest.trace,
    '',
    'In the end:',
    ...shortest.broken.map((one) => `  ${one}`),
    '',
    `Again: npm run faults -- --replay ${failing.seed}`,
  ].join('\n');
}
