import type { Changes } from './changes.ts';
import type { FaultBook } from './faults/faultBook.ts';
import type { ExistingMails } from './findMail/existingMail.ts';
import type { SearchSetting } from './findMail/searchBehaviour.ts';
import type { MailboxDirectory } from './mailboxes/mailboxDirectory.ts';
import type { MessageStore } from './store/messageStore.ts';
import type { RequestCounter } from './store/requestCounter.ts';

/** What one running simulator holds; every door (Graph API, control API, inbox page, handle) works on it. */
export interface Simulator {
  readonly mailboxes: MailboxDirectory;
  readonly messages: MessageStore;
  readonly existing: ExistingMails;
  readonly faults: FaultBook;
  readonly search: SearchSetting;
  readonly requests: RequestCounter;
  readonly changes: Changes;
  /** Aborted when the simulator stops: ends waits and open streams. */
  readonly stopping: AbortSignal;
}
