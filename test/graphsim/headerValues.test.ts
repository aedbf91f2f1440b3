import * as fc from 'fast-check';
import PostalMime, { addressParser } from 'postal-mime';
import { expect, test } from 'vitest';
import { readEnvelope } from '../../local/graph/sendMail/readEnvelope.ts';

const piece = fc.constantFrom(
  ...['From', 'To', 'cc', 'BCC', 'Subject', 'Message-ID', 'X-Other', ':', ' ', '\t', ', ', ';'],
  ...['\r\n', '\n', '\r', '\r\n ', '\n\t', '\r\n\r\n', 'a@b.example', '<1@x.example>', 'ä'],
  ...['=?utf-8?q?=C3=A4?=', '"Name, with comma" <c@d.example>', 'group: e@f.example;'],
);

test('the envelope is what a parser of whole mails finds in the headers, however they are folded or broken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      const headers = `From: a@b.example\r\n${pieces.join('')}`.split(/\n\r?\n/)[0] ?? '';

      const envelope = readEnvelope(Buffer.from(`${headers}\r\n\r\nTo: body@x.example\r\n`));

      const parsed = await PostalMime.parse(headers);
      const addresses = (key: string) =>
        parsed.headers
          .filter((header) => header.key === key)
          .flatMap(({ value }) => addressParser(value, { flatten: true }))
          .map(({ name, address = '' }) => ({ name, address }));
      expect(envelope).toEqual({
        from: addresses('from'),
        to: addresses('to'),
        cc: addresses('cc'),
        bcc: addresses('bcc'),
        subject: parsed.subject ?? '',
        ...(parsed.messageId === undefined ? {} : { internetMessageId: parsed.messageId }),
      });
    }),
    { numRuns: 2000 },
  );
});
