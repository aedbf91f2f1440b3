import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf } from '../../shared/job/content.ts';
import type { Wish } from '../../shared/job/job.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import { writeJob } from '../../shared/job/writeJob.ts';
import { inlineBody, jobDraft } from './drafts.ts';
import { jobOf, mime, received } from './jobMessage.ts';

const hash = sha256(mime);
const plain: Wish = { mailbox: undefined, recipients: undefined, action: 'send' };

test('a mail has the same content in the message and as a claim check', () => {
  fc.assert(
    fc.property(jobDraft, inlineBody, (draft, body) => {
      const blob = { kind: 'blob', name: 'order-1', sha256: sha256(body.mime) } as const;
      const inMessage = jobOf(received(writeJob({ ...draft, body })));
      const inBlob = jobOf(received(writeJob({ ...draft, body: blob })));

      expect(contentOf(sha256(body.mime), inMessage)).toBe(contentOf(blob.sha256, inBlob));
    }),
  );
});

test('the derivation of the content never changes: ledger rows hold it, and the ids of waiting copies', () => {
  expect(contentOf('0'.repeat(64), { ...plain, recipients: ['ann@example.net'] })).toBe(
    'c5f0450856888dce7fd7abecfc321f50131dd80e73eac4205c7f081a633977ac',
  );
});

test('what is sent, from where and to whom make the content, each by itself', () => {
  const contents = [
    contentOf(hash, plain),
    contentOf(sha256('other'), plain),
    contentOf(hash, { ...plain, mailbox: 'ann@example.com' }),
    contentOf(hash, { ...plain, recipients: ['ann@example.com'] }),
    contentOf(hash, { ...plain, recipients: ['ann@example.com', 'bob@example.com'] }),
    contentOf(hash, { ...plain, recipients: ['ann@example.com,bob@example.com'] }),
    contentOf(hash, { ...plain, action: 'draft' }),
  ];

  expect(new Set(contents).size).toBe(contents.length);
});

test('how urgent, how long and for whom to account do not: such a repetition is the same mail', () => {
  const body = { kind: 'inline', mime } as const;
  const first = jobOf(received(writeJob({ id: 'a', body })));
  const again = jobOf(
    received(
      writeJob({
        id: 'a',
        body,
        priority: 'high',
        producer: 'shop',
        notAfter: new Date(0),
        replyTo: 'replies',
        correlationId: '7',
      }),
    ),
  );

  expect(contentOf(hash, again)).toBe(contentOf(hash, first));
});
