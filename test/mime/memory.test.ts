import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const bodyLines = 25_000_000 / 78;

/** Prepares a message of 25 MB in a process of its own: how many times its size the peak memory of that process grew. */
function copiesOf(lineEnd: 'CRLF' | 'LF', recipientsToAdd: number): number {
  const script = `${import.meta.dirname}/peakMemory.ts`;
  const options = [Math.floor(bodyLines), lineEnd, recipientsToAdd].map(String);
  const output = execFileSync(process.execPath, [script, ...options], { encoding: 'utf8' });
  const { kind, copies } = JSON.parse(output);
  expect(kind).toBe('prepared');
  return copies;
}

test('a message of 25 MB is checked without a copy', () => {
  expect(copiesOf('CRLF', 0)).toBeLessThan(0.5);
});

test.each([
  ['500 recipients to add', 'CRLF', 500],
  ['LF to become CRLF', 'LF', 0],
  ['500 recipients to add and LF to become CRLF', 'LF', 500],
] as const)('a message of 25 MB with %s is copied once', (_what, lineEnd, recipientsToAdd) => {
  const copies = copiesOf(lineEnd, recipientsToAdd);

  expect(copies, 'the copy is seen').toBeGreaterThan(0.5);
  expect(copies).toBeLessThan(1.5);
});
