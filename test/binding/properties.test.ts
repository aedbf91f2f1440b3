import { expect, test } from 'vitest';
import { writeJob } from '../../shared/job/writeJob.ts';
import { copyOf } from '../job/copyOf.ts';
import { jobOf, mime, received } from '../job/jobMessage.ts';
import { type HostMessage, throughHost } from './throughHost.ts';

const withProperties = async (properties: object) => {
  const json = JSON.stringify(properties);
  const { properties: arrived } = await throughHost({
    metadata: { ApplicationProperties: { json }, UserProperties: { json } },
  });
  return arrived;
};

test('properties in lower camel case keep their names and values', async () => {
  const properties = {
    mailbox: 'ann@example.com',
    v: 1,
    mimeSha256: 'ab',
    urgent: true,
    ratio: 0.5,
  };

  expect(await withProperties(properties)).toEqual(properties);
});

test('a text that reads as JSON stays text inside the properties', async () => {
  const properties = { recipients: '["ann@example.net"]', v: '1', job: '12345' };

  expect(await withProperties(properties)).toEqual(properties);
});

test('the host takes the capital of a name; the property of tracing gets it back', async () => {
  expect(await withProperties({ 'Diagnostic-Id': '00-a-b-01', TenantId: 'x' })).toEqual({
    'Diagnostic-Id': '00-a-b-01',
    tenantId: 'x',
  });
});

test('properties without a value are left out', async () => {
  expect(await withProperties({ mailbox: null, priority: 'high' })).toEqual({ priority: 'high' });
});

test('a message without properties has none', async () => {
  const { properties } = await throughHost({
    metadata: { ApplicationProperties: undefined, UserProperties: undefined },
  });

  expect(properties).toEqual({});
});

test('a property cannot reach the prototype of the properties', async () => {
  const properties = await withProperties(
    JSON.parse('{"__proto__":{"mailbox":"eve@example.com"}}'),
  );

  expect(properties['mailbox']).toBeUndefined();
});

test('content type, correlation id and reply queue arrive as they were sent', async () => {
  const message = await throughHost({
    metadata: {
      ContentType: { string: 'message/rfc822' },
      CorrelationId: { string: 'order-7' },
      ReplyTo: { string: 'replies' },
    },
  });

  expect(message).toMatchObject({
    contentType: 'message/rfc822',
    correlationId: 'order-7',
    replyTo: 'replies',
  });
});

/** A message as the host sends it on. */
function asHosted(sent: ReturnType<typeof writeJob>): HostMessage {
  const properties = { json: JSON.stringify(sent.applicationProperties) };
  return {
    body: { bytes: sent.body },
    metadata: {
      MessageId: sent.messageId === undefined ? undefined : { string: sent.messageId },
      ApplicationProperties: properties,
      UserProperties: properties,
    },
  };
}

test('a copy of our own that came through the host is the same job still', async () => {
  const source = received(
    writeJob({
      id: 'order-1187',
      body: { kind: 'inline', mime },
      recipients: ['ann@example.net'],
      mailbox: 'shop@example.com',
      priority: 'bulk',
      notAfter: new Date('2030-01-01T00:00:00Z'),
    }),
  );

  const copy = await throughHost(asHosted(copyOf(source, { epoch: 1, hop: 2 })));

  expect(jobOf(copy)).toEqual({ ...jobOf(source), epoch: 1, hop: 2 });
});
