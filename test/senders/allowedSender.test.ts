import { expect, test } from 'vitest';
import { allowedSender } from '../../shared/senders/allowedSender.ts';
import type { Directory, SenderAnswer } from '../../shared/senders/directory.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { seededDirectory } from '../support/senders.ts';

const billing = 'c0ffee00-aaaa-4bbb-8ccc-0123456789ab';
const noreply = '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11';

/** Two mailboxes; the first has an alias. */
const tenant = {
  'billing@contoso.example': billing,
  'invoices@contoso.example': billing,
  'noreply@contoso.example': noreply,
} as const;

/** From, the property `mailbox`, and the mailbox that sends; undefined: nobody may. */
const table: readonly [from: string, wanted: string | undefined, sends: string | undefined][] = [
  ['billing@contoso.example', undefined, billing],
  ['invoices@contoso.example', undefined, billing],
  ['noreply@contoso.example', undefined, noreply],
  ['billing@contoso.example', 'billing@contoso.example', billing],
  ['billing@contoso.example', 'Billing@CONTOSO.example', billing],
  ['billing@contoso.example', 'invoices@contoso.example', billing],
  ['invoices@contoso.example', 'billing@contoso.example', billing],
  ['billing@contoso.example', 'user:billing@contoso.example', billing],
  ['billing@contoso.example', 'user:INVOICES@contoso.example', billing],
  ['billing@contoso.example', billing, billing],
  ['billing@contoso.example', billing.toUpperCase(), billing],
  ['invoices@contoso.example', billing, billing],
  // Another's name does not make a From allowed, however it is written.
  ['billing@contoso.example', 'noreply@contoso.example', undefined],
  ['billing@contoso.example', 'user:noreply@contoso.example', undefined],
  ['billing@contoso.example', noreply, undefined],
  ['billing@contoso.example', 'nobody@contoso.example', undefined],
  ['billing@contoso.example', 'user:', undefined],
  ['billing@contoso.example', '', undefined],
  ['billing@contoso.example', `user:${billing}`, undefined],
  ['billing@contoso.example', billing.slice(0, 8), undefined],
  // A From that belongs to no mailbox is helped by no mailbox.
  ['nobody@contoso.example', undefined, undefined],
  ['nobody@contoso.example', 'billing@contoso.example', undefined],
  ['nobody@contoso.example', billing, undefined],
  ['billing@contoso.example.evil.example', undefined, undefined],
  ['xbilling@contoso.example', undefined, undefined],
  ['billing', undefined, undefined],
  ['', undefined, undefined],
];

test.each(table)('a mail from %s by mailbox %s is sent by %s', async (from, wanted, sends) => {
  const directory = await seededDirectory(tenant);

  const sender = await allowedSender(from, wanted, directory);

  if (sends === undefined) {
    expect(sender).toMatchObject({ kind: 'refused', reason: 'SenderNotAllowed' });
  } else {
    expect(sender).toEqual({ kind: 'sender', mailboxId: sends });
  }
});

test('a refusal tells what to do, and repeats no address', async () => {
  const directory = await seededDirectory(tenant);

  const unknown = await allowedSender('nobody@contoso.example', undefined, directory);
  const another = await allowedSender('billing@contoso.example', noreply, directory);

  expect(unknown).toMatchObject({ text: expect.stringContaining('sender group') });
  expect(another).toMatchObject({ text: expect.stringContaining('Leave it out') });
  expect(JSON.stringify([unknown, another])).not.toMatch(/@|7f2c1c3e/);
});

/** A directory that answers one question by the list and the next like this. */
async function thenAnswers(next: () => Promise<SenderAnswer>): Promise<Directory> {
  const seeded = await seededDirectory(tenant);
  let looks = 0;
  return { senderOf: (address) => (++looks === 1 ? seeded.senderOf(address) : next()) };
}

const down = () => Promise.reject(new StoreUnavailable('down'));
const stale = () => Promise.resolve({ kind: 'stale' } as const);

test('a directory that cannot be read is a fault and never "not allowed"', async () => {
  const [billing, alias] = ['billing@contoso.example', 'invoices@contoso.example'];
  const later = await thenAnswers(down);

  const whole = allowedSender(billing, undefined, { senderOf: down });
  await expect(whole).rejects.toBeInstanceOf(StoreUnavailable);
  const atSecondLook = allowedSender(billing, alias, later);
  await expect(atSecondLook).rejects.toBeInstanceOf(StoreUnavailable);
});

test('a list that is too old decides nothing, whichever question it was asked', async () => {
  const whole = await allowedSender('nobody@contoso.example', undefined, { senderOf: stale });
  const atSecondLook = await allowedSender(
    ...(['billing@contoso.example', 'noreply@contoso.example'] as const),
    await thenAnswers(stale),
  );

  expect([whole, atSecondLook]).toEqual([{ kind: 'stale' }, { kind: 'stale' }]);
});
