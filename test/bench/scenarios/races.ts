import type { Race } from './scenario.ts';

/** The races by their names on the command line: what issue 7 asks for, in mails that keep one round within a minute. */
export const races = {
  'one-mailbox-0ms': {
    mailboxCount: 1,
    latencyMs: 0,
    mailsEach: 1500,
    quickMailsEach: 200,
    rounds: 3,
  },
  'one-mailbox-50ms': {
    mailboxCount: 1,
    latencyMs: 50,
    mailsEach: 800,
    quickMailsEach: 160,
    rounds: 3,
  },
  'one-mailbox-200ms': {
    mailboxCount: 1,
    latencyMs: 200,
    mailsEach: 400,
    quickMailsEach: 60,
    rounds: 1,
  },
  '50-mailboxes-50ms': {
    mailboxCount: 50,
    latencyMs: 50,
    mailsEach: 80,
    quickMailsEach: 10,
    rounds: 3,
  },
  '20-percent-429': {
    mailboxCount: 10,
    latencyMs: 50,
    mailsEach: 40,
    quickMailsEach: 10,
    fault: { on: 'sendMail', answer: 429, rate: 0.2, retryAfterSeconds: 1 },
    rounds: 1,
  },
  '1-percent-504': {
    mailboxCount: 10,
    latencyMs: 50,
    mailsEach: 100,
    quickMailsEach: 20,
    fault: { on: 'sendMail', answer: 504, accept: true, rate: 0.01 },
    rounds: 1,
  },
  'backlog-20000': {
    mailboxCount: 50,
    latencyMs: 50,
    mailsEach: 400,
    quickMailsEach: 20,
    rounds: 1,
  },
} as const satisfies Record<string, Race>;
