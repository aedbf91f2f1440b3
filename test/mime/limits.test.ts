import { expect, test } from 'vitest';
import {
  maxDomainLabelBytes,
  maxHeaderBytes,
  maxHeaderFields,
  maxLocalPartBytes,
  maxRecipients,
} from '../../shared/mime/limits.ts';
import { message, messageFrom, messageTo, ordinary, prepared, reasonFor } from './message.ts';

const { from, to, messageId } = ordinary;

/** A message whose header block, blank line not counted, has this many bytes with CRLF. */
function withHeaderBytes(bytes: number): Buffer {
  const rest = message([from, to, messageId, 'X: '], '').length - '\r\n'.length;
  return message([from, to, messageId, `X: ${'x'.repeat(bytes - rest)}`]);
}

test('a header block of 256 KB passes, one byte more is refused', () => {
  expect(reasonFor(withHeaderBytes(maxHeaderBytes))).toBe('prepared');
  expect(reasonFor(withHeaderBytes(maxHeaderBytes + 1))).toBe('HeaderTooLarge');
  expect(reasonFor(withHeaderBytes(1_000_000))).toBe('HeaderTooLarge');
});

test('the header block of a message with LF is measured with CRLF', () => {
  const lf = (bytes: number) =>
    Buffer.from(withHeaderBytes(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

  expect(reasonFor(lf(maxHeaderBytes))).toBe('prepared');
  expect(reasonFor(lf(maxHeaderBytes + 1))).toBe('HeaderTooLarge');
});

test('a header block that grows too large by the added Bcc is refused', () => {
  const many = Array.from({ length: 900 }, (_, n) => `${n}-${'x'.repeat(50)}@example.net`);
  const mime = withHeaderBytes(maxHeaderBytes - 10_000);

  expect(reasonFor(mime, ['ann@example.net', ...many.slice(0, 100)])).toBe('prepared');
  expect(reasonFor(mime, ['ann@example.net', ...many])).toBe('HeaderTooLarge');
});

test('a message of 1,000 header fields passes, 1,001 are refused', () => {
  const fields = (count: number) =>
    message([from, to, messageId, ...Array.from({ length: count - 3 }, () => 'X: y')]);

  expect(reasonFor(fields(maxHeaderFields))).toBe('prepared');
  expect(reasonFor(fields(maxHeaderFields + 1))).toBe('HeaderTooMany');
});

test('1,000 recipients pass, from headers and from the job; 1,001 are refused; repeated ones count once', () => {
  const many = Array.from({ length: maxRecipients + 1 }, (_, n) => `r${n}@example.net`);
  const allowed = many.slice(0, maxRecipients);
  const toAll = (list: readonly string[]) => messageTo(` ${list.join(',\r\n ')}`);

  expect(prepared(toAll([...allowed, ...allowed])).recipients).toEqual(allowed);
  expect(prepared(toAll(allowed.slice(0, 400)), allowed).recipients).toEqual(allowed);
  expect(prepared(message([from]), [...allowed, ...allowed]).recipients).toEqual(allowed);
  expect(reasonFor(toAll(many))).toBe('TooManyRecipients');
  expect(reasonFor(toAll(allowed.slice(0, 400)), many)).toBe('TooManyRecipients');
  expect(reasonFor(message([from]), many)).toBe('TooManyRecipients');
});

test('an address may have 64 bytes before the @, 63 in a label and 254 in all', () => {
  const local = 'x'.repeat(maxLocalPartBytes);
  const label = 'y'.repeat(maxDomainLabelBytes);
  const address = (bytes: number) =>
    `${`${local}@${label}.${label}.${label}`.slice(0, bytes - 4)}.com`;

  expect(address(254)).toHaveLength(254);
  for (const build of [messageFrom, messageTo]) {
    expect(reasonFor(build(` ${address(254)}`))).toBe('prepared');
    expect(reasonFor(build(` ${address(255)}`))).toMatch(/Malformed$/);
    expect(reasonFor(build(` x${local}@example.com`))).toMatch(/Malformed$/);
    expect(reasonFor(build(` x@y${label}.com`))).toMatch(/Malformed$/);
  }
});

test('a body line may be as long as it likes', () => {
  const mime = message([from, to, messageId], 'x'.repeat(100_000));

  expect(prepared(mime).mime.equals(mime)).toBe(true);
});
