import { localSync } from '../../../local/stack/localSync.ts';
import { syncSenders } from '../../../shared/senders/sync/syncSenders.ts';

/**
 * One run of the sync in a process of its own, so that its memory is its own. Prints what it did as a line of JSON.
 * Arguments: Storage connection string, URL of Graph, name of the group, `full` or `changes`.
 */
const [storage = '', graphUrl = '', group = '', kind = ''] = process.argv.slice(2);
const wish = { full: kind === 'full', force: false, dryRun: false };

const startedAt = performance.now();
const outcome = await syncSenders(localSync(storage, graphUrl, group), wish);
const { maxRSS } = process.resourceUsage();
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    kind: outcome.kind,
    report: 'report' in outcome ? outcome.report : undefined,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMb: maxRSS / 1024,
  }),
);
