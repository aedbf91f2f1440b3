import { sha256 } from '../job/jobId.ts';
import { count, date, type Entity, optionalTime, present, text } from './entityFields.ts';
import type { AddressRow } from './sync/rows.ts';

/**
 * Where the row of an address lies in the table `senderaddresses`: 256 partitions, so that many are written side by side.
 * Keys are hashes: local parts may hold characters that table keys may not, such as / and #. `address` in the form of `addressKey`.
 */
export function addressKeys(address: string): { partitionKey: string; rowKey: string } {
  const hash = sha256(address);
  return { partitionKey: hash.slice(0, 2), rowKey: hash };
}

/** An address row as a table entity. */
export function addressToEntity(row: AddressRow) {
  const { removedAtMs, ...same } = row;
  return present({ ...addressKeys(row.address), ...same, removedAt: date(removedAtMs) });
}

/** A table entity as an address row. Throws `StoreUnavailable` when it is damaged. */
export function addressFromEntity(entity: Entity): AddressRow {
  return {
    address: text(entity, 'address'),
    mailboxId: text(entity, 'mailboxId'),
    previousMailboxId: text(entity, 'previousMailboxId'),
    generation: count(entity, 'generation'),
    removedAtMs: optionalTime(entity, 'removedAt'),
  };
}
