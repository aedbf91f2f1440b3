import { expect, test } from 'vitest';
import { sha256 } from '../../shared/job/jobId.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import type { JobMessage } from '../../shared/job/message.ts';
import { jobMessage, mime } from '../support/messages.ts';
import { startEngine } from './engine.ts';

const refusedMessages: readonly [what: string, reason: string, change: Partial<JobMessage>][] = [
  ['that is not MIME', 'MimeNoHeaderEnd', { body: Buffer.from('Hello') }],
  ['with an empty body', 'MimeMissing', { body: Buffer.alloc(0) }],
  ['of an unknown contract version', 'VersionNotSupported', { properties: { v: 2 } }],
  ['from a sender who is not allowed', 'SenderNotAllowed', { body: mime({ From: 'a@b.example' }) }],
  [
    'for a mailbox that does not own the From',
    'SenderNotAllowed',
    { properties: { mailbox: 'other@contoso.example' } },
  ],
  [
    'whose envelope leaves out a recipient of the headers',
    'EnvelopeNarrowed',
    { properties: { recipients: 'other@fabrikam.example' } },
  ],
  [
    'whose claim check is missing',
    'BlobMissing',
    { body: Buffer.alloc(0), properties: { mimeBlob: 'gone' } },
  ],
  [
    'with a queue for its outcome that is not allowed',
    'ReplyToNotAllowed',
    { replyTo: 'elsewhere' },
  ],
  [
    'larger than Graph takes',
    'TooLarge',
    { body: Buffer.concat([mime(), Buffer.alloc(jobLimits.graphMimeBytes, 'x')]) },
  ],
];

test.each(refusedMessages)(
  'a job %s is parked as %s, and Graph hears nothing of it',
  async (_, reason, change) => {
    const engine = await startEngine();
    const message = jobMessage(change);

    await engine.handle(message);

    expect(await engine.row('order-1')).toMatchObject({ state: 'failed', reason });
    expect((await engine.parked.read('order-1'))?.mime).toEqual(Buffer.from(message.body));
    expect(await engine.problems()).toMatchObject([
      { jobId: 'order-1', reason, parkedAs: 'order-1' },
    ]);
    expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
  },
);

test('an id that reads as a number is parked under an id made from its message', async () => {
  const engine = await startEngine();
  const message = jobMessage({ messageId: '12345' });

  await engine.handle(message);

  const id = `seq-42-${sha256(message.body).slice(0, 16)}`;
  expect(await engine.row(id)).toMatchObject({ state: 'failed', reason: 'JobIdInvalid' });
  expect(await engine.parked.read(id)).toBeDefined();
});

test('the same id with another body is parked beside the first job, which stays as it was', async () => {
  const engine = await startEngine();
  await engine.handle(jobMessage());
  const other = jobMessage({ body: mime({ Subject: 'Another' }) });

  await engine.handle(other);
  await engine.handle(other);

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
  expect(engine.graph.messages()).toHaveLength(1);
  const problems = await engine.problems();
  expect(problems).toMatchObject([{ state: 'conflict', reason: 'JobIdReused' }]);
  expect((await engine.parked.read(String(problems[0]?.['parkedAs'])))?.mime).toEqual(other.body);
});

test('two refused mails under one id are both parked, at whatever time they come', async () => {
  const engine = await startEngine();
  const first = jobMessage({ body: mime({ From: 'a@b.example' }) });
  const second = jobMessage({ body: mime({ From: 'c@d.example' }) });

  await Promise.all([engine.handle(first), engine.handle(second)]);

  const listed = await engine.problems();
  expect(listed.map(({ state }) => state).sort()).toEqual(['conflict', 'failed']);
  const parked = await Promise.all(
    listed.map(({ parkedAs }) => engine.parked.read(String(parkedAs))),
  );
  expect(parked.map((mail) => mail?.mime.toString()).sort()).toEqual(
    [first, second].map(({ body }) => body.toString()).sort(),
  );
});

test('a blob that was overwritten between enqueueing and sending is refused, not sent', async () => {
  const engine = await startEngine();
  await engine.bodies.write('blob', mime({ Subject: 'Overwritten' }));

  await engine.handle(
    jobMessage({
      body: Buffer.alloc(0),
      properties: { mimeBlob: 'blob', mimeSha256: sha256(mime()) },
    }),
  );

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', reason: 'BlobChanged' });
  expect(engine.graph.messages()).toHaveLength(0);
});

test.each([
  ['its lifetime', 'LifetimeOver', (now: number) => ({ enqueuedAtMs: now - 48 * 3_600_000 })],
  [
    'its time to live',
    'LifetimeOver',
    (now: number) => ({ enqueuedAtMs: now - 2000, expiresAtMs: now - 1000 }),
  ],
  [
    'its notAfter',
    'NotAfterPassed',
    (now: number) => ({ properties: { notAfter: new Date(now).toISOString() } }),
  ],
])(
  'a job met after %s ends as expired and is listed, without a body',
  async (_, reason, change) => {
    const engine = await startEngine();

    await engine.handle(
      jobMessage({ enqueuedAtMs: engine.clock.now(), ...change(engine.clock.now()) }),
    );

    expect(await engine.row('order-1')).toMatchObject({ state: 'expired', reason });
    expect(await engine.problems()).toMatchObject([{ state: 'expired' }]);
    expect(await engine.parked.read('order-1')).toBeUndefined();
  },
);

test('a message older than the records kept, of which there is no record, is held and never sent', async () => {
  const engine = await startEngine();
  const enqueuedAtMs = engine.clock.now() - 24 * 24 * 3_600_000;

  await engine.handle(jobMessage({ enqueuedAtMs }));

  expect(await engine.row('order-1')).toMatchObject({
    state: 'held',
    reason: 'RecordGone',
    doubt: 'unproved',
  });
  expect(engine.graph.messages()).toHaveLength(0);
});

test('a parked job stays parked when its message comes again', async () => {
  const engine = await startEngine();
  const message = jobMessage({ body: Buffer.from('Hello') });
  await engine.handle(message);
  await engine.parked.remove('order-1');

  await engine.handle(message);

  expect(await engine.parked.read('order-1')).toBeDefined();
  expect(await engine.problems()).toHaveLength(1);
});
