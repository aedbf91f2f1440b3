import { StoreUnavailable } from '../storeUnavailable.ts';

/** A row as the store hands it over: nothing of it is believed before it was looked at. */
export type Entity = Readonly<Record<string, unknown>>;

/** Says that a row cannot be read, and what to do: an unreadable row must never count as "no row". */
function damaged(entity: Entity, field: string): never {
  const key = `${String(entity['partitionKey'])}/${String(entity['rowKey'])}`;
  throw new StoreUnavailable(
    `The row "${key}" of the directory of senders is damaged: its field "${field}" cannot be read. Delete the row, then run "mailchute senders sync".`,
  );
}

/** The entity without the fields that hold nothing. */
export function present<T extends object>(fields: T): T {
  const held = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(held) as T;
}

/** A date as people read it in the table, of milliseconds since 1970. */
export function date(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}

/** A text that may be left out. */
export function optionalText(entity: Entity, field: string): string | undefined {
  const value = entity[field];
  return value === undefined || typeof value === 'string' ? value : damaged(entity, field);
}

/** A text; an empty one counts. */
export function text(entity: Entity, field: string): string {
  return optionalText(entity, field) ?? damaged(entity, field);
}

/** A whole number from 0 up. */
export function count(entity: Entity, field: string): number {
  const value = entity[field];
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : damaged(entity, field);
}

/** Yes or no, which may be left out. */
export function optionalFlag(entity: Entity, field: string): boolean | undefined {
  const value = entity[field];
  return value === undefined || typeof value === 'boolean' ? value : damaged(entity, field);
}

/** Yes or no. */
export function flag(entity: Entity, field: string): boolean {
  return optionalFlag(entity, field) ?? damaged(entity, field);
}

/** Milliseconds since 1970 of a date that may be left out. */
export function optionalTime(entity: Entity, field: string): number | undefined {
  const value = entity[field];
  if (value === undefined) return undefined;
  return value instanceof Date ? value.getTime() : damaged(entity, field);
}

/** Milliseconds since 1970 of a date. */
export function time(entity: Entity, field: string): number {
  return optionalTime(entity, field) ?? damaged(entity, field);
}

/** One of a closed list of texts. */
export function oneOf<T extends string>(allowed: readonly T[], entity: Entity, field: string): T {
  return allowed.find((one) => one === entity[field]) ?? damaged(entity, field);
}
