import { expect, test } from 'vitest';
import type { Directory, SenderAnswer } from '../../shared/senders/directory.ts';
import { readRecipientRule } from '../../shared/senders/recipientRule.ts';
import { jobMessage, mime } from '../support/messages.ts';
import { startEngine } from './engine.ts';

const hourMs = 3_600_000;

/** An engine whose list of senders is too old until it is made fresh. */
async function staleEngine() {
  const list = { isStale: true };
  const engine = await startEngine(({ directory }) => {
    const stale: SenderAnswer = { kind: 'stale' };
    const shown: Directory = {
      senderOf: async (address) => (list.isStale ? stale : directory.senderOf(address)),
    };
    return { directory: shown };
  });
  return { ...engine, list };
}

test('while the list of senders is too old a job waits: nothing is sent, nothing is refused', async () => {
  const engine = await staleEngine();

  await engine.handle(jobMessage());

  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
  expect(await engine.problems()).toEqual([]);
  expect(engine.queue.enqueued).toMatchObject([{ queue: 'mail' }]);
  expect(engine.log.join()).toContain('"why":"DirectoryStale"');
});

test('people see that it waits for the list, and until when it does', async () => {
  const engine = await staleEngine();

  await engine.handle(jobMessage());

  const dueMs = engine.queue.enqueued[0]?.atMs;
  expect(await engine.row('order-1')).toMatchObject({
    ...{ state: 'queued', code: 'DirectoryStale', attempts: 0, dueMs },
  });
});

test('once the list is fresh the job goes out, once', async () => {
  const engine = await staleEngine();
  await engine.handle(jobMessage());
  engine.clock.forward(hourMs);
  await engine.handle(engine.nextWakeUp());
  engine.list.isStale = false;
  engine.clock.forward(hourMs);

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
  expect(engine.graph.messages()).toHaveLength(1);
});

test('a job that waits for the list to the end of its life expires and is told, as any other', async () => {
  const engine = await staleEngine();
  await engine.handle(jobMessage());
  engine.clock.forward(49 * hourMs);

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'expired', reason: 'LifetimeOver' });
});

test.each([
  ['To', { To: 'Ann <ann@fabrikam.example>, eve@evil.example' }],
  ['Cc', { Cc: 'eve@evil.example' }],
  ['Bcc', { Bcc: 'eve@evil.example' }],
])(
  'a recipient outside of RECIPIENTS_ALLOWED in %s keeps the mail from everybody',
  async (_, change) => {
    const rule = readRecipientRule(['fabrikam.example']);
    const engine = await startEngine(() => (rule ? { recipientsAllowed: rule } : {}));

    await engine.handle(jobMessage({ messageId: 'inside' }));
    await engine.handle(jobMessage({ messageId: 'outside', body: mime(change) }));

    expect(await engine.row('inside')).toMatchObject({ state: 'sent' });
    expect(await engine.row('outside')).toMatchObject({ reason: 'RecipientNotAllowed' });
    expect(engine.graph.messages()).toHaveLength(1);
    expect(engine.log.join()).not.toContain('evil');
  },
);

test('a recipient that is given with the job is one like any other', async () => {
  const rule = readRecipientRule(['fabrikam.example']);
  const engine = await startEngine(() => (rule ? { recipientsAllowed: rule } : {}));

  await engine.handle(
    jobMessage({ properties: { recipients: 'ann@fabrikam.example,eve@evil.example' } }),
  );

  expect(await engine.row('order-1')).toMatchObject({ reason: 'RecipientNotAllowed' });
});
