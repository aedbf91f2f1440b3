import { count, type Entity, flag, text, time } from './entityFields.ts';
import type { DirectoryState } from './sync/rows.ts';

/** Where the state of the list lies in the table `senderstate`. */
export const stateKeys = { partitionKey: 'directory', rowKey: 'state' } as const;

/** The state as a table entity; times are table dates so that people can read them. */
export function stateToEntity(state: DirectoryState) {
  const { fullReadAtMs, checkedAtMs, lockedUntilMs, fullReadNotBeforeMs, ...same } = state;
  return {
    ...stateKeys,
    ...same,
    fullReadAt: new Date(fullReadAtMs),
    checkedAt: new Date(checkedAtMs),
    lockedUntil: new Date(lockedUntilMs),
    fullReadNotBefore: new Date(fullReadNotBeforeMs),
  };
}

/** A table entity as the state. Throws `StoreUnavailable` when it is damaged. */
export function stateFromEntity(entity: Entity): DirectoryState {
  return {
    generation: count(entity, 'generation'),
    groupSetting: text(entity, 'groupSetting'),
    groupId: text(entity, 'groupId'),
    groupName: text(entity, 'groupName'),
    groupMailEnabled: flag(entity, 'groupMailEnabled'),
    mailboxCount: count(entity, 'mailboxCount'),
    addressCount: count(entity, 'addressCount'),
    fullReadAtMs: time(entity, 'fullReadAt'),
    checkedAtMs: time(entity, 'checkedAt'),
    unchangedCount: count(entity, 'unchangedCount'),
    changesLink: text(entity, 'changesLink'),
    writing: flag(entity, 'writing'),
    lockedBy: text(entity, 'lockedBy'),
    lockedUntilMs: time(entity, 'lockedUntil'),
    fullReadNotBeforeMs: time(entity, 'fullReadNotBefore'),
  };
}
