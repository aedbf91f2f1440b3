/**
 * Loads the functions below a folder, its only argument, as the worker does, and prints the milliseconds. Nothing connects: the settings
 * name places where nothing listens.
 */
import { loadApp } from '../../../local/host/app/loadApp.ts';
import { storageConnectionString } from '../../../local/stack/storage.ts';

Object.assign(process.env, {
  ServiceBus: 'Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b',
  Storage: storageConnectionString({ blob: 1, queue: 1, table: 1 }),
  GRAPH_ENDPOINT: 'http://127.0.0.1:1',
  GRAPH_CREDENTIAL: 'none',
  SENDER_GROUP: 'Mail senders',
});

const startedAt = performance.now();
await loadApp(process.argv[2] ?? '');
process.stdout.write(String(performance.now() - startedAt));
process.exit(); // clients may hold timers
