import { expect, test } from 'vitest';
import { expectRefused, jobMessage, jobOf } from './jobMessage.ts';

const withProperty = (name: string, value: unknown) =>
  jobMessage({ properties: { [name]: value } });

test('a message with nothing but a body is sent as a normal job by the mailbox of its From', () => {
  expect(jobOf(jobMessage())).toMatchObject({
    id: 'order-1187',
    body: { kind: 'inline', mime: jobMessage().body },
    mailbox: undefined,
    recipients: undefined,
    action: 'send',
    priority: 'normal',
    notAfterMs: undefined,
    producer: undefined,
    replyTo: undefined,
    correlationId: undefined,
    epoch: 0,
    hop: 0,
    firstEnqueuedMs: jobMessage().enqueuedAtMs,
    timeToLiveEndsMs: undefined,
  });
});

test.each([1, '1', '1.0', undefined])('version %j of the contract is known', (v) => {
  expect(jobOf(withProperty('v', v)).id).toBe('order-1187');
});

test.each([
  [2, '2'],
  [0, '0'],
  [1.1, '1.1'],
  ['x', '"x"'],
  ['2', '"2"'],
  ['', '""'],
  [' 1', '" 1"'],
  ['01', '"01"'],
  ['1e0', '"1e0"'],
  [true, 'true'],
  [[1], '1'],
])('version %j of the contract is refused, not guessed', (v, shown) => {
  expectRefused(
    withProperty('v', v),
    'VersionNotSupported',
    `Property "v" is ${shown}. Allowed: 1.`,
  );
});

test.each([
  'ann@example.com',
  "o'brien@example.com",
  'user:ann+shop@mail.example.com',
  '0f8fad5b-d9cb-469f-a165-70867728950e',
  '0F8FAD5B-D9CB-469F-A165-70867728950E',
])('the mailbox %s is the one to send from', (mailbox) => {
  expect(jobOf(withProperty('mailbox', mailbox)).mailbox).toBe(mailbox);
});

test.each([
  '',
  'ann',
  'user:ann',
  'group:ann@example.com',
  'user:0f8fad5b-d9cb-469f-a165-70867728950e',
  '0f8fad5b-d9cb-469f-a165-70867728950',
  'Ann <ann@example.com>',
  'ann@example.com,bob@example.com',
  'ann@example.com/../../users/bob',
  'ann@exämple.com',
  'ann@example.com?$select=id',
  'ann%2f@example.com',
  ' ann@example.com',
  'ann@example.com\r\n',
  `${'a'.repeat(65)}@example.com`,
  7,
])('the mailbox %j is refused', (mailbox) => {
  expectRefused(
    withProperty('mailbox', mailbox),
    'JobInvalid',
    'Property "mailbox" names no mailbox. Allowed: an address, user:<address>, or an object id.',
  );
});

test('the action send is the default and can be named', () => {
  expect(jobOf(withProperty('action', 'send')).action).toBe('send');
});

test('the action draft is part of the contract, and is told as not built yet', () => {
  expectRefused(withProperty('action', 'draft'), 'ActionNotSupported', 'not built yet');
});

test.each(['Send', 'delete', '', 1])('the action %j is refused', (action) => {
  expectRefused(
    withProperty('action', action),
    'JobInvalid',
    `Property "action" is ${JSON.stringify(action)}. Allowed: send, draft.`,
  );
});

test.each(['high', 'normal', 'bulk'])('the priority %s is known', (priority) => {
  expect(jobOf(withProperty('priority', priority)).priority).toBe(priority);
});

test.each(['urgent', 'High', '', 1, false])('the priority %j is refused', (priority) => {
  expectRefused(
    withProperty('priority', priority),
    'JobInvalid',
    `Property "priority" is ${JSON.stringify(priority)}. Allowed: high, normal, bulk. Leave it out for normal.`,
  );
});

test('a wrong value is cut before it is shown, and no control character is shown as such', () => {
  expectRefused(
    withProperty('priority', `\u001b${'x'.repeat(1000)}`),
    'JobInvalid',
    'is "\\u001bx',
  );
  expectRefused(withProperty('priority', 'x'.repeat(1000)), 'JobInvalid', 'x.... Allowed:');
});

test.each(['payroll', 'Nightly report, Zürich', 'x'.repeat(128)])(
  'the producer is any label: %.20s',
  (producer) => {
    expect(jobOf(withProperty('producer', producer)).producer).toBe(producer);
  },
);

test.each(['', 'x'.repeat(129), 'a\nb', 'a\u0085b', 7])(
  'the producer %j is refused',
  (producer) => {
    expectRefused(withProperty('producer', producer), 'JobInvalid', 'Allowed: 1 to 128 characters');
  },
);

test.each(['job', 'epoch', 'hop', 'firstEnqueued', 'deadline', 'sendAgain'])(
  "the property %s is for our own copies: on a producer's message it is refused",
  (name) => {
    expectRefused(
      withProperty(name, 0),
      'JobInvalid',
      `Property "${name}" is reserved for Mailchute's own copies. Leave it out.`,
    );
  },
);

test('properties that the contract does not know are the business of the producer', () => {
  const message = jobMessage({
    properties: { 'Diagnostic-Id': '00-a-b-01', tenant: 7, Mailbox: '' },
  });

  expect(jobOf(message).id).toBe('order-1187');
});
