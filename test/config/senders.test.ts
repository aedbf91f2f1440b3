import { expect, test } from 'vitest';
import { settings } from '../../shared/settings.ts';
import { configWith, faultsWith } from './settings.ts';

test('one mailbox needs its address and no group', () => {
  const env = {
    SENDER_MODE: 'mailbox',
    SENDER_GROUP: '',
    SENDER_MAILBOX: 'NoReply@Contoso.example',
  };

  expect(configWith(env).senders).toEqual({ mode: 'mailbox', mailbox: 'noreply@contoso.example' });
});

test.each([
  '',
  'noreply',
  'c0ffee00-aaaa-4bbb-8ccc-0123456789ab',
  'a@contoso.example, b@contoso.example',
])('one mailbox is not %j: the start stops and says what is allowed', (mailbox) => {
  const shown = mailbox === '' ? 'missing' : JSON.stringify(mailbox);

  expect(faultsWith({ SENDER_MODE: 'mailbox', SENDER_MAILBOX: mailbox })).toEqual([
    `SENDER_MAILBOX is ${shown}. Allowed: ${settings.SENDER_MAILBOX.allowed}.`,
  ]);
});

test('every mailbox of the tenant needs neither', () => {
  expect(configWith({ SENDER_MODE: 'any', SENDER_GROUP: '' }).senders).toEqual({ mode: 'any' });
});
