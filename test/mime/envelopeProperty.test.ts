import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { recipientSet } from './arbitraries.ts';
import { prepared } from './message.ts';
import { comparable } from './otherParsers.ts';

const asHeader = fc.constantFrom(
  (address: string) => address,
  (address: string) => `<${address}>`,
  (address: string) => `"Doe, \\"Jo\\" <x@example.org>" <${address.toUpperCase()}>`,
  (address: string) => `=?utf-8?Q?J=C3=BCrgen?=\r\n =?utf-8?Q?=2C_Dr=2E?= <${address}>`,
  (address: string) => `Jürgen <${address}>`,
  (address: string) => `${address} (Ann)`,
  (address: string) => `nobody:;, ${address}, ${address.toUpperCase()}`,
);

test('the message that leaves goes to exactly the recipients of the job', async () => {
  await fc.assert(
    fc.asyncProperty(
      recipientSet.filter((set) => set.length > 0),
      fc.array(fc.constantFrom('To', 'Cc', 'Bcc', 'job'), { minLength: 12, maxLength: 12 }),
      asHeader,
      fc.constantFrom('\r\n', '\n'),
      async (wished, places, write, newline) => {
        const header = (name: string) => {
          const here = wished.filter((_address, index) => places[index] === name);
          return here.length > 0 ? [`${name}: ${here.map(write).join(',\r\n\t')}`] : [];
        };
        const lines = ['From: a@example.com', ...header('Bcc'), ...header('To'), ...header('Cc')];
        const mime = Buffer.from(
          [...lines, '', 'Hello\r\n'].join('\r\n').replaceAll('\r\n', newline),
        );

        const mail = prepared(mime, wished);

        expect([...mail.recipients].sort()).toEqual([...wished].sort());
        const again = prepared(mail.mime);
        expect(again.recipients.toSorted()).toEqual(wished.toSorted());
        expect(again.mime.equals(mail.mime)).toBe(true);
        const seen = await PostalMime.parse(mail.mime);
        const others = [seen.to, seen.cc, seen.bcc].flatMap((list) => list ?? []);
        const mailboxes = others.flatMap(({ address }) => (address ? [comparable(address)] : []));
        expect([...new Set(mailboxes)].sort()).toEqual(wished.map(comparable).sort());
      },
    ),
    { numRuns: 1_000 },
  );
});
