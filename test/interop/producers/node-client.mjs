// Puts a MIME message of any size on the queue: above 192 KB its body travels through Blob Storage.
// SERVICEBUS_CONNECTION='Endpoint=sb://...' STORAGE_CONNECTION='...' node node-client.mjs mail.eml invoice-1187
import { readFile } from 'node:fs/promises';
import { MailQueue } from '@mailchute/client';

const [, , file, id] = process.argv;
const queue = new MailQueue({
  serviceBus: process.env.SERVICEBUS_CONNECTION,
  storage: process.env.STORAGE_CONNECTION,
});

const mail = await queue.send(await readFile(file), { id, priority: 'high' });
console.log(mail.id);

await queue.close();
