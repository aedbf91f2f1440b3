import { type Refusal, refused } from '../job/reasons.ts';
import { addressKey } from './addressKey.ts';
import type { Directory, Sender, SenderAnswer } from './directory.ts';

/**
 * The mailbox that may send this mail: the one the From address belongs to. A mailbox that the job asks for must be that
 * one, by address, `user:<address>` or object id; naming another does not make a From allowed.
 */
export async function allowedSender(
  from: string,
  wanted: string | undefined,
  directory: Directory,
): Promise<Exclude<SenderAnswer, { kind: 'notAllowed' }> | Refusal> {
  const sender = await directory.senderOf(from);
  if (sender.kind === 'stale') return sender;
  if (sender.kind === 'notAllowed') {
    return refused(
      'SenderNotAllowed',
      'The From address belongs to no mailbox that may send. Add its mailbox to the sender group, or correct From.',
    );
  }
  const owner = wanted === undefined ? sender : await ownerOf(wanted, sender, directory);
  if (owner.kind === 'stale') return owner;
  if (owner.kind === 'sender' && owner.mailboxId === sender.mailboxId) return sender;
  return refused(
    'SenderNotAllowed',
    'Property "mailbox" names another mailbox than the one the From address belongs to. Leave it out, or correct From.',
  );
}

/** Who a name in the property `mailbox` is. */
async function ownerOf(name: string, sender: Sender, directory: Directory): Promise<SenderAnswer> {
  if (!name.includes('@')) {
    const isSender = name.toLowerCase() === sender.mailboxId.toLowerCase();
    return isSender ? { kind: 'sender', ...sender } : { kind: 'notAllowed' };
  }
  const address = addressKey(name.replace(/^user:/i, ''));
  return address === undefined ? { kind: 'notAllowed' } : directory.senderOf(address);
}
