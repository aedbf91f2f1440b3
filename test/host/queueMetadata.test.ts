import { expect, test } from 'vitest';
import { useEchoApp } from './support/echoApp.ts';

const { sawOf } = useEchoApp();
const body = Buffer.from('x');

test('a function is told the properties of its message by lower-case names', async () => {
  const { metadata } = await sawOf('bytes', {
    body,
    messageId: 'mail-1',
    correlationId: 'order-7',
    contentType: 'message/rfc822',
    subject: 'hello',
    to: 'a',
    replyTo: 'b',
  });

  expect(metadata).toMatchObject({
    messageId: 'mail-1',
    correlationId: 'order-7',
    contentType: 'message/rfc822',
    subject: 'hello',
    label: 'hello',
    to: 'a',
    replyTo: 'b',
    deliveryCount: 1,
    lockToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    applicationProperties: {},
    userProperties: {},
  });
});

test('what a message does not have is no key at all, and lockedUntil never is one', async () => {
  const { keys } = await sawOf('bytes', { body });

  expect(keys).toEqual([
    'applicationProperties',
    'deliveryCount',
    'enqueuedTime',
    'enqueuedTimeUtc',
    'expiresAt',
    'expiresAtUtc',
    'lockToken',
    'messageId',
    'sequenceNumber',
    'userProperties',
  ]);
});

test('names of properties lose their upper-case first letter, inside objects too', async () => {
  const { metadata } = await sawOf('bytes', {
    body,
    applicationProperties: { MailId: 'a', 'Diagnostic-Id': 'b', mimeBlob: 'c' },
  });

  const properties = { mailId: 'a', 'diagnostic-Id': 'b', mimeBlob: 'c' };
  expect(metadata['applicationProperties']).toEqual(properties);
  expect(metadata['userProperties']).toEqual(properties);
});

test('property values keep their kind, times come as text', async () => {
  const when = new Date('2026-11-21T10:00:00.000Z');
  const { metadata } = await sawOf('bytes', {
    body,
    applicationProperties: { text: '1', number: 1.5, yes: true, when, none: null },
  });

  expect(metadata['applicationProperties']).toEqual({
    text: '1',
    number: 1.5,
    yes: true,
    when: '2026-11-21T10:00:00Z',
    none: null,
  });
});

test('an id that reads as JSON is no text any more', async () => {
  const { metadata } = await sawOf('bytes', {
    body,
    messageId: '12345678901234567890',
    correlationId: 'true',
  });

  expect(metadata).toMatchObject({
    messageId: Number('12345678901234567890'),
    correlationId: true,
  });
});

test('the sequence number is a number', async () => {
  const { metadata } = await sawOf('bytes', { body });

  expect(metadata['sequenceNumber']).toEqual(expect.any(Number));
});

test('times without "Utc" in their name carry an offset, those with it do not', async () => {
  const { metadata } = await sawOf('bytes', { body, timeToLive: 60_000 });

  expect(metadata['enqueuedTime']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/);
  expect(metadata['enqueuedTimeUtc']).toBe(String(metadata['enqueuedTime']).replace('+00:00', ''));
  expect(metadata['expiresAtUtc']).toBe(String(metadata['expiresAt']).replace('+00:00', ''));
  const livesMs =
    Date.parse(String(metadata['expiresAt'])) - Date.parse(String(metadata['enqueuedTime']));
  expect(livesMs).toBe(60_000);
});

test('a run belongs to the trace its message names, in a span of its own', async () => {
  const traceId = 'a'.repeat(32);
  const { traceContext } = await sawOf('bytes', {
    body,
    applicationProperties: { 'Diagnostic-Id': `00-${traceId}-${'b'.repeat(16)}-01` },
  });

  expect(traceContext.traceParent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  expect(traceContext.traceParent).not.toContain('b'.repeat(16));
});
