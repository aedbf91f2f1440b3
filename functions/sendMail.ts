import { app, trigger } from '@azure/functions';
import { handleMessage } from '../shared/delivery/handleMessage.ts';
import { fromBinding } from './binding.ts';
import { config, runtime } from './process.ts';

/** Sends the mail of one message of the queue. Returning completes the message, throwing gives it back. */
app.generic('sendMail', {
  trigger: trigger.generic({
    type: 'serviceBusTrigger',
    connection: 'ServiceBus',
    queueName: config.mailQueue,
    // Otherwise the host decodes the body as text and lets its JSON overwrite the message's own metadata.
    dataType: 'binary',
    cardinality: 'one',
  }),
  handler: (body, context) => handleMessage(fromBinding(body, context), 'queue', runtime),
});
