import { expect, test } from 'vitest';
import type { FindingMeaning } from '../../shared/doctor/findings/meaning.ts';
import { type FindingCode, findings } from '../../shared/doctor/findings.ts';
import { identityCases } from './cases/identityCases.ts';
import { mailboxCases } from './cases/mailboxCases.ts';
import { probeCases } from './cases/probeCases.ts';
import { senderCases } from './cases/senderCases.ts';
import { storeCases } from './cases/storeCases.ts';
import { localDoctor } from './diagnosis.ts';

const doctor = localDoctor();
const cases = [...identityCases, ...senderCases, ...mailboxCases, ...storeCases, ...probeCases];
const seen = new Set<FindingCode>();

test.each(cases)('%s: told, with what mends it', async (_, unusual, expected) => {
  const { codes, text, findings: found, log } = await doctor(unusual);
  for (const code of codes) seen.add(code);

  expect(codes).toEqual(expect.arrayContaining([...expected]));
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    const meaning: FindingMeaning = findings[code];
    expect(text).toContain(meaning.means);
    if (meaning.level !== 'ok') expect(text).toContain(`do: ${meaning.mend}`);
  }
  expect(JSON.stringify([found, log])).not.toMatch(/canary|eyJ/);
  expect(log.join('\n')).not.toContain('@');
});

test('every finding of the list was told at least once, against the local stack', () => {
  expect([...seen].sort()).toEqual(Object.keys(findings).sort());
});
