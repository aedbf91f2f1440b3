import { columns, styled } from '../../local/terminal.ts';
import type { FindingLevel, FindingMeaning } from '../../shared/doctor/findings/meaning.ts';
import { type Finding, findings as meanings } from '../../shared/doctor/findings.ts';
import { onTerminal } from '../onTerminal.ts';

/** Problems last: there the eye of a person is when the output stops. */
const order: readonly FindingLevel[] = ['ok', 'notChecked', 'warning', 'problem'];

const shown = {
  ok: { text: 'ok', style: 'green' },
  notChecked: { text: 'not checked', style: 'dim' },
  warning: { text: 'warning', style: 'yellow' },
  problem: { text: 'PROBLEM', style: 'red' },
} as const satisfies Record<FindingLevel, object>;

/** Findings for people: a line each, below it what to do. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const sorted = order.flatMap((level) =>
    findings.filter(({ code }) => meanings[code].level === level),
  );
  const heads = columns(
    sorted.map(({ code }) => {
      const { level, about } = meanings[code];
      return [styled(shown[level].style, shown[level].text), about];
    }),
    0,
  );
  const lines = sorted.flatMap(({ code, detail }, index) => {
    const meaning: FindingMeaning = meanings[code];
    const more = detail === undefined ? [] : [`    ${onTerminal(detail)}`];
    const mend = meaning.level === 'ok' ? [] : [`    do: ${meaning.mend}`];
    return [`${heads[index]}: ${meaning.means}`, ...more, ...mend];
  });
  return [...lines, '', countLine(findings)];
}

function countLine(findings: readonly Finding[]): string {
  const countOf = (level: FindingLevel) =>
    findings.filter(({ code }) => meanings[code].level === level).length;
  const counts = order.map((level) => `${countOf(level)} ${shown[level].text.toLowerCase()}`);
  return `${counts.join(', ')}. docs/doctor.md explains each.`;
}

/** The same for `--json`. */
export function findingViews(findings: readonly Finding[]): readonly object[] {
  return findings.map(({ code, detail }) => ({ code, ...meanings[code], detail }));
}
