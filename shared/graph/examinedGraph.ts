import type { Client } from '@microsoft/microsoft-graph-client';
import type { ExaminedGraph } from '../doctor/doctorDeps.ts';
import { doctorTimes } from '../doctor/times.ts';
import type { GraphAddress } from './client.ts';
import { lookUpLimits } from './directory/directoryLimits.ts';
import { DirectoryRequests } from './directory/directoryRequests.ts';
import { graphGroupReader } from './directory/groupReader.ts';
import type { WaitClock } from './directory/patience.ts';
import { graphUserFinder } from './directory/userFinder.ts';
import { readMailCopies } from './mailbox/mailCopies.ts';
import { readSendingRight } from './mailbox/sendingRight.ts';
import { readSentItems } from './mailbox/sentItems.ts';
import { graphMailFinder } from './mailFinder.ts';
import { graphMailSender } from './mailSender.ts';
import type { TokenSource } from './middleware.ts';
import { readServerTime } from './serverTime.ts';

/** Microsoft Graph for the doctor: the same client and token that mail is sent with. */
export function examinedGraph(
  client: Client,
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
