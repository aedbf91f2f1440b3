import { expect, onTestFinished, test } from 'vitest';
import { startStack } from '../../local/stack/stack.ts';

test('the host finds the functions that are shipped, each with its trigger', async () => {
  const stack = await startStack({ anyPorts: true });
  onTestFinished(() => stack.close());

  expect(stack.host.refused).toEqual([]);
  expect(stack.host.functions.map(({ name, trigger }) => `${name}: ${trigger}`).sort()).toEqual([
    'doctor: timerTrigger',
    'housekeeping: timerTrigger',
    'sendMail: serviceBusTrigger',
    'sweepDeadLetters: serviceBusTrigger',
    'syncSenders: timerTrigger',
  ]);
});
