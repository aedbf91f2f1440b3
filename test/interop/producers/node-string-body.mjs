// Puts a MIME message on the queue as a string, with an id and two properties.
// SERVICEBUS_CONNECTION='Endpoint=sb://...' node node-string-body.mjs mail.eml report-2026-11-21
import { readFile } from 'node:fs/promises';
import { ServiceBusClient } from '@azure/service-bus';

const [, , file, id] = process.argv;
const client = new ServiceBusClient(process.env.SERVICEBUS_CONNECTION);
const sender = client.createSender('mail');

await sender.sendMessages({
  body: await readFile(file, 'utf8'),
  contentType: 'message/rfc822',
  messageId: id,
  applicationProperties: { priority: 'bulk', producer: 'nightly report' },
});

await client.close();
