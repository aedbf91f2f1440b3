import { expect, test } from 'vitest';
import { configWith } from './settings.ts';

test('a limit of 0 is none at all', () => {
  const env = {
    MAILBOX_MESSAGES_PER_MINUTE: '0',
    MAILBOX_IN_FLIGHT: '0',
    MAILBOX_RECIPIENTS_PER_DAY: '0',
    MAILBOX_UPLOAD_MB_PER_5MIN: '0',
  };

  expect(Object.values(configWith(env).mailboxLimits)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
