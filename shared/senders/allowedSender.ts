import { type Refusal, refused } from '../job/reasons.ts';
import type { Directory, Sender } from './directory.ts';

/**
 * The mailbox that may send this mail: the one the From address belongs to. A mailbox that the job asks for must be that
 * one, by address, `user:<address>` or object id; naming another does not make a From allowed.
 */
export async function allowedSender(
  from: string,
  wanted: string | undefined,
  directory: Directory,
): Promise<({ readonly kind: 'sender' } & Sender) | Refusal> {
  const sender = await directory.senderOf(from);
  if (!sender) {
    return refused(
      'SenderNotAllowed',
      'The From address belongs to no mailbox that may send. Add its mailbox to the sender group, or correct From.',
    );
  }
  if (wanted === undefined || (await ownsName(sender, wanted, directory))) {
    return { kind: 'sender', ...sender };
  }
  return refused(
    'SenderNotAllowed',
    'Property "mailbox" names another mailbox than the one the From address belongs to. Leave it out, or correct From.',
  );
}

async function ownsName(sender: Sender, wanted: string, directory: Directory): Promise<boolean> {
  const name = wanted.toLowerCase();
  if (!name.includes('@')) return name === sender.mailboxId.toLowerCase();
  const other = await directory.senderOf(name.replace(/^user:/, ''));
  return other?.mailboxId === sender.mailboxId;
}
