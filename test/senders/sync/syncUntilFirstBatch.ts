import { TableClient } from '@azure/data-tables';
import { syncSenders } from '../../../shared/senders/sync/syncSenders.ts';
import { tableSenderStore } from '../../../shared/senders/tableSenderStore.ts';
import { FakeGroup, people } from './fakeGroup.ts';

/** A process of its own that syncs a large group, tells when the first batch of rows is on disk, and never goes on. */
const [storage = '', nowMs = '', ...names] = process.argv.slice(2);
const [senders, addresses, state] = names.map((name) =>
  TableClient.fromConnectionString(storage, name, { allowInsecureConnection: true }),
);
if (!senders || !addresses || !state) throw new Error('Names of three tables are needed.');

addresses.pipeline.addPolicy({
  name: 'stopAfterFirstBatch',
  sendRequest: async (request, next) => {
    const answer = await next(request);
    if (!request.url.endsWith('$batch')) return answer;
    process.send?.('written');
    return new Promise(() => {});
  },
});

await syncSenders(
  {
    store: tableSenderStore({ senders, addresses, state }),
    newReader: new FakeGroup(people('new', 50)).reader,
    clock: { now: () => Number(nowMs), uuid: () => crypto.randomUUID() },
    group: 'Senders',
    maxRemovalPercent: 100,
  },
  { full: true, force: true, dryRun: false },
);
