import { allMailboxes, type MailboxStore } from '../../shared/pacing/mailboxStore.ts';
import { addressKey } from '../../shared/senders/addressKey.ts';
import { ownerAt } from '../../shared/senders/sync/rows.ts';
import type { SenderStore } from '../../shared/senders/sync/senderStore.ts';
import { UsageError } from '../usageError.ts';
import { mailboxNames } from './mailboxNames.ts';

/** Whom a command is for: a row of the mailboxes, and what people call it. */
export interface Target {
  readonly mailbox: string;
  readonly name: string;
}

/** Where a mailbox is looked up. */
export interface TargetStores {
  readonly senders: Pick<SenderStore, 'readState' | 'addressesOf' | 'peopleOf'>;
  readonly mailboxes: Pick<MailboxStore, 'read'>;
}

const everybody: Target = { mailbox: allMailboxes, name: 'all mailboxes' };
const objectId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The mailbox that is given, or all. Throws `UsageError` for both, for none, and for a mailbox that nobody knows. */
export async function targetOf(
  values: readonly string[],
  all: boolean,
  stores: () => TargetStores,
): Promise<Target> {
  const [name] = values;
  if (values.length + (all ? 1 : 0) !== 1) {
    throw new UsageError('Give exactly one of ADDRESS and --all.');
  }
  return name === undefined ? everybody : mailboxCalled(name, stores);
}

/**
 * A mailbox by an address that it owns in the list of senders, or by its object id. Where there is no list (SENDER_MODE mailbox
 * and any), a mailbox is known by its id, or by the address itself if it has sent by that. Throws `UsageError`.
 */
export async function mailboxCalled(name: string, stores: () => TargetStores): Promise<Target> {
  const id = name.toLowerCase();
  const address = addressKey(name);
  if (objectId.test(id)) {
    return { mailbox: id, name: (await mailboxNames([id], stores().senders))(id) };
  }
  if (address === undefined) {
    throw new UsageError(
      `"${name}" is no mailbox. Give an address such as noreply@contoso.com, or an object id from "mailchute mailboxes".`,
    );
  }
  const { senders, mailboxes } = stores();
  const [found, rows] = await Promise.all([senders.readState(), senders.addressesOf([address])]);
  const owner = found && ownerAt(rows.get(address), found.state.generation);
  if (owner) return { mailbox: owner, name: address };
  if ((await mailboxes.read(address)).etag !== undefined)
    return { mailbox: address, name: address };
  throw new UsageError(
    `"${name}" is no address of a sender. "mailchute senders list" has the senders; a mailbox that is not there is named by its object id.`,
  );
}
