import type { BehaviourSetting } from './behaviour/behaviour.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { DeltaTokens } from './directory/delta/deltaTokens.ts';
import type { UnitMeter } from './directory/unitMeter.ts';
import type { FaultBook } from './faults/faultBook.ts';
import type { ExistingMails } from './findMail/existingMail.ts';
import type { GroupDirectory } from './groups/groupDirectory.ts';
import type { MailboxDirectory } from './mailboxes/mailboxDirectory.ts';
import type { Measurements } from './measurements/measurements.ts';
import type { MessageStore } from './store/messageStore.ts';
import type { RequestCounter } from './store/requestCounter.ts';
import type { Throttles } from './throttling/throttles.ts';

/** What one running simulator holds; every door (Graph API, control API, inbox page, handle) works on it. */
export interface Simulator {
  readonly mailboxes: MailboxDirectory;
  readonly groups: GroupDirectory;
  readonly deltaTokens: DeltaTokens;
  readonly messages: MessageStore;
  readonly existing: ExistingMails;
  readonly faults: FaultBook;
  readonly behaviour: BehaviourSetting;
  readonly units: UnitMeter;
  readonly requests: RequestCounter;
  readonly throttles: Throttles;
  readonly measurements: Measurements;
  readonly clock: Clock;
  readonly changes: Changes;
  /** Aborted when the simulator stops: ends waits and open streams. */
  readonly stopping: AbortSignal;
}
