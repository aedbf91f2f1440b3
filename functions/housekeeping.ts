import { app } from '@azure/functions';
import { tidy } from '../shared/delivery/housekeeping.ts';
import { runtime } from './process.ts';

/** Tidies the ledger every hour, at an odd minute so that it does not meet everybody else's timers. */
app.timer('housekeeping', {
  schedule: '0 17 * * * *',
  handler: async () => {
    runtime.log.tidied(await tidy(runtime));
  },
});
