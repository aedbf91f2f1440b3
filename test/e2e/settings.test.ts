import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quickApp } from '../support/buildOnce.ts';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('a local.settings.json that was written for func start does not change what npm start runs', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mailchute-app-'));
  await cp(quickApp, root, { recursive: true });
  const Values = { ON_UNCERTAIN: 'nonsense', ServiceBus: 'Endpoint=sb://elsewhere/' };
  await writeFile(join(root, 'local.settings.json'), JSON.stringify({ Values }));

  const { queue, ends } = await startLiveStack({ root });
  await queue.send(mime(), { id: 'order-1' });

  expect((await ends(['order-1'])).get('order-1')?.state).toBe('sent');
});

test('a wrong setting stops the start with its name, its value and what is allowed', async () => {
  const starting = startLiveStack({ env: { ON_UNCERTAIN: 'perhaps', JOB_LIFETIME_HOURS: '0' } });

  await expect(starting).rejects.toThrow(
    /JOB_LIFETIME_HOURS is "0"[\s\S]*ON_UNCERTAIN is "perhaps"\. Allowed: hold, resend/,
  );
});
