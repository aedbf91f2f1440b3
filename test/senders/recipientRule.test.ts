import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRecipients, readRecipientRule } from '../../shared/senders/recipientRule.ts';

function check(allowed: readonly string[], recipients: readonly string[]) {
  const rule = readRecipientRule(allowed);
  if (!rule) throw new Error('The rule was not understood.');
  return checkRecipients(recipients, rule);
}

test.each<[allowed: string, recipient: string]>([
  ['contoso.example', 'ann@contoso.example'],
  ['Contoso.EXAMPLE', 'ann@contoso.example'],
  ['@contoso.example', 'ann@contoso.example'],
  ['müller.example', 'ann@xn--mller-kva.example'],
  ['xn--mller-kva.example', 'ann@xn--mller-kva.example'],
  ['ann@contoso.example', 'ann@contoso.example'],
  ['Ann@Contoso.example', 'ann@contoso.example'],
  ['ann@MÜLLER.example', 'ann@xn--mller-kva.example'],
  ["o'brien@contoso.example", "o'brien@contoso.example"],
])('%s lets %s get mail', (allowed, recipient) => {
  expect(check([allowed], [recipient])).toBeUndefined();
});

test.each<[allowed: string, recipient: string]>([
  ['contoso.example', 'ann@mail.contoso.example'],
  ['contoso.example', 'ann@xcontoso.example'],
  ['contoso.example', 'ann@contoso.example.evil.example'],
  ['contoso.example', '"contoso.example@x"@evil.example'],
  ['ann@contoso.example', 'bob@contoso.example'],
  ['ann@contoso.example', 'xann@contoso.example'],
  ['ann@contoso.example', 'ann@evil.example'],
])('%s does not let %s get mail', (allowed, recipient) => {
  expect(check([allowed], [recipient])).toMatchObject({ reason: 'RecipientNotAllowed' });
});

test('nothing set lets everybody get mail', () => {
  expect(check([], ['ann@contoso.example', 'bob@evil.example'])).toBeUndefined();
});

test('one recipient outside refuses the whole mail, and the text says how many, never whom', () => {
  const recipients = ['ann@contoso.example', 'canary@evil.example', 'canary@other.example'];

  const refusal = check(['contoso.example'], recipients);

  expect(refusal?.text).toMatch(/^2 of 3 recipients are outside of RECIPIENTS_ALLOWED/);
  expect(refusal?.text).not.toMatch(/canary|evil|@/);
});

test('whatever is allowed, only listed addresses and domains pass', () => {
  const domain = fc.constantFrom('a.example', 'b.example', 'sub.a.example', 'a.example.com');
  const address = fc.tuple(fc.constantFrom('x', 'y', 'a.example'), domain).map((p) => p.join('@'));
  const items = fc.array(fc.oneof(domain, address), { minLength: 1 });
  fc.assert(
    fc.property(items, fc.array(address, { minLength: 1 }), (allowed, recipients) => {
      const listed = (one: string) =>
        allowed.includes(one) || allowed.includes(`${one.split('@')[1]}`);

      expect(check(allowed, recipients) === undefined).toBe(recipients.every(listed));
    }),
  );
});
