import type { TableEntityResult } from '@azure/data-tables';
import { sha256 } from '../job/jobId.ts';
import type { Reason } from '../job/reasons.ts';
import { type Doubt, type LedgerRow, states } from './row.ts';

type Entity = Record<string, unknown>;

/** Where the row of a job lies: 256 partitions by a hash of the id, so that no partition gets hot; row = the id itself. */
export function ledgerKeys(jobId: string): { partitionKey: string; rowKey: string } {
  return { partitionKey: sha256(jobId).slice(0, 2), rowKey: jobId };
}

/** A row as a table entity; times are table dates so that people can read them. */
export function toEntity(jobId: string, row: LedgerRow) {
  const { dueMs, deadlineMs, firstAttemptAtMs, enqueuedAtMs, discardedAtMs, keepUntilMs, ...same } =
    row;
  const fields = {
    ...same,
    due: date(dueMs),
    deadline: date(deadlineMs),
    firstAttemptAt: date(firstAttemptAtMs),
    enqueuedAt: date(enqueuedAtMs),
    discardedAt: date(discardedAtMs),
    keepUntil: date(keepUntilMs),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...ledgerKeys(jobId), ...Object.fromEntries(present) };
}

/** A table entity as a row. Throws when it is none: an unreadable record must never count as "no record". */
export function fromEntity(entity: TableEntityResult<Entity>): LedgerRow {
  const state = oneOf(states, entity['state'], entity);
  return {
    state,
    epoch: count(entity, 'epoch'),
    claim: text(entity, 'claim') ?? '',
    attempts: count(entity, 'attempts'),
    dueMs: time(entity, 'due'),
    deadlineMs: time(entity, 'deadline') ?? damaged(entity, 'deadline'),
    content: text(entity, 'content') ?? '',
    doubt: oneOf<Doubt>(['none', 'absent', 'unproved'], entity['doubt'], entity),
    mailbox: text(entity, 'mailbox'),
    messageId: text(entity, 'messageId'),
    firstAttemptAtMs: time(entity, 'firstAttemptAt'),
    reason: text(entity, 'reason') as Reason | undefined,
    code: text(entity, 'code'),
    text: text(entity, 'text'),
    requestId: text(entity, 'requestId'),
    producer: text(entity, 'producer'),
    enqueuedAtMs: time(entity, 'enqueuedAt') ?? damaged(entity, 'enqueuedAt'),
    discardedAtMs: time(entity, 'discardedAt'),
    keepUntilMs: time(entity, 'keepUntil'),
  };
}

const date = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));

function damaged(entity: Entity, field: string): never {
  throw new Error(
    `The ledger row "${String(entity['rowKey'])}" is damaged: its field "${field}" cannot be read.`,
  );
}

function text(entity: Entity, field: string): string | undefined {
  const value = entity[field];
  return value === undefined || typeof value === 'string' ? value : damaged(entity, field);
}

function count(entity: Entity, field: string): number {
  const value = entity[field];
  return Number.isSafeInteger(value) ? Number(value) : damaged(entity, field);
}

function time(entity: Entity, field: string): number | undefined {
  const value = entity[field];
  if (value === undefined) return undefined;
  return value instanceof Date ? value.getTime() : damaged(entity, field);
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, entity: Entity): T {
  return allowed.find((one) => one === value) ?? damaged(entity, 'state or doubt');
}
