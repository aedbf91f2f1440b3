import { addressKey } from '../senders/addressKey.ts';
import type { DoctorDeps } from './doctorDeps.ts';

/** Who sends a probe. Addresses in the form of `addressKey`. */
export interface Prober {
  readonly mailboxId: string;
  /** The mailbox's own address. */
  readonly address: string;
  /** Another address that it has; undefined: none is known. */
  readonly alias: string | undefined;
}

/** The mailbox behind an address, if it may send; the address itself is the alias to try if it is one. */
export async function proberOf(
  address: string,
  { directory, graph }: Pick<DoctorDeps, 'directory' | 'graph'>,
): Promise<Prober | undefined> {
  const sender = await directory.senderOf(address);
  if (sender.kind !== 'sender') return undefined;
  const { mailboxId } = sender;
  const answer = await graph.users.byId(mailboxId).catch(() => undefined);
  const user = answer?.kind === 'users' ? answer.users[0] : undefined;
  const own = addressKey(user?.mail ?? '') ?? address;
  if (own !== address) return { mailboxId, address: own, alias: address };
  // A user principal name need not be an address that the mailbox has.
  const name = addressKey(user?.userPrincipalName ?? '');
  const alias = user?.addresses.find((other) => other !== own && other !== name);
  return { mailboxId, address: own, alias };
}
