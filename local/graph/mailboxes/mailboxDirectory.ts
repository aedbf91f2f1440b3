import { InvalidInput } from '../invalidInput.ts';
import { addressesOf, type SimulatedMailbox } from './mailbox.ts';

/** The tenant's mailboxes, found by object id, user principal name or any address, in any letter case. */
export class MailboxDirectory {
  #mailboxes: readonly SimulatedMailbox[] = [];
  #byKey = new Map<string, SimulatedMailbox>();

  list(): readonly SimulatedMailbox[] {
    return this.#mailboxes;
  }

  find(idOrAddress: string): SimulatedMailbox | undefined {
    return this.#byKey.get(idOrAddress.toLowerCase());
  }

  /** Only by object id. */
  byId(id: string): SimulatedMailbox | undefined {
    const found = this.find(id);
    return found?.id.toLowerCase() === id.toLowerCase() ? found : undefined;
  }

  /** @throws InvalidInput when an id or address is there already, or a manager is unknown; then nothing is added */
  add(mailboxes: readonly SimulatedMailbox[]): void {
    this.replace([...this.#mailboxes, ...mailboxes]);
  }

  /** @throws InvalidInput when two of them share an id or an address, or a manager is unknown; then nothing changes */
  replace(mailboxes: readonly SimulatedMailbox[]): void {
    const byKey = new Map<string, SimulatedMailbox>();
    for (const mailbox of mailboxes) {
      for (const key of [mailbox.id.toLowerCase(), ...addressesOf(mailbox)]) {
        const other = byKey.get(key);
        if (other !== undefined && other !== mailbox) {
          throw new InvalidInput(
            `"${key}" belongs to two mailboxes, ${other.mail} and ${mailbox.mail}. Ids and addresses must be unique in a tenant.`,
          );
        }
        byKey.set(key, mailbox);
      }
    }
    for (const { manager, mail } of mailboxes) {
      if (manager === undefined) continue;
      if (byKey.get(manager.toLowerCase())?.id.toLowerCase() === manager.toLowerCase()) continue;
      throw new InvalidInput(
        `The manager "${manager}" of ${mail} is no object id of a mailbox in the tenant. Add that mailbox too, or leave the manager out.`,
      );
    }
    this.#mailboxes = [...mailboxes];
    this.#byKey = byKey;
  }
}
