import type { JobBodies } from '../bodies/jobBodies.ts';
import type { ParkedBodies } from '../bodies/parkedBodies.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { MailCopy } from '../graph/mailbox/mailCopies.ts';
import type { SendingRight } from '../graph/mailbox/sendingRight.ts';
import type { SentItems } from '../graph/mailbox/sentItems.ts';
import type { MailFinder } from '../graph/mailFinder.ts';
import type { MailSender } from '../graph/mailSender.ts';
import type { TokenSource } from '../graph/middleware.ts';
import type { ServerTime } from '../graph/serverTime.ts';
import type { QueueCheck } from '../queue/queueCheck.ts';
import type { Directory } from '../senders/directory.ts';
import type { GroupReader } from '../senders/sync/groupReader.ts';
import type { SenderStore } from '../senders/sync/senderStore.ts';
import type { UserFinder } from '../senders/userFinder.ts';
import type { Orders } from './orders.ts';
import type { ProbeRecords } from './probeRecord.ts';
import type { TableAccess } from './tableAccess.ts';

/** Microsoft Graph as the functions reach it. */
export interface ExaminedGraph {
  /** Undefined: nobody signs in. */
  readonly token: TokenSource | undefined;
  readonly sender: MailSender;
  /** Asks every time, also after a refusal. */
  readonly finder: MailFinder;
  readonly users: UserFinder;
  newGroupReader(): GroupReader;
  serverTime(): Promise<ServerTime>;
  sendingRight(mailbox: string): Promise<SendingRight>;
  sentItems(mailbox: string): Promise<SentItems>;
  /** Undefined when they could not be read. */
  copies(mailbox: string, messageId: string): Promise<readonly MailCopy[] | undefined>;
}

/** What of the stores only the doctor uses. */
export interface DoctorStores {
  readonly orders: Orders;
  readonly queueCheck: QueueCheck;
  readonly tables: TableAccess;
  readonly probeRecords: ProbeRecords;
}

/** The stores as the functions reach them. */
export interface ExaminedStores extends DoctorStores {
  readonly bodies: JobBodies;
  readonly parked: ParkedBodies;
  readonly senders: Pick<SenderStore, 'readState' | 'reports'>;
}

/** What an examination works with. */
export interface DoctorDeps {
  readonly settings: Pick<Config, 'graph' | 'senders' | 'recipientsAllowed' | 'onUncertain'>;
  readonly graph: ExaminedGraph;
  readonly stores: ExaminedStores;
  readonly directory: Directory;
  readonly clock: Pick<Clock, 'now' | 'sleep' | 'uuid'>;
}
