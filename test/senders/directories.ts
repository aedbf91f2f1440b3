import type { Directory } from '../../shared/senders/directory.ts';
import { senderAddressEntity, tableDirectory } from '../../shared/senders/tableDirectory.ts';
import { freshTable, unmadeTable } from '../support/stores.ts';

/** A directory on real Table Storage with these addresses, each with the id of its mailbox. */
export async function seededDirectory(
  mailboxOf: Readonly<Record<string, string>>,
): Promise<Directory> {
  const table = await freshTable();
  for (const [address, mailboxId] of Object.entries(mailboxOf)) {
    await table.createEntity(senderAddressEntity(address, mailboxId));
  }
  return tableDirectory(table);
}

/** A directory whose table does not exist. */
export function unmadeDirectory(): Directory {
  return tableDirectory(unmadeTable());
}
