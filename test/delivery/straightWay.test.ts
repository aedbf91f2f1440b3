import { expect, test } from 'vitest';
import { sha256 } from '../../shared/job/jobId.ts';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import { jobMessage, mime } from '../support/messages.ts';
import { startEngine } from './engine.ts';

test('a mail arrives byte for byte, and its row says sent with the id to ask Microsoft about', async () => {
  const engine = await startEngine();
  const message = jobMessage();

  await engine.handle(message);

  const [accepted] = engine.graph.messages();
  expect(accepted?.sha256).toBe(sha256(message.body));
  expect(await engine.row('order-1')).toMatchObject({
    state: 'sent',
    attempts: 1,
    doubt: 'none',
    messageId: '<invoice-1@contoso.example>',
    requestId: accepted?.requestId,
    claim: accepted?.clientRequestId,
  });
});

test('the straight way costs two ledger writes, no ledger read and one Graph request', async () => {
  const calls: string[] = [];
  const engine = await startEngine(({ ledger }) => ({ ledger: counted(ledger, calls) }));

  await engine.handle(jobMessage());

  expect(calls).toEqual(['insert', 'replace']);
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 1, otherCount: 0 });
  expect(engine.queue.enqueued).toEqual([]);
});

test('a message that comes again after its mail was sent asks Graph nothing', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage());

  await engine.handle(jobMessage());

  expect(engine.graph.messages()).toHaveLength(1);
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 1, otherCount: 0 });
});

test('three copies of one message at once are sent once', async () => {
  const engine = await startEngine();

  await Promise.all([1, 2, 3].map(() => engine.handle(jobMessage())));

  expect(engine.graph.messages()).toHaveLength(1);
  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test('a mail without Message-ID gets one that depends on the job id only', async () => {
  const engine = await startEngine();

  await engine.handle(jobMessage({ body: mime({ 'Message-ID': undefined }) }));

  const expected = `<mailchute.${sha256('order-1').slice(0, 32)}@contoso.example>`;
  expect(engine.graph.messages()[0]?.internetMessageId).toBe(expected);
  expect(await engine.row('order-1')).toMatchObject({ messageId: expected });
});

test('recipients of the envelope that no header names get the mail as Bcc', async () => {
  const engine = await startEngine();
  const recipients = '["ann@fabrikam.example","hidden@fabrikam.example"]';

  await engine.handle(jobMessage({ properties: { recipients } }));

  const [accepted] = engine.graph.messages();
  expect(accepted?.bcc).toMatchObject([{ address: 'hidden@fabrikam.example' }]);
  expect(accepted?.to).toMatchObject([{ address: 'ann@fabrikam.example' }]);
});

test('a claim check is read by name, sent, and removed once its mail is sent', async () => {
  const engine = await startEngine();
  const body = mime();
  await engine.bodies.write('order-1/mail', body);
  const message = jobMessage({
    body: Buffer.alloc(0),
    properties: { mimeBlob: 'order-1/mail', mimeSha256: sha256(body) },
  });

  await engine.handle(message);
  await engine.handle(message);

  expect(engine.graph.messages().map((one) => one.sha256)).toEqual([sha256(body)]);
  expect(await engine.bodies.read('order-1/mail')).toMatchObject({ reason: 'BlobMissing' });
});

test('the outcome is told to the reply queue under one message id, with the correlation id', async () => {
  const engine = await startEngine();
  const message = jobMessage({ replyTo: 'replies', correlationId: 'request-7' });

  await engine.handle(message);
  await engine.handle(message);

  const [first, again] = engine.queue.enqueued;
  expect(first).toMatchObject({ queue: 'replies', message: { correlationId: 'request-7' } });
  expect(JSON.parse(String(first?.message.body))).toMatchObject({
    jobId: 'order-1',
    state: 'sent',
  });
  expect(again?.message.messageId).toBe(first?.message.messageId);
});

test('a reply queue that takes nothing does not hold the job up', async () => {
  const engine = await startEngine();
  engine.queue.refuses = true;

  await engine.handle(jobMessage({ replyTo: 'replies' }));

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
  expect(engine.log.join()).toContain('outcomeNotReported');
});

function counted(ledger: Ledger, calls: string[]): Ledger {
  const count =
    <Args extends unknown[], R>(name: string, call: (...args: Args) => R) =>
    (...args: Args) => {
      calls.push(name);
      return call(...args);
    };
  return {
    read: count('read', ledger.read),
    insert: count('insert', ledger.insert),
    replace: count('replace', ledger.replace),
  };
}
