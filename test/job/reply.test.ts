import { expect, test } from 'vitest';
import { readJob } from '../../shared/job/readJob.ts';
import { expectRefused, jobMessage, jobOf, refusalOf } from './jobMessage.ts';

test('a queue of REPLY_QUEUES may be named for the outcome, with an id to correlate it by', () => {
  const message = jobMessage({ replyTo: 'billing/outcomes', correlationId: '12345' });

  expect(jobOf(message)).toMatchObject({ replyTo: 'billing/outcomes', correlationId: '12345' });
});

test.each(['mail', 'Replies', 'replies/', 'billing', ''])(
  'the reply queue %j, which is not in REPLY_QUEUES, is refused',
  (replyTo) => {
    expectRefused(
      jobMessage({ replyTo }),
      'ReplyToNotAllowed',
      `The replyTo queue ${JSON.stringify(replyTo)} is not in REPLY_QUEUES. Allowed: replies, billing/outcomes.`,
    );
  },
);

test('without REPLY_QUEUES no queue may be named', () => {
  expect(readJob(jobMessage({ replyTo: 'replies' }), { replyQueues: [] })).toMatchObject({
    reason: 'ReplyToNotAllowed',
    text: expect.stringContaining('Allowed: none.'),
  });
});

test('an address as replyTo is told apart from a queue, and not repeated', () => {
  const { reason, text } = refusalOf(jobMessage({ replyTo: 'canary@example.net' }));

  expect(reason).toBe('ReplyToNotAllowed');
  expect(text).toContain('the header Reply-To of the mail');
  expect(text).not.toContain('canary');
});
