import { expect, test } from 'vitest';
import { jobLimits } from '../../shared/job/limits.ts';
import { parsedSample, sampleBytes } from './samples.ts';

const pdf = /^%PDF-1\.\d[\s\S]+%%EOF\s*$/;
const bytesOf = (content: string | ArrayBuffer | Uint8Array | undefined) =>
  Buffer.from(content as ArrayBuffer).toString('latin1');

test('the welcome mail shows a real PNG by its Content-ID', async () => {
  const { html, text, attachments } = await parsedSample('02-html-inline-picture.eml');

  const [picture] = attachments;
  expect(picture).toMatchObject({ mimeType: 'image/png', disposition: 'inline', related: true });
  expect(html).toContain(`src="cid:${picture?.contentId?.slice(1, -1)}"`);
  expect(bytesOf(picture?.content)).toMatch(/^\x89PNG\r\n/);
  expect(text).toContain('Welcome to Contoso');
});

test('the invoice brings a real PDF, and answers go to accounts', async () => {
  const { attachments, replyTo } = await parsedSample('03-html-invoice-with-pdf.eml');

  expect(attachments.map((part) => part.filename)).toEqual(['Invoice CT-2026-1187.pdf']);
  expect(bytesOf(attachments[0]?.content)).toMatch(pdf);
  expect(replyTo).toMatchObject([{ address: 'accounts@contoso.example' }]);
});

test('long non-ASCII file names survive, in RFC 2231 form and as encoded words', async () => {
  const file = '04-attachments-non-ascii-names.eml';
  const source = sampleBytes(file).toString('latin1');

  const { attachments } = await parsedSample(file);

  expect(attachments.map((part) => part.filename)).toEqual([
    'Allgemeine Geschäftsbedingungen – gültig ab 1. Januar 2027 (Fassung für Kundinnen und Kunden, geprüft).pdf',
    'Ansprechpersonen für Zoë – 連絡先一覧.csv',
  ]);
  expect(source).toMatch(/filename\*0\*=utf-8''/);
  expect(source).toMatch(/name="=\?UTF-8\?/);
  expect(bytesOf(attachments[0]?.content)).toMatch(pdf);
});

test('the invitation is a calendar request beside text and HTML', async () => {
  const { html, text, attachments } = await parsedSample('05-calendar-invitation.eml');

  expect(attachments[0]).toMatchObject({ mimeType: 'text/calendar', method: 'REQUEST' });
  expect(attachments[1]).toMatchObject({ filename: 'invite.ics' });
  expect(bytesOf(attachments[1]?.content)).toMatch(/^BEGIN:VCALENDAR\r?\n[\s\S]+END:VCALENDAR/);
  expect(html).toContain('Interview');
  expect(text).toContain('Interview');
});

test('the 8-bit mail has raw UTF-8 in its body and encoded words in its headers', async () => {
  const file = '06-8bit-body-utf8-headers.eml';
  const source = sampleBytes(file);
  const bodyStart = source.indexOf('\r\n\r\n');

  const { subject, from, to, text } = await parsedSample(file);

  expect(source.subarray(0, bodyStart).every((byte) => byte < 128)).toBe(true);
  expect(source.subarray(bodyStart).some((byte) => byte > 127)).toBe(true);
  expect(subject).toBe('Grüße aus München: Ihre Rücksendung ist da 📦 – Спасибо, ありがとう');
  expect(from?.name).toBe('Contoso Kundenservice – München');
  expect(to?.map((one) => one.name)).toEqual(['佐藤 花', 'Łucja Wiśniewska']);
  expect(text).toContain('お客様の返品を受け取りました');
});

test('the notice goes to three people, two in Cc and two in Bcc', async () => {
  const { to, cc, bcc } = await parsedSample('07-several-recipients-cc-bcc.eml');

  expect([to?.length, cc?.length, bcc?.length]).toEqual([3, 2, 2]);
});

test('the reply names the mails it answers, the first of them the first sample', async () => {
  const first = await parsedSample('01-plain-text.eml');

  const reply = await parsedSample('08-reply-in-thread.eml');

  expect(reply.references?.split(/\s+/)[0]).toBe(first.messageId);
  expect(reply.references).toContain(reply.inReplyTo);
  expect(reply.text).toMatch(/^> thanks for the quick answer/m);
});

test('the catalogue is a PDF of 1 MB, too large for the queue and small enough for Graph', async () => {
  const file = '10-one-megabyte-pdf.eml';

  const { attachments } = await parsedSample(file);

  const content = bytesOf(attachments[0]?.content);
  expect(content).toMatch(pdf);
  expect(content.length).toBeGreaterThan(1024 * 1024);
  expect(sampleBytes(file).length).toBeGreaterThan(jobLimits.inlineBodyBytes);
  expect(sampleBytes(file).length).toBeLessThan(jobLimits.graphMimeBytes);
});

test.each(['11-order-receipt.eml', '12-monitoring-alert.eml', '13-password-reset.eml'])(
  '%s has a text version beside its HTML, and loads nothing from elsewhere',
  async (file) => {
    const { html, text } = await parsedSample(file);

    expect(text?.length).toBeGreaterThan(100);
    expect(html).toContain('</html>');
    expect(html).not.toMatch(/<(?:img|script|link)\b|url\(/i);
  },
);
