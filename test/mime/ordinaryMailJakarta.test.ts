import { readdirSync, readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { prepared } from './message.ts';

const folder = `${import.meta.dirname}/jakarta`;
const people = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${prefix}.${n}@example.net`);
const ann = ['ann@example.net'];

/** What `MakeSamples.java` asked Jakarta Mail for, where it is not one mail from the shop to Ann. */
const unusual: Record<string, { from?: string; recipients?: string[] }> = {
  'international-domain.eml': {
    from: 'shop@xn--bcher-kva.example',
    recipients: ['ann@xn--n-nga1b.example'],
  },
  'sixty-to.eml': { recipients: people('to', 60) },
  'many-cc.eml': { recipients: [...ann, ...people('cc', 40)] },
  'bcc.eml': { recipients: [...ann, ...people('bcc', 3)] },
  'only-bcc.eml': { recipients: people('bcc', 3) },
  'parsed-to.eml': { recipients: [...ann, 'bob@example.net', 'carl@example.net'] },
};

const samples = readdirSync(folder).filter((name) => name.endsWith('.eml'));

test('all samples of Jakarta Mail are here, with their CRLF kept', () => {
  expect(samples).toHaveLength(18);
  for (const name of samples) {
    const text = readFileSync(`${folder}/${name}`, 'latin1');
    expect(text.replaceAll('\r\n', ''), name).not.toMatch(/[\r\n]/);
  }
});

test.each(samples)('Jakarta Mail: %s passes byte for byte', async (name) => {
  const mime = readFileSync(`${folder}/${name}`);
  const seen = await PostalMime.parse(mime);

  const ready = prepared(mime);

  expect(ready.mime.equals(mime)).toBe(true);
  expect(ready.from).toBe(unusual[name]?.from ?? 'shop@example.com');
  expect(ready.recipients).toEqual(unusual[name]?.recipients ?? ann);
  expect(ready.messageId).toBe(seen.messageId);
});
