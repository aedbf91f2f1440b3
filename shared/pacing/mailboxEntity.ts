import { sha256 } from '../job/jobId.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { isLimit, limitNames, type OwnLimits } from './limits.ts';
import type { MailboxState } from './rules/mailboxState.ts';
import type { Pause } from './rules/pause.ts';
import type { RollingCount } from './rules/rollingCount.ts';
import type { Slot } from './rules/slots.ts';

type Entity = Readonly<Record<string, unknown>>;

/** Where the row of a mailbox lies: 256 partitions by a hash, so that none gets hot; row = the mailbox. */
export function mailboxKeys(mailbox: string): { partitionKey: string; rowKey: string } {
  return { partitionKey: sha256(mailbox).slice(0, 2), rowKey: mailbox };
}

/** A state as a table entity. Times that people look for are table dates, lists are JSON. */
export function mailboxToEntity(mailbox: string, state: MailboxState) {
  const { starts, tails, slots, recipients, upload, pause, ownLimits } = state;
  const fields = {
    starts: JSON.stringify(toDifferences(starts)),
    tailHigh: new Date(tails.high),
    tailNormal: new Date(tails.normal),
    tailBulk: new Date(tails.bulk),
    slots: JSON.stringify(slots),
    wantedAt: new Date(state.wantedAtMs),
    recipients: JSON.stringify(recipients.count),
    recipientsHead: new Date(recipients.headMs),
    recipientsTail: new Date(recipients.tailMs),
    upload: JSON.stringify(upload.count),
    uploadHead: new Date(upload.headMs),
    uploadTail: new Date(upload.tailMs),
    pausedUntil: pause?.untilMs === undefined ? undefined : new Date(pause.untilMs),
    pauseReason: pause?.reason,
    pausedBy: pause?.by,
    ...Object.fromEntries(limitNames.map((name) => [name, ownLimits[name]?.toString()])),
    writeId: state.writeId,
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...mailboxKeys(mailbox), ...Object.fromEntries(present) };
}

/** A table entity as a state. Throws `StoreUnavailable` when it is damaged: an unreadable row must never count as none. */
export function mailboxFromEntity(entity: Entity): MailboxState {
  return {
    starts: fromDifferences(list(entity, 'starts', isNumber)),
    tails: {
      high: time(entity, 'tailHigh'),
      normal: time(entity, 'tailNormal'),
      bulk: time(entity, 'tailBulk'),
    },
    slots: list(entity, 'slots', isSlot),
    wantedAtMs: time(entity, 'wantedAt'),
    recipients: {
      count: list(entity, 'recipients', isStep),
      headMs: time(entity, 'recipientsHead'),
      tailMs: time(entity, 'recipientsTail'),
    },
    upload: {
      count: list(entity, 'upload', isStep),
      headMs: time(entity, 'uploadHead'),
      tailMs: time(entity, 'uploadTail'),
    },
    pause: pauseOf(entity),
    ownLimits: ownLimitsOf(entity),
    writeId: text(entity, 'writeId') ?? damaged(entity, 'writeId'),
  };
}

/** The first time, then the steps to the next: a third of the characters. */
const toDifferences = (times: readonly number[]) =>
  times.map((time, n) => time - (times[n - 1] ?? 0));

function fromDifferences(steps: readonly number[]): readonly number[] {
  let time = 0;
  return steps.map((step) => {
    time += step;
    return time;
  });
}

function damaged(entity: Entity, field: string): never {
  throw new StoreUnavailable(
    `The row "${String(entity['rowKey'])}" of the table of mailboxes is damaged: its field "${field}" cannot be read. Delete the row when nothing was sent for a day, or correct the field.`,
  );
}

function pauseOf(entity: Entity): Pause | undefined {
  const by = text(entity, 'pausedBy');
  if (by === undefined) return undefined;
  const untilMs = entity['pausedUntil'] === undefined ? undefined : time(entity, 'pausedUntil');
  return { untilMs, by, reason: text(entity, 'pauseReason') ?? '' };
}

function ownLimitsOf(entity: Entity): OwnLimits {
  const given = limitNames.filter((name) => entity[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, limitOf(entity, name)]));
}

function limitOf(entity: Entity, name: keyof OwnLimits): number | 'none' {
  const value = entity[name];
  if (value === 'none') return value;
  return isLimit(name, Number(value)) ? Number(value) : damaged(entity, name);
}

function text(entity: Entity, field: string): string | undefined {
  const value = entity[field];
  return value === undefined || typeof value === 'string' ? value : damaged(entity, field);
}

function time(entity: Entity, field: string): number {
  const value = entity[field];
  return value instanceof Date ? value.getTime() : damaged(entity, field);
}

function list<T>(
  entity: Entity,
  field: string,
  isElement: (value: unknown) => value is T,
): readonly T[] {
  const elements: unknown = parsed(text(entity, field));
  return Array.isArray(elements) && elements.every(isElement) ? elements : damaged(entity, field);
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const isStep = (value: unknown): value is RollingCount[number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

function isSlot(value: unknown): value is Slot {
  const { token, leaseUntilMs } = (value ?? {}) as Partial<Slot>;
  return typeof token === 'string' && isNumber(leaseUntilMs);
}
