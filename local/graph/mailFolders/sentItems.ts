import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer } from '../api/graphAnswer.ts';
import { invalidUser, refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { refuseUnknown } from '../api/queryOptions.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import { itemsIn } from '../findMail/mailboxItem.ts';
import { folderIds } from '../mailboxes/folders.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';

/** Bytes that each mail counts: some pages of text with a small picture. */
const bytesPerMail = 50_000;

/** `GET /users/{mailbox}/mailFolders/sentitems`. It is reading mail, so the faults of `findMail` hold for it too. */
export async function getSentItems(
  request: GraphRequest,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const unknown = refuseUnknown(request.url.searchParams, []);
  if (unknown) return unknown;
  const [mailboxKey = ''] = request.pathParameters;
  const mailbox = simulator.mailboxes.find(mailboxKey);
  if (mailbox === undefined) return invalidUser(mailboxKey);

  const fault = simulator.faults.take('findMail', { mailbox });
  if (fault === undefined) return folder(mailbox, simulator);
  await delay(fault.delayMs ?? 0, undefined, { signal: simulator.stopping });
  return fault.answer === 'as-usual' ? folder(mailbox, simulator) : faultAnswer(fault);
}

function folder(mailbox: SimulatedMailbox, simulator: Simulator): GraphAnswer {
  const { reading, sentItemsBefore } = simulator.behaviour.current;
  if (reading === 'forbidden') {
    return refuse('ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  const sentHere = itemsIn(mailbox, simulator).filter(
    ({ parentFolderId }) => parentFolderId === folderIds.sentItems,
  );
  const totalItemCount = sentItemsBefore + sentHere.length;
  return {
    kind: 'json',
    status: 200,
    body: {
      '@odata.context': `/v1.0/$metadata#users('${mailbox.id}')/mailFolders/$entity`,
      id: folderIds.sentItems,
      displayName: 'Sent Items',
      childFolderCount: 0,
      unreadItemCount: 0,
      totalItemCount,
      sizeInBytes: totalItemCount * bytesPerMail,
      isHidden: false,
    },
  };
}
