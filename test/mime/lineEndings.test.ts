import { expect, test } from 'vitest';
import { message, ordinary, prepare, prepared, reasonFor } from './message.ts';

const lines = [ordinary.from, ordinary.to, ordinary.messageId];
const crlf = message(lines, 'One\r\n\r\nTwo\r\n');

test('a message with CRLF, a Message-ID and all recipients in its headers comes back as the same memory', () => {
  const mail = prepared(crlf);

  expect(mail.mime.buffer).toBe(crlf.buffer);
  expect(mail.mime.byteOffset).toBe(crlf.byteOffset);
  expect(mail.mime.length).toBe(crlf.length);
});

test('a part of a larger buffer is read as that part alone', () => {
  const larger = Buffer.concat([
    Buffer.from('From: evil@example.org\r\n'),
    crlf,
    Buffer.from('\n'),
  ]);
  const part = larger.subarray(24, 24 + crlf.length);

  const mail = prepared(part);

  expect(mail.from).toBe('shop@example.com');
  expect(mail.mime.equals(crlf)).toBe(true);
});

test('a message with LF throughout becomes the same message with CRLF', () => {
  const lf = Buffer.from(crlf.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

  const mail = prepared(lf);

  expect(mail.mime.equals(crlf)).toBe(true);
});

test('a message with LF gets CRLF, a Message-ID and Bcc at once, every other byte kept', () => {
  const lf = Buffer.from(`${ordinary.from}\n${ordinary.to}\n\n\u00e9 = \u0080\n\n.\nend`, 'latin1');

  const mail = prepared(lf, ['ann@example.net', 'bob@example.net']);

  expect(mail.mime.toString('latin1')).toBe(
    `Message-ID: <mailchute.0a1b@example.com>\r\n${ordinary.from}\r\n${ordinary.to}\r\nBcc: bob@example.net\r\n` +
      '\r\n\u00e9 = \u0080\r\n\r\n.\r\nend',
  );
});

test('a body without a line end, and an empty body, are kept', () => {
  for (const body of ['no line end', '']) {
    const mime = message(lines, body);

    expect(prepared(mime).mime.equals(mime)).toBe(true);
  }
});

test('SMTP smuggling: LF . CR LF and its kin leave with CRLF alone', () => {
  for (const body of [
    'a\n.\r\nMAIL FROM:',
    'a\r\n.\nMAIL',
    'a\n.\nMAIL',
    '\n.\r\n',
    'a\r\n\n\r\n',
  ]) {
    const mail = prepared(message(lines, body));

    expect(mail.mime.toString()).toBe(message(lines, body.replace(/\r?\n/g, '\r\n')).toString());
  }
});

test('SMTP smuggling: a CR without LF is refused', () => {
  for (const body of ['a\r\n.\r', 'a\r.\r\n', 'a\r\r\n', '\r', 'a\n\r.\r\n']) {
    expect(reasonFor(message(lines, body)), JSON.stringify(body)).toBe('MimeBareCr');
  }
});

test('a lone CR or a NUL is refused at every position of the message', () => {
  for (let at = 0; at <= crlf.length; at++) {
    const inserted = (byte: string) =>
      reasonFor(Buffer.concat([crlf.subarray(0, at), Buffer.from(byte), crlf.subarray(at)]));

    expect(inserted('\r'), `CR at ${at}`).toBe('MimeBareCr');
    expect(inserted('\0'), `NUL at ${at}`).toMatch(/^Mime(Nul|BareCr)$/);
  }
});

test('a lone LF is refused in the header block, or parts it from the line before', () => {
  const headerEnd = crlf.indexOf('\r\n\r\n');
  for (let at = 1; at < headerEnd; at++) {
    const mime = Buffer.concat([crlf.subarray(0, at), Buffer.from('\n'), crlf.subarray(at)]);

    expect(reasonFor(mime), `LF at ${at}`).toMatch(/^Mime(MixedLineEndings|BareCr)$/);
  }
});

test('header lines and the blank line after them end alike, or the message is refused', () => {
  for (const header of [
    `${ordinary.from}\n${ordinary.to}\r\n\r\n`,
    `${ordinary.from}\r\n${ordinary.to}\n\r\n`,
    `${ordinary.from}\r\n${ordinary.to}\r\n\nFrom: evil@example.org\r\n\r\n`,
    `${ordinary.from}\n${ordinary.to}\n\r\nFrom: evil@example.org\n\n`,
    `${ordinary.from}\r\n${ordinary.to}\n\nFrom: evil@example.org\r\n\r\n`,
  ]) {
    expect(reasonFor(Buffer.from(header)), JSON.stringify(header)).toBe('MimeMixedLineEndings');
  }
});

test('a lone CR and a NUL are refused in a message with LF, too', () => {
  const lf = `${ordinary.from}\n${ordinary.to}\n\nbody\n`;

  expect(reasonFor(Buffer.from(`${lf}a\rb\n`))).toBe('MimeBareCr');
  expect(reasonFor(Buffer.from(`${lf}a\0b\n`))).toBe('MimeNul');
});

test('the refusal names the line', () => {
  const mime = message(lines, 'One\r\nTwo\rTwo\r\n');

  expect(prepare(mime)).toMatchObject({ text: expect.stringContaining('Line 6 holds a CR') });
});
