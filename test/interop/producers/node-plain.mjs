// Puts a MIME message on the queue: its bytes as the body, and nothing else.
// SERVICEBUS_CONNECTION='Endpoint=sb://...' node node-plain.mjs mail.eml
import { readFile } from 'node:fs/promises';
import { ServiceBusClient } from '@azure/service-bus';

const [, , file] = process.argv;
const client = new ServiceBusClient(process.env.SERVICEBUS_CONNECTION);
const sender = client.createSender('mail');

await sender.sendMessages({ body: await readFile(file) });

await client.close();
