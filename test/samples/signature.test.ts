import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { sampleBytes } from './samples.ts';

/** Checks the signature over the content; nobody vouches for its throwaway certificate, hence `-noverify`. */
function verify(mime: Buffer): { status: number | null; said: string } {
  const run = spawnSync('openssl', ['smime', '-verify', '-noverify'], { input: mime });
  return { status: run.status, said: run.stderr.toString() };
}

test('the S/MIME signature holds, and breaks with one changed letter', ({ skip }) => {
  if (spawnSync('openssl', ['version']).error) {
    console.warn('Skipped: no openssl on this machine, so the S/MIME signature was not checked.');
    skip('no openssl on this machine');
  }
  const mime = sampleBytes('09-smime-signed.eml');
  const at = mime.indexOf('\r\n\r\n', mime.indexOf('Content-Transfer-Encoding: base64')) + 8;
  const changed = Buffer.from(mime);
  changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;

  expect(verify(mime)).toMatchObject({ status: 0, said: expect.stringContaining('successful') });
  expect(verify(changed).status).not.toBe(0);
});
