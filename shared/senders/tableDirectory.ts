import type { TableClient } from '@azure/data-tables';
import { sha256 } from '../job/jobId.ts';
import { tableErrorCode } from '../ledger/tableError.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import type { Directory } from './directory.ts';

/** One address that may send: a row of the table `senderaddresses`. */
export interface SenderAddressEntity {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly address: string;
  readonly mailboxId: string;
  /** Set once the person left the group; the row is kept so that an auditor sees it. */
  readonly removedAt?: Date;
}

/** The row of an address. Keys are hashes: local parts may hold characters that table keys may not, such as / and #. */
export function senderAddressEntity(address: string, mailboxId: string): SenderAddressEntity {
  return { ...keysOf(address), address: address.toLowerCase(), mailboxId };
}

function keysOf(address: string): { partitionKey: string; rowKey: string } {
  const hash = sha256(address.toLowerCase());
  return { partitionKey: hash.slice(0, 2), rowKey: hash };
}

/** The directory of senders in Azure Table Storage: one point read per address. */
export function tableDirectory(addresses: TableClient): Directory {
  return {
    async senderOf(address) {
      const row = await readRow(addresses, keysOf(address));
      if (!row || row.removedAt !== undefined) return undefined;
      if (row.mailboxId) return { mailboxId: row.mailboxId };
      throw new StoreUnavailable('A row in the directory of senders names no mailbox.');
    },
  };
}

async function readRow(
  addresses: TableClient,
  { partitionKey, rowKey }: { partitionKey: string; rowKey: string },
): Promise<Partial<SenderAddressEntity> | undefined> {
  try {
    return await addresses.getEntity<SenderAddressEntity>(partitionKey, rowKey);
  } catch (error) {
    // A missing row, not a missing table: that would refuse every mail for good.
    if (tableErrorCode(error) === 'ResourceNotFound') return undefined;
    throw new StoreUnavailable('Could not read the directory of senders.', { cause: error });
  }
}
