import { expect, test } from 'vitest';
import { isRefusal, reasons, refused } from '../../shared/job/reasons.ts';
import { tooLarge } from '../../shared/job/tooLarge.ts';

test.each(Object.entries(reasons))(
  'the reason %s says what it means and what to do',
  (code, text) => {
    expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(text).toMatch(/^[A-Z][^\r\n]{20,}\.$/);
  },
);

test('a refusal is told from everything else that is read', () => {
  expect(isRefusal(refused('JobInvalid', 'x'))).toBe(true);
  for (const other of [undefined, null, 'refused', 7, {}, { kind: 'job' }, ['refused']]) {
    expect(isRefusal(other)).toBe(false);
  }
});

test('a mail that is too large is refused with its size and the limit', () => {
  expect(tooLarge(3_145_729)).toEqual({
    kind: 'refused',
    reason: 'TooLarge',
    text: 'The MIME message has 3145729 bytes. Allowed: 3145728, what Microsoft Graph takes in one request.',
  });
});
