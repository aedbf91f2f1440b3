import type { TableClient } from '@azure/data-tables';
import { tableAnswer } from '../ledger/tableAnswer.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { mailboxFromEntity, mailboxKeys, mailboxToEntity } from './mailboxEntity.ts';
import { allMailboxes, type MailboxStore } from './mailboxStore.ts';
import { newMailbox } from './rules/mailboxState.ts';

const rowText = (verb: string, mailbox: string) => `${verb} the pacing row of mailbox "${mailbox}"`;

/** The rows of mailboxes in one table of Azure Table Storage. The table must exist. */
export function tableMailboxStore(table: TableClient): MailboxStore {
  return {
    async read(mailbox) {
      const { partitionKey, rowKey } = mailboxKeys(mailbox);
      const entity = await tableAnswer(
        rowText('read', mailbox),
        ['ResourceNotFound'],
        (abortSignal) => table.getEntity(partitionKey, rowKey, { abortSignal }),
      );
      return entity
        ? { state: mailboxFromEntity(entity), etag: entity.etag }
        : { state: newMailbox, etag: undefined };
    },

    async write(mailbox, { etag }, state) {
      const entity = mailboxToEntity(mailbox, state);
      const written = await tableAnswer(
        rowText('write', mailbox),
        changedByOthers,
        (abortSignal) =>
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
        const next = await tableAnswer(rowText('list', allMailboxes), [], () => rows.next());
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
