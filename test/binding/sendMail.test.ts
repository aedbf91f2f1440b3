import { expect, test, vi } from 'vitest';
import { AppLog } from '../../local/host/app/appLog.ts';
import { createCoreApi, offerCoreApi } from '../../local/host/app/coreApi.ts';
import { FunctionApp } from '../../local/host/app/functionApp.ts';

test('sendMail is bound to the literal name of the mail queue, one message at a time, as bytes', async () => {
  const host = new FunctionApp();
  offerCoreApi(createCoreApi(host, new AppLog(host.hooks)));
  vi.stubEnv('ServiceBus', 'Endpoint=sb://localhost;SharedAccessKeyName=n;SharedAccessKey=k');
  vi.stubEnv('Storage', 'UseDevelopmentStorage=true');
  vi.stubEnv('SENDER_GROUP', 'Mail senders');
  vi.stubEnv('MAIL_QUEUE', 'outbox');

  await import('../../functions/sendMail.ts');

  expect(host.functions.map(({ name, trigger }) => ({ name, trigger }))).toEqual([
    {
      name: 'sendMail',
      trigger: expect.objectContaining({
        type: 'serviceBusTrigger',
        connection: 'ServiceBus',
        queueName: 'outbox',
        dataType: 'binary',
        cardinality: 'one',
      }),
    },
  ]);
});
