import { app } from '@azure/functions';
import { syncTimes } from '../shared/senders/sync/times.ts';
import { syncByTimer } from '../shared/senders/syncByTimer.ts';
import { config, runtime } from './process.ts';

/** Looks every minute for members of the sender group that came or went, and reads all of it every hour. */
if (config.senders.mode === 'group') {
  app.timer('syncSenders', {
    schedule: syncTimes.pollSchedule,
    handler: () => syncByTimer(runtime),
  });
}
