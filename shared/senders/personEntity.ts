import { sha256 } from '../job/jobId.ts';
import {
  date,
  type Entity,
  optionalFlag,
  optionalText,
  optionalTime,
  present,
  text,
  time,
} from './entityFields.ts';
import { syncLimits } from './sync/limits.ts';
import type { PersonRow } from './sync/rows.ts';

/** Where the row of a mailbox lies in the table `senders`: 256 partitions by a hash of its id, so that many are written side by side. */
export function personKeys(mailboxId: string): { partitionKey: string; rowKey: string } {
  return { partitionKey: sha256(mailboxId).slice(0, 2), rowKey: mailboxId };
}

/** A person's row as a table entity; addresses are one text, a line each: a quoted local part may hold spaces. */
export function personToEntity(row: PersonRow) {
  const { addresses, manager, addedAtMs, changedAtMs, removedAtMs, ...same } = row;
  return present({
    ...personKeys(row.mailboxId),
    ...same,
    ...addressTexts(addresses),
    managerId: manager?.id,
    managerName: manager?.displayName,
    managerMail: manager?.mail,
    addedAt: new Date(addedAtMs),
    changedAt: new Date(changedAtMs),
    removedAt: date(removedAtMs),
  });
}

/** A table entity as a person's row. Throws `StoreUnavailable` when it is damaged. */
export function personFromEntity(entity: Entity): PersonRow {
  const managerId = optionalText(entity, 'managerId');
  return {
    mailboxId: text(entity, 'mailboxId'),
    displayName: text(entity, 'displayName'),
    mail: optionalText(entity, 'mail'),
    userPrincipalName: optionalText(entity, 'userPrincipalName'),
    accountEnabled: optionalFlag(entity, 'accountEnabled'),
    addresses: addressesIn(entity),
    manager:
      managerId === undefined
        ? undefined
        : {
            id: managerId,
            displayName: optionalText(entity, 'managerName'),
            mail: optionalText(entity, 'managerMail'),
          },
    addedAtMs: time(entity, 'addedAt'),
    changedAtMs: time(entity, 'changedAt'),
    removedAtMs: optionalTime(entity, 'removedAt'),
  };
}

/** `addresses`, then `addresses2` and so on: a text in a table has an end, and no address may be left out. */
function addressTexts(addresses: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  let name = 'addresses';
  let held = '';
  for (const address of addresses) {
    if (held.length + address.length >= syncLimits.textCharacters) {
      texts[name] = held;
      name = `addresses${Object.keys(texts).length + 1}`;
      held = '';
    }
    held = held === '' ? address : `${held}\n${address}`;
  }
  return { ...texts, [name]: held };
}

function addressesIn(entity: Entity): readonly string[] {
  const addresses = split(text(entity, 'addresses'));
  for (let part = 2; ; part += 1) {
    const more = optionalText(entity, `addresses${part}`);
    if (more === undefined) return addresses;
    addresses.push(...split(more));
  }
}

const split = (text: string) => (text === '' ? [] : text.split('\n'));
