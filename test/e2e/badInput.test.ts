import { ServiceBusClient } from '@azure/service-bus';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sha256 } from '../../shared/job/jobId.ts';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('through the real trigger: what producers get wrong is parked by name, what they may do is sent', async () => {
  const { services, graph, ends } = await startLiveStack();
  const client = new ServiceBusClient(services.serviceBus.connectionString);
  onTestFinished(() => client.close());
  const sender = client.createSender('mail');
  const body = mime();
  const withoutId = mime({ 'Message-ID': '<no-id@contoso.example>' });
  const clobbering = Buffer.from(JSON.stringify({ messageId: 'other', subject: 'x', to: 'y' }));

  await sender.sendMessages([
    { body, messageId: 'bytes' },
    { body: mime({ 'Message-ID': '<text@contoso.example>' }).toString(), messageId: 'text' },
    { body: withoutId },
    { body, messageId: 'version', applicationProperties: { v: 2 } },
    { body, messageId: '12345678901234567890' },
    { body: clobbering, messageId: 'json' },
    { body: Buffer.from(''), messageId: 'empty' },
    { body, messageId: 'capital', applicationProperties: { Priority: 'never' } },
    {
      body: Buffer.alloc(0),
      messageId: 'missing-blob',
      applicationProperties: { mimeBlob: 'gone' },
    },
  ]);

  const numeric = `seq-5-${sha256(body).slice(0, 16)}`;
  const ids = ['bytes', 'text', 'version', numeric, 'json', 'empty', 'capital', 'missing-blob'];
  const rows = await ends(ids);
  const became = ids.map((id) => rows.get(id)?.reason ?? rows.get(id)?.state);
  expect(became).toEqual([
    'sent',
    'sent',
    'VersionNotSupported',
    'JobIdInvalid',
    'MimeNoHeaderEnd',
    'MimeMissing',
    'JobInvalid', // the host makes "priority" of "Priority"
    'BlobMissing',
  ]);
  // The one without an id goes out too, under an id that the queue gave it.
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(3));
});
