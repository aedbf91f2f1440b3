// After the app was replaced: the queue gives out messages again.
import { queueOf, rememberStatus, setStatus } from './queue.ts';

const queue = queueOf(process.env);
if (queue) {
  await rememberStatus(process.env, 'Active');
  await setStatus(queue, 'Active');
  console.log(`The queue ${queue.name} is open.`);
} else {
  console.log('Nothing is deployed yet, so there is nothing to resume.');
}
