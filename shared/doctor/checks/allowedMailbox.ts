import type { Member } from '../../senders/sync/member.ts';
import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';
import { doctorLimits } from '../times.ts';
import { mailboxIdOf } from './mailboxId.ts';
import { readingRight } from './readingRight.ts';

type Deps = Pick<DoctorDeps, 'graph' | 'settings' | 'directory'>;

/** Asks a mailbox that may send, the one that is named or `member`: may we send from it, look into it, is there room? */
export async function checkAllowedMailbox(
  named: string | undefined,
  member: Member | undefined,
  deps: Deps,
): Promise<readonly Finding[]> {
  const chosen = await choose(named, member, deps);
  const notAsked = [found('ReadingUnknown'), found('SentItemsUnknown')];
  if ('code' in chosen) return [chosen, ...notAsked];
  const { mailboxId, shown } = chosen;
  const { graph } = deps;
  const right = await graph.sendingRight(mailboxId);
  switch (right.kind) {
    case 'missing':
      return [found('AllowedMailboxMissing', `${shown}: ${right.code}`), ...notAsked];
    case 'allowed':
      return [found('AllowedMailboxOpen', shown), ...(await checkReading(mailboxId, deps))];
    case 'denied':
      return [
        found('AllowedMailboxDenied', `${shown}: ${right.code}`),
        ...(await checkReading(mailboxId, deps)),
      ];
    case 'unclear':
      return [
        found('AllowedMailboxUnclear', `${shown}: ${right.code}`),
        ...(await checkReading(mailboxId, deps)),
      ];
    default:
      return right satisfies never;
  }
}

type Chosen = { readonly mailboxId: string; readonly shown: string } | Finding;

async function choose(
  named: string | undefined,
  member: Member | undefined,
  { graph, settings, directory }: Deps,
): Promise<Chosen> {
  const { senders } = settings;
  const address = named ?? (senders.mode === 'mailbox' ? senders.mailbox : undefined);
  if (address === undefined) {
    if (!member) return found('NoAllowedMailbox');
    return { mailboxId: member.mailboxId, shown: member.mail ?? member.mailboxId };
  }
  const answer = await directory.senderOf(address);
  if (answer.kind === 'sender') return { mailboxId: answer.mailboxId, shown: address };
  if (answer.kind === 'notAllowed' && named !== undefined) return found('AllowedNotASender', named);
  // The list is too old to tell, or the one mailbox of the settings is not found: Exchange can be asked all the same.
  return { mailboxId: (await mailboxIdOf(address, graph.users)) ?? address, shown: address };
}

async function checkReading(mailboxId: string, { graph, settings }: Deps) {
  const reading = await readingRight(mailboxId, graph.finder);
  switch (reading) {
    case 'unknown':
      return [found('ReadingUnknown'), found('SentItemsUnknown')];
    case 'forbidden': {
      const follows =
        settings.onUncertain === 'hold'
          ? 'ON_UNCERTAIN is hold: each waits for a person.'
          : 'ON_UNCERTAIN is resend: each is sent again, maybe a second time.';
      return [found('ReadingForbidden', follows), found('SentItemsUnknown')];
    }
    case 'allowed':
      return [found('ReadingAllowed'), await sentItemsFinding(mailboxId, graph)];
    default:
      return reading satisfies never;
  }
}

async function sentItemsFinding(mailboxId: string, graph: Deps['graph']): Promise<Finding> {
  const folder = await graph.sentItems(mailboxId);
  if (folder.kind === 'forbidden') return found('SentItemsUnknown');
  if (folder.kind === 'noAnswer') return found('SentItemsUnknown', folder.code);
  const { itemCount, sizeBytes } = folder;
  const size = sizeBytes === undefined ? '' : `, ${(sizeBytes / 1024 ** 3).toFixed(1)} GB`;
  const isLarge =
    itemCount > doctorLimits.sentItems || (sizeBytes ?? 0) > doctorLimits.sentItemsBytes;
  return found(isLarge ? 'SentItemsLarge' : 'SentItemsRoom', `${itemCount} mails${size}`);
}
