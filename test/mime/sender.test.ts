import { expect, test } from 'vitest';
import { message, ordinary, prepared, reasonFor } from './message.ts';

const { from, to, messageId } = ordinary;

test.each([
  'shop@example.com',
  '"The Shop" <SHOP@Example.com>',
  '=?utf-8?Q?a?= <shop@example.com>',
])('a Sender that is the address of From is accepted: %s', (sender) => {
  const mime = message([from, `Sender: ${sender}`, to, messageId]);

  expect(prepared(mime).mime.equals(mime)).toBe(true);
});

test.each([
  'boss@example.com',
  'shop@sub.example.com',
  'shop@example.com, boss@example.com',
  'boss@example.com <shop@example.com>',
  'shop@example.com (Boss)',
  '"shop"@example.com',
  'Boss',
  '',
])('a Sender that is not plainly the address of From is refused: %s', (sender) => {
  expect(reasonFor(message([`Sender: ${sender}`, from, to]))).toBe('SenderDiffers');
  expect(reasonFor(message([from, to, `Sender: ${sender}`]))).toBe('SenderDiffers');
});

test('Reply-To may be anybody, also several', () => {
  const mime = message([from, 'Reply-To: a@example.org, b@example.org', to, messageId]);

  expect(prepared(mime).from).toBe('shop@example.com');
});
