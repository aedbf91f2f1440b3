// Before the app is replaced: no new mail is begun, and those in flight get to their end.
//
// On Flex Consumption a deployment of code and a changed app setting both end running functions at once. A mail that Graph
// has just taken is then in doubt. So nothing may be in flight, and the pause itself may be no app setting (such as
// AzureWebJobs.sendMail.Disabled): that would be the restart it is to protect from. The queue's status ReceiveDisabled
// touches no app: producers go on enqueuing, scheduled copies go on being made, only receiving ends. A run in flight may
// be unable to complete its message; its job is recorded in the ledger by then, so the message that comes back does nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { activeCount, queueOf, rememberStatus, setStatus } from './queue.ts';
import { waitUntilIdle } from './waitUntilIdle.ts';

const queue = queueOf(process.env);
if (queue) {
  await rememberStatus(process.env, 'ReceiveDisabled');
  await setStatus(queue, 'ReceiveDisabled');
  console.log(
    `The queue ${queue.name} is paused. If the deployment fails: node infra/hooks/resumeQueue.ts`,
  );
  console.log('Waiting for mails in flight, five minutes at most ...');
  await waitUntilIdle(() => activeCount(queue), {
    now: () => performance.now(),
    sleep: (ms) => sleep(ms),
  });
} else {
  console.log('Nothing is deployed yet, so there is nothing to pause.');
}
