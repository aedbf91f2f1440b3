import { expect, test } from 'vitest';
import { faultText } from '../../shared/maillog/redact.ts';

test('a fault is told with its name, its code and its causes', () => {
  const socket = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const fault = new TypeError('fetch failed', { cause: socket });

  expect(faultText(fault)).toBe('TypeError: fetch failed <- Error ECONNRESET: read ECONNRESET');
});

test('a fault of several parts tells its parts', () => {
  const parts = ['::1', '127.0.0.1'].map((host) =>
    Object.assign(new Error(`connect ${host}`), { code: 'ECONNREFUSED' }),
  );
  const fault = new TypeError('fetch failed', { cause: new AggregateError(parts) });

  expect(faultText(fault)).toBe(
    'TypeError: fetch failed <- AggregateError:  <- Error ECONNREFUSED: connect ::1 <- Error ECONNREFUSED: connect 127.0.0.1',
  );
});

test.each([
  [undefined, 'a thrown undefined'],
  [null, 'a thrown null'],
  ['password: hunter2', 'a thrown string'],
  [42, 'a thrown number'],
  [Symbol('x'), 'a thrown symbol'],
  [{ message: 'canary' }, 'a thrown object'],
  [new Error('outer', { cause: 'canary' }), 'Error: outer <- a thrown string'],
  [new Error('outer', { cause: null }), 'Error: outer <- a thrown null'],
])('whatever is thrown has a text: %s', (thrown, text) => {
  expect(faultText(thrown)).toBe(text);
});

test('causes that never end, or a fault of endless parts, make a short text', () => {
  const circle = new Error('circle');
  circle.cause = circle;
  const many = new AggregateError(Array.from({ length: 10_000 }, () => new Error('part')));

  expect(faultText(circle).length).toBeLessThan(100);
  expect(faultText(many).length).toBeLessThan(100);
});

test('a text of many lines becomes one line', () => {
  expect(faultText(new Error('one\r\ntwo\tthree\u2028four\u0085five'))).toBe(
    'Error: one two three four five',
  );
});

test('a long text is cut', () => {
  const text = faultText(new Error('word '.repeat(1000)));

  expect(text.length).toBe(303);
  expect(text).toMatch(/\.\.\.$/);
});

test.each([
  ['without a break', 'a'],
  ['of at signs', '@'],
  ['of quotes', '"'],
  ['of names of secrets', 'sig'],
  ['of beginnings of tokens', 'eyJ'],
  ['of beginnings of headers', 'Bearer '],
  ['of escapes', '%25'],
])('a text of 100,000 characters %s is no burden', (_, unit) => {
  const startedAt = performance.now();

  faultText(new Error(unit.repeat(100_000 / unit.length)));

  expect(performance.now() - startedAt).toBeLessThan(1000); // a quadratic expression takes many seconds
});

test('what an operator needs stays readable', () => {
  const text =
    'RestError TableNotFound: The table specified does not exist. RequestId:4a1f Time:2026-11-21T09:00:00.000Z https://account.table.core.windows.net/ledger';

  expect(faultText(new Error(text))).toBe(`Error: ${text}`);
});
