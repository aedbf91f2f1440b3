import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyMessage } from './headerBlocks.ts';
import { prepare } from './message.ts';
import { comparable, type Reading, readByOthers } from './otherParsers.ts';

/** What the generated blocks have to try, each refused for its own reason in at least one of them. */
const tried = [
  'FromMissing',
  'FromRepeated',
  'FromSeveral',
  'FromGroup',
  'FromComment',
  'FromNotAscii',
  'FromEncodedWord',
  'FromDisplayNameMisleading',
  'FromMalformed',
  'SenderDiffers',
  'ResentHeader',
  'HeaderRepeated',
  'HeaderMalformed',
  'HeaderControlByte',
  'MimeNul',
  'MimeBareCr',
  'MimeMixedLineEndings',
];

/** Whether two parsers name one mailbox each, and not the same. */
function areDisputed(readings: readonly Reading[]): boolean {
  const named = readings.flatMap(({ mailboxes }) => (mailboxes.length === 1 ? mailboxes : []));
  return new Set(named).size > 1;
}

test('whatever header block we accept, postal-mime, nodemailer and email-addresses name the same mailbox', async () => {
  const answers = new Map<string, number>();
  let disputed = 0;
  await fc.assert(
    fc.asyncProperty(anyMessage, async (mime) => {
      const mail = prepare(mime);

      const answer = mail.kind === 'refused' ? mail.reason : mail.kind;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (mail.kind === 'refused') {
        if (areDisputed(await readByOthers(mime, 'from'))) disputed++;
        return;
      }
      for (const { parser, mailboxes } of await readByOthers(mail.mime, 'from')) {
        expect(mailboxes, parser).toEqual([comparable(mail.from)]);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(answers.get('prepared')).toBeGreaterThan(1_000);
  expect(disputed, 'blocks on which the others disagree').toBeGreaterThan(100);
  expect([...answers.keys()]).toEqual(expect.arrayContaining(tried));
});

const pythonReaders = `${import.meta.dirname}/pythonReaders.py`;
const python = spawnSync('python3', [pythonReaders], { input: '', encoding: 'utf8' });
const isMissing = python.error !== undefined;
if (isMissing) console.warn(`Skipped: python3 cannot be run here (${python.error?.message}).`);

test.skipIf(isMissing)(
  "whatever header block we accept, Python's two parsers name the same mailbox",
  () => {
    const seed = Date.now();
    const accepted = fc
      .sample(anyMessage, { numRuns: 10_000, seed })
      .map((mime) => prepare(mime))
      .filter((mail) => mail.kind === 'prepared');

    const { stdout, stderr } = spawnSync('python3', [pythonReaders], {
      input: accepted.map(({ mime }) => mime.toString('base64')).join('\n'),
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    });

    expect(stderr).toBe('');
    const readings = stdout.trim().split('\n');
    expect(readings).toHaveLength(accepted.length);
    expect(accepted.length).toBeGreaterThan(1_000);
    let silent = 0;
    for (const [index, { mime, from }] of accepted.entries()) {
      const what = `seed ${seed}: ${JSON.stringify(mime.toString('latin1'))}`;
      for (const mailboxes of Object.values<string[]>(JSON.parse(readings[index] ?? ''))) {
        if (mailboxes.length === 0) silent++;
        else expect(mailboxes.map(comparable), what).toEqual([comparable(from)]);
      }
    }
    expect(silent, 'readings that name nobody').toBeLessThan(accepted.length / 50);
  },
);
