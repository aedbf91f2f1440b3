import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { prepared } from './message.ts';

const python = spawnSync('python3', [`${import.meta.dirname}/pythonMail.py`], {
  encoding: 'utf8',
  maxBuffer: 50_000_000,
});
const isMissing = python.error !== undefined;
if (isMissing) console.warn(`Skipped: python3 cannot be run here (${python.error?.message}).`);

test.skipIf(isMissing)("whatever Python's email package writes passes, with CRLF", () => {
  expect(python.stderr).toBe('');
  const mails = python.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(mails).toHaveLength(24);
  for (const { what, mime } of mails) {
    const written = Buffer.from(mime, 'base64').toString('latin1');
    const ready = prepared(Buffer.from(mime, 'base64'));

    expect(ready.from, what).toBe('from@example.com');
    expect(ready.recipients, what).toHaveLength(200);
    expect(ready.mime.toString('latin1') === written.replace(/\r?\n/g, '\r\n'), what).toBe(true);
  }
});
