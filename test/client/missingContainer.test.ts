import { afterAll, beforeAll, expect, test } from 'vitest';
import { MailQueue } from '../../clients/node/index.ts';
import { type LocalStorage, startStorage } from '../../local/stack/storage.ts';
import { type ClientStack, messageOf, startClientStack } from './clientStack.ts';

let stack: ClientStack;
let emptyStorage: LocalStorage;
beforeAll(async () => {
  stack = await startClientStack();
  emptyStorage = await startStorage({ blob: 0, queue: 0, table: 0 });
});
afterAll(async () => {
  await stack.close();
  await emptyStorage.close();
});

test('a storage account without the container is named, and nothing is enqueued', async () => {
  const { serviceBus } = stack;
  const queue = new MailQueue({ serviceBus, storage: emptyStorage.connectionString });

  const sending = queue.send(messageOf(300_000));

  await expect(sending).rejects.toThrow(/no container "mail-jobs".*Nothing was enqueued/);
  await expect(sending).rejects.toMatchObject({ name: 'BodyNotStoredError' });
  expect(stack.count()).toBe(0);
  await queue.close();
});
