import { app, trigger } from '@azure/functions';
import { sweep } from '../shared/failed/sweep.ts';
import { fromBinding } from './binding.ts';
import { config, runtime } from './process.ts';

/** Brings every message that Service Bus gave up into the one list of what needs a person, or back into the queue. */
app.generic('sweepDeadLetters', {
  trigger: trigger.generic({
    type: 'serviceBusTrigger',
    connection: 'ServiceBus',
    queueName: `${config.mailQueue}/$DeadLetterQueue`,
    dataType: 'binary',
    cardinality: 'one',
  }),
  handler: (body, context) => sweep(fromBinding(body, context), runtime),
});
