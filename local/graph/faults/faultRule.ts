import { type DirectoryKind, directoryKinds } from '../directory/directoryKind.ts';
import { checkFields, type FieldRule, InvalidInput, isWhole, show } from '../invalidInput.ts';

/**
 * The Graph operations that can go wrong: sending, searching a mailbox, and reading the directory: groups, their members,
 * what changed in them, users.
 */
export type FaultyOperation = 'sendMail' | 'findMail' | DirectoryKind;

const operations: readonly FaultyOperation[] = ['sendMail', 'findMail', ...directoryKinds];

/**
 * What goes wrong, and how often. Without `times` and `rate` it happens to every request until it is cleared.
 * `accept` and `acceptAfterMs` say whether and when the mail is accepted although the answer goes wrong; what Exchange
 * refuses is refused also under a fault that accepts.
 */
export interface FaultRule {
  readonly on: FaultyOperation;
  /**
   * A status; `reset` destroys the connection, `never` keeps it open without an answer,
   * `as-usual` gives the answer that is due (with `delayMs`: a slow one); `nothing` is a 200 that tells of no members or
   * no changes although there are some.
   */
  readonly answer: number | 'reset' | 'never' | 'as-usual' | 'nothing';
  /** Accepts before the answer. Default false; `as-usual` always accepts. */
  readonly accept?: boolean;
  /** Accepts so long after the request came, whatever its sender was answered; not when the simulator stops before. */
  readonly acceptAfterMs?: number;
  /** Graph's `error.code`; absent: the usual one for the status. */
  readonly code?: string;
  /** Header Retry-After. */
  readonly retryAfterSeconds?: number;
  /** Wait before the answer, after accepting. */
  readonly delayMs?: number;
  /** The next so many requests. */
  readonly times?: number;
  /** Share of requests, above 0 and up to 1. */
  readonly rate?: number;
  /** Start of the random numbers behind `rate`; default 1. */
  readonly seed?: number;
  /** Only this page of a directory list, the first being 1. */
  readonly onPage?: number;
  /** Only this mailbox: object id, user principal name or address. */
  readonly mailbox?: string;
}

const longestDelayMs = 600_000;
const longestRetryAfterSeconds = 86_400;

const fields: Readonly<Record<keyof FaultRule, FieldRule>> = {
  on: {
    allowed: operations.map((name) => `"${name}"`).join(', '),
    accepts: (value) => operations.some((name) => name === value),
    required: true,
  },
  answer: {
    allowed: 'a status from 200 to 599, "reset", "never", "as-usual" or "nothing"',
    accepts: (value) =>
      isWhole(200, 599)(value) || ['reset', 'never', 'as-usual', 'nothing'].includes(String(value)),
    required: true,
  },
  accept: { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' },
  acceptAfterMs: {
    allowed: `whole milliseconds from 0 to ${longestDelayMs}`,
    accepts: isWhole(0, longestDelayMs),
  },
  code: {
    allowed: 'an error code of Graph such as "TooManyRequests"',
    accepts: (value) => typeof value === 'string' && /^\w{1,100}$/.test(value),
  },
  retryAfterSeconds: {
    allowed: `whole seconds from 0 to ${longestRetryAfterSeconds}`,
    accepts: isWhole(0, longestRetryAfterSeconds),
  },
  delayMs: {
    allowed: `whole milliseconds from 0 to ${longestDelayMs}`,
    accepts: isWhole(0, longestDelayMs),
  },
  times: { allowed: 'a whole number from 1', accepts: isWhole(1, Number.MAX_SAFE_INTEGER) },
  rate: {
    allowed: 'a number above 0 and up to 1',
    accepts: (value) => typeof value === 'number' && value > 0 && value <= 1,
  },
  seed: { allowed: 'a whole number from 0 to 4294967295', accepts: isWhole(0, 2 ** 32 - 1) },
  onPage: { allowed: 'a whole number from 1', accepts: isWhole(1, Number.MAX_SAFE_INTEGER) },
  mailbox: {
    allowed: 'an object id or address of a mailbox',
    accepts: (value) => typeof value === 'string' && value !== '',
  },
};

function isDirectory(on: FaultyOperation): on is DirectoryKind {
  return directoryKinds.some((kind) => kind === on);
}

/**
 * Reads a list of rules from JSON.
 * @throws InvalidInput naming the rule, the field, its value and what is allowed
 */
export function readFaultRules(value: unknown): readonly FaultRule[] {
  if (!Array.isArray(value)) {
    throw new InvalidInput(
      `The faults are ${show(value)}. Give a list of rules such as [{"on":"sendMail","answer":429,"times":3}].`,
    );
  }
  return value.map((rule, index) => readFaultRule(rule, `faults[${index}]`));
}

/** Reads one rule; `what` is how error texts call it. @throws InvalidInput as `readFaultRules` */
export function readFaultRule(value: unknown, what: string): FaultRule {
  checkFields(value, fields, what);
  const rule = { ...value } as unknown as FaultRule; // every field was just checked against the table
  const [, contradiction] = contradictions.find(([applies]) => applies(rule)) ?? [];
  if (contradiction !== undefined) throw new InvalidInput(`${what}: ${contradiction}`);
  return rule;
}

/** Fields that do not go together, each with what to do about it. */
const contradictions: readonly (readonly [applies: (rule: FaultRule) => boolean, text: string])[] =
  [
    [
      ({ times, rate }) => times !== undefined && rate !== undefined,
      'times and rate exclude each other. Give one, or neither for every request.',
    ],
    [
      ({ seed, rate }) => seed !== undefined && rate === undefined,
      'seed needs rate: without it nothing is random.',
    ],
    [
      ({ on, accept, acceptAfterMs }) =>
        on !== 'sendMail' && (accept ?? acceptAfterMs) !== undefined,
      'only sendMail accepts mail. Leave out accept and acceptAfterMs.',
    ],
    [
      ({ on, answer }) => answer === 'nothing' && on !== 'members' && on !== 'delta',
      'answer "nothing" is for members and delta.',
    ],
    [
      ({ on, onPage }) => onPage !== undefined && !isDirectory(on),
      'onPage is for groups, members, delta and users.',
    ],
    [
      ({ on, mailbox }) => mailbox !== undefined && isDirectory(on),
      'mailbox is for sendMail and findMail.',
    ],
    [
      ({ accept, acceptAfterMs }) => accept !== undefined && acceptAfterMs !== undefined,
      'accept means before the answer, acceptAfterMs later. Give one of them.',
    ],
    [
      ({ on, answer, accept }) => on === 'sendMail' && answer === 202 && accept !== true,
      'answer 202 tells the sender that the mail was accepted, so accept must be true.',
    ],
    [
      ({ answer, accept, acceptAfterMs }) =>
        answer === 'as-usual' && (accept === false || acceptAfterMs !== undefined),
      'answer "as-usual" accepts what is due. Leave out accept and acceptAfterMs.',
    ],
    [
      ({ answer, delayMs }) => answer === 'as-usual' && !delayMs,
      'answer "as-usual" without delayMs changes nothing. Give delayMs.',
    ],
    [
      ({ answer, retryAfterSeconds, code }) =>
        typeof answer !== 'number' && (retryAfterSeconds ?? code) !== undefined,
      'retryAfterSeconds and code need a status as answer.',
    ],
    [
      ({ answer, delayMs }) => answer === 'never' && delayMs !== undefined,
      'answer "never" has no answer that delayMs could put off.',
    ],
  ];
