import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressValue } from './arbitraries.ts';
import { prepare } from './message.ts';
import { comparable, readByOthers } from './otherParsers.ts';

test('whatever From we accept, postal-mime, nodemailer and email-addresses name the same mailbox', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(addressValue, async (value) => {
      const mime = Buffer.from(`From: ${value}\r\nTo: ann@example.net\r\n\r\nHello\r\n`);

      const mail = prepare(mime);

      if (mail.kind === 'refused') return;
      accepted++;
      for (const { parser, mailboxes } of await readByOthers(mail.mime, 'from')) {
        expect(mailboxes, parser).toEqual([comparable(mail.from)]);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(300);
});

test('whatever To we accept, postal-mime, nodemailer and email-addresses send to the same people', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(addressValue, { minLength: 1, maxLength: 3 }), async (values) => {
      const mime = Buffer.from(`From: a@example.com\r\nTo: ${values.join(',')}\r\n\r\nHello\r\n`);

      const mail = prepare(mime);

      if (mail.kind === 'refused') return;
      accepted++;
      for (const { parser, mailboxes } of await readByOthers(mail.mime, 'to')) {
        expect(mailboxes, parser).toEqual([...mail.recipients].map(comparable).sort());
      }
    }),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(300);
});
