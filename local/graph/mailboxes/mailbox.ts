import { checkFields, type FieldRule, isListOf, isText } from '../invalidInput.ts';
import { isObjectId, objectIdFor } from './objectId.ts';

/** A mailbox of the simulated tenant, with the properties that Graph gives a user. */
export interface SimulatedMailbox {
  /** Object id, a GUID in Entra. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Primary address. */
  readonly mail: string;
  /** `SMTP:` before the primary address, `smtp:` before an alias, as Exchange writes them. */
  readonly proxyAddresses: readonly string[];
  /** False for shared mailboxes: nobody signs in, yet they send. */
  readonly accountEnabled: boolean;
  /** Addresses of others that this mailbox may use as From (Exchange's right Send As). */
  readonly sendAs?: readonly string[];
  /** Object id of another mailbox of the tenant. */
  readonly manager?: string;
}

/** Whether a value looks like a mail address. */
export function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value);
}

const isProxyAddress = (value: unknown) =>
  typeof value === 'string' && /^[a-z][a-z0-9]*:\S+$/i.test(value);

const fields: Readonly<Record<keyof SimulatedMailbox, FieldRule>> = {
  id: { allowed: 'an object id without slash', accepts: isObjectId, required: true },
  displayName: { allowed: 'a text', accepts: isText, required: true },
  userPrincipalName: { allowed: 'a name such as a@b.example', accepts: isAddress, required: true },
  mail: { allowed: 'an address such as a@b.example', accepts: isAddress, required: true },
  proxyAddresses: {
    allowed: 'a list such as ["SMTP:a@b.example", "smtp:alias@b.example"]',
    accepts: isListOf(isProxyAddress),
    required: true,
  },
  accountEnabled: {
    allowed: 'true or false',
    accepts: (value) => typeof value === 'boolean',
    required: true,
  },
  sendAs: { allowed: 'a list of addresses', accepts: isListOf(isAddress) },
  manager: { allowed: 'an object id without slash', accepts: isObjectId },
};

/** Reads a mailbox from JSON. @throws InvalidInput naming the field, its value and what is allowed */
export function readMailbox(value: unknown, what: string): SimulatedMailbox {
  checkFields(value, fields, what);
  return { ...value } as unknown as SimulatedMailbox; // every field was just checked against the table
}

/**
 * A mailbox for an address, with one proxy address and no aliases.
 * Its id is derived from the address, so that it is the same after a restart.
 * @throws InvalidInput when `address` is not an address
 */
export function mailboxFor(
  address: string,
  more: Partial<SimulatedMailbox> = {},
): SimulatedMailbox {
  const mailbox = {
    id: objectIdFor(address.toLowerCase()),
    displayName: address.split('@')[0] ?? address,
    userPrincipalName: address,
    mail: address,
    proxyAddresses: [`SMTP:${address}`],
    accountEnabled: true,
    ...more,
  };
  return readMailbox(mailbox, `mailbox ${JSON.stringify(address)}`);
}

/** Addresses that belong to the mailbox itself, in lower case: mail, user principal name, SMTP proxies. */
export function addressesOf(mailbox: SimulatedMailbox): readonly string[] {
  const proxies = mailbox.proxyAddresses
    .filter((proxy) => /^smtp:/i.test(proxy))
    .map((proxy) => proxy.slice('smtp:'.length));
  const all = [mailbox.mail, mailbox.userPrincipalName, ...proxies];
  return [...new Set(all.map((address) => address.toLowerCase()))];
}

/** Whether Exchange lets the mailbox use this address as From. */
export function maySendAs(mailbox: SimulatedMailbox, fromAddress: string): boolean {
  const from = fromAddress.toLowerCase();
  const granted = mailbox.sendAs?.some((address) => address.toLowerCase() === from) ?? false;
  return granted || addressesOf(mailbox).includes(from);
}
