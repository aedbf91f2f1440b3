import type { TableClient } from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { mailboxFromEntity, mailboxKeys, mailboxToEntity } from './mailboxEntity.ts';
import { allMailboxes, type MailboxStore } from './mailboxStore.ts';
import { newMailbox } from './rules/mailboxState.ts';

/** Longest wait for one answer of the store, its client's own retries included, in milliseconds. */
const answerWithinMs = 15_000;

/** The rows of mailboxes in one table of Azure Table Storage. The table must exist. */
export function tableMailboxStore(table: TableClient): MailboxStore {
  return {
    async read(mailbox) {
      const { partitionKey, rowKey } = mailboxKeys(mailbox);
      const entity = await answered('read', mailbox, ['ResourceNotFound'], (abortSignal) =>
        table.getEntity(partitionKey, rowKey, { abortSignal }),
      );
      return entity
        ? { state: mailboxFromEntity(entity), etag: entity.etag }
        : { state: newMailbox, etag: undefined };
    },

    async write(mailbox, { etag }, state) {
      const entity = mailboxToEntity(mailbox, state);
      const written = await answered('write', mailbox, changedByOthers, (abortSignal) =>
        etag === undefined
          ? table.createEntity(entity, { abortSignal })
          : table.updateEntity(entity, 'Replace', { etag, abortSignal }),
      );
      if (!written) return undefined;
      if (written.etag) return written.etag;
      throw new StoreUnavailable(`The store named no version for the row of mailbox "${mailbox}".`);
    },

    async *list() {
      const rows = table.listEntities<Record<string, unknown>>()[Symbol.asyncIterator]();
      for (;;) {
        const next = await answered('list', allMailboxes, [], () => rows.next());
        if (!next || next.done) return;
        const mailbox = String(next.value.rowKey);
        if (mailbox !== allMailboxes) yield { mailbox, state: mailboxFromEntity(next.value) };
      }
    },
  };
}

/** A row that is there already, was changed, or was deleted by hand. */
const changedByOthers = [
  'EntityAlreadyExists',
  'UpdateConditionNotSatisfied',
  'ResourceNotFound',
] as const;

/** The answer, or undefined for one of the error codes that the caller expects; everything else is a fault of the store. */
async function answered<T>(
  what: string,
  mailbox: string,
  expected: readonly string[],
  ask: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(AbortSignal.timeout(answerWithinMs));
  } catch (cause) {
    if (expected.includes(tableErrorCode(cause) ?? '')) return undefined;
    if (cause instanceof StoreUnavailable) throw cause;
    throw new StoreUnavailable(`Could not ${what} the pacing row of mailbox "${mailbox}".`, {
      cause,
    });
  }
}
