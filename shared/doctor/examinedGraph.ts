import type { GraphAddress, graphClient } from '../graph/client.ts';
import { lookUpLimits } from '../graph/directory/directoryLimits.ts';
import { DirectoryRequests } from '../graph/directory/directoryRequests.ts';
import { graphGroupReader } from '../graph/directory/groupReader.ts';
import type { WaitClock } from '../graph/directory/patience.ts';
import { graphUserFinder } from '../graph/directory/userFinder.ts';
import { readMailCopies } from '../graph/mailbox/mailCopies.ts';
import { readSendingRight } from '../graph/mailbox/sendingRight.ts';
import { readSentItems } from '../graph/mailbox/sentItems.ts';
import { graphMailFinder } from '../graph/mailFinder.ts';
import { graphMailSender } from '../graph/mailSender.ts';
import type { TokenSource } from '../graph/middleware.ts';
import { readServerTime } from '../graph/serverTime.ts';
import type { ExaminedGraph } from './doctorDeps.ts';
import { doctorTimes } from './times.ts';

/** Microsoft Graph for the doctor: the same client and token that mail is sent with. */
export function examinedGraph(
  client: ReturnType<typeof graphClient>,
  address: GraphAddress,
  token: TokenSource | undefined,
  clock: WaitClock,
): ExaminedGraph {
  const requests = new DirectoryRequests(client, address, lookUpLimits, clock);
  const { requestMs } = doctorTimes;
  return {
    token,
    sender: graphMailSender(client),
    finder: graphMailFinder(client),
    users: graphUserFinder(client, address, clock),
    newGroupReader: () => graphGroupReader(client, address, clock),
    serverTime: () => readServerTime(client, requestMs),
    sendingRight: (mailbox) => readSendingRight(client, mailbox, requestMs),
    sentItems: (mailbox) => readSentItems(requests, mailbox),
    copies: (mailbox, messageId) => readMailCopies(requests, mailbox, messageId),
  };
}
