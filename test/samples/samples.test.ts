import { expect, test } from 'vitest';
import { prepareMail } from '../../shared/mime/prepareMail.ts';
import { parsedSample, promised, promisedSenders, sampleBytes, sampleFiles } from './samples.ts';

test('the README lists every sample, and nothing else', () => {
  expect([...promised.keys()]).toEqual(sampleFiles);
});

test.each(sampleFiles)('%s has only CRLF line ends', (file) => {
  const text = sampleBytes(file).toString('latin1');

  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('each sample has a date and a Message-ID of its own', async () => {
  const mails = await Promise.all(sampleFiles.map(parsedSample));

  expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(sampleFiles.length);
  for (const mail of mails) {
    expect(mail.messageId).toMatch(/^<\S+>$/);
    expect(Date.parse(mail.date ?? '')).not.toBeNaN();
  }
});

test.each(sampleFiles)('%s names only example domains', async (file) => {
  const { html = '', text = '' } = await parsedSample(file);
  const [header = ''] = sampleBytes(file).toString('latin1').split('\r\n\r\n', 1);

  const domains =
    [header, html, text].join('\n').match(/(?<=@|:\/\/)[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [];

  expect(domains.length).toBeGreaterThan(0);
  for (const domain of domains) expect(domain).toMatch(/\.example$/);
});

test.each([...promised])('%s: what the README says becomes of it (%s) is true', (file, outcome) => {
  const mime = sampleBytes(file);

  const mail = prepareMail(mime, { fallbackMessageIdLocalPart: 'sample' });

  if (outcome === 'sent' || outcome === 'SenderNotAllowed') {
    if (mail.kind === 'refused') throw new Error(mail.text);
    expect(mail.mime.equals(mime)).toBe(true);
    expect(promisedSenders.has(mail.from)).toBe(outcome === 'sent');
  } else {
    expect(mail).toMatchObject({ kind: 'refused', reason: outcome });
  }
});
