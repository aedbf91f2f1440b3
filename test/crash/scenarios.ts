import type { SendOptions } from '../../clients/node/index.ts';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import type { SearchBehaviour } from '../../local/graph/findMail/searchBehaviour.ts';
import type { State } from '../../shared/ledger/row.ts';
import { mime } from '../support/messages.ts';
import type { Step } from './steps.ts';

/** Mails of one cell: the second to reach the step ends the process, one has passed it, one is behind. */
export const mailCount = 3;

/** What happens to the mails of a cell, and where in it the process is killed. */
export interface Scenario {
  readonly name: string;
  /** Changes to the header of each mail. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of text in each mail beside its own. */
  readonly paddingBytes?: number;
  /** Large bodies too travel in the message. */
  readonly alwaysInline?: boolean;
  readonly options?: () => SendOptions;
  /** The producer asks to be told the outcome. */
  readonly tellsOutcome?: boolean;
  /** The messages lie in the dead-letter queue when the functions start. */
  readonly deadLettered?: boolean;
  readonly faults: readonly FaultRule[];
  readonly reading: SearchBehaviour['reading'];
  /** The ends that a mail may come to, wherever the process is killed. */
  readonly mayEnd: readonly State[];
  readonly steps: readonly Step[];
}

const once = { on: 'sendMail', times: mailCount } as const;

/** Where an attempt may be cut off. */
const attempt: readonly Step[] = [
  'after ledger sending',
  'after the guard',
  'request written',
  'mail accepted',
  'answered',
  'before ledger sent',
  'after ledger sent',
];

const parking: readonly Step[] = [
  'before parking',
  'after parking',
  'before listing',
  'after listing',
];

const scheduling: readonly Step[] = ['before scheduling', 'after scheduling'];
const doubting: readonly Step[] = ['before ledger uncertain', 'after ledger uncertain'];
const searching: readonly Step[] = ['before search', 'after search'];
const failing: readonly Step[] = ['before ledger failed', 'after ledger failed'];

/** Together they meet every step. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'accepted',
    faults: [],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: ['received', 'before ledger sending', ...attempt, 'returned', 'completed'],
  },
  {
    name: 'accepted, the mailbox cannot be read',
    faults: [],
    reading: 'forbidden',
    mayEnd: ['sent', 'held'],
    steps: ['received', 'before ledger sending', ...attempt],
  },
  {
    name: 'throttled, then accepted',
    faults: [{ ...once, answer: 429, retryAfterSeconds: 1 }],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: ['answered', 'before ledger queued', 'after ledger queued', ...scheduling, 'returned'],
  },
  {
    name: '504 after accept',
    faults: [{ ...once, answer: 504, accept: true }],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: [
      'answered',
      ...doubting,
      ...scheduling,
      ...searching,
      'before ledger sent',
      'after ledger sent',
    ],
  },
  {
    name: '504 after accept, the mailbox cannot be read',
    faults: [{ ...once, answer: 504, accept: true }],
    reading: 'forbidden',
    mayEnd: ['held'],
    steps: [...doubting, ...searching, 'before ledger held', 'after ledger held', ...parking],
  },
  {
    name: '504 before a late accept',
    faults: [{ ...once, answer: 504, acceptAfterMs: 600 }],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: [...doubting, ...searching],
  },
  {
    name: 'reset after accept',
    faults: [{ ...once, answer: 'reset', accept: true }],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: ['answered', ...doubting, ...scheduling],
  },
  {
    name: 'refused by Graph for good',
    faults: [{ on: 'sendMail', answer: 400, code: 'ErrorInvalidRecipients' }],
    reading: 'allowed',
    mayEnd: ['failed'],
    steps: ['after the guard', 'answered', ...failing, ...parking, 'returned', 'completed'],
  },
  {
    name: 'sender not allowed',
    headers: { From: 'ceo@contoso.example' },
    faults: [],
    reading: 'allowed',
    mayEnd: ['failed'],
    steps: ['received', ...failing, ...parking, 'returned'],
  },
  {
    name: 'claim check',
    paddingBytes: 200_000,
    faults: [],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: [
      'before reading the claim check',
      'after reading the claim check',
      'after ledger sending',
      'answered',
      'after ledger sent',
      'before removing the claim check',
      'after removing the claim check',
      'returned',
    ],
  },
  {
    name: 'throttled, and the copy is over the size limit',
    paddingBytes: 261_400,
    alwaysInline: true,
    faults: [{ ...once, answer: 429, retryAfterSeconds: 1 }],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: [
      'after ledger queued',
      'before writing a claim check',
      'after writing a claim check',
      ...scheduling,
    ],
  },
  {
    name: 'outcome to a reply queue',
    tellsOutcome: true,
    faults: [],
    reading: 'allowed',
    mayEnd: ['sent'],
    steps: ['after ledger sent', 'before outcome', 'after outcome', 'returned'],
  },
  {
    name: 'parked, and outcome to a reply queue',
    tellsOutcome: true,
    headers: { From: 'ceo@contoso.example' },
    faults: [],
    reading: 'allowed',
    mayEnd: ['failed'],
    steps: ['after ledger failed', 'after listing', 'before outcome', 'after outcome'],
  },
  {
    name: 'throttled beyond its notAfter',
    options: () => ({ notAfter: new Date(Date.now() + 3000) }),
    faults: [{ on: 'sendMail', answer: 429, retryAfterSeconds: 1 }],
    reading: 'allowed',
    mayEnd: ['expired'],
    steps: ['before ledger expired', 'after ledger expired', 'before listing', 'after listing'],
  },
  {
    name: 'dead-lettered by Service Bus',
    deadLettered: true,
    faults: [],
    reading: 'allowed',
    mayEnd: ['failed'],
    steps: ['sweeper received', ...failing, ...parking, 'sweeper returned'],
  },
];

/** A mail of a scenario, findable by its job id. */
export function mailOf(jobId: string, { headers, paddingBytes = 0 }: Scenario): Buffer {
  const message = mime({ 'Message-ID': messageIdOf(jobId), ...headers });
  const line = `${'x'.repeat(70)}\r\n`;
  return Buffer.concat([message, Buffer.from(line.repeat(paddingBytes / line.length))]);
}

/** The Message-ID of the mail of a job. */
export function messageIdOf(jobId: string): string {
  return `<${jobId}@crash.example>`;
}
