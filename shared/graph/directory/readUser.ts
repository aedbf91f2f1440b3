import { addressKey } from '../../senders/addressKey.ts';
import type { Manager, Member } from '../../senders/sync/member.ts';
import { isObject, type JsonObject, textOf } from '../jsonObject.ts';

/** What is asked of a user. `proxyAddresses` comes only when it is named, and needs User.Read.All. */
export const userFields =
  '$select=id,displayName,mail,userPrincipalName,accountEnabled,proxyAddresses';

/** The manager in the same answer. */
export const managerFields = '$expand=manager($select=id,displayName,mail)';

/** A user as Graph shows it. Addresses that can stand in no From we send are left out. */
export function readMember(id: string, user: JsonObject): Member {
  const mail = textOf(user['mail']);
  const userPrincipalName = textOf(user['userPrincipalName']);
  const { displayName, accountEnabled } = user;
  return {
    mailboxId: id,
    displayName: textOf(displayName) ?? userPrincipalName ?? id,
    mail,
    userPrincipalName,
    accountEnabled: typeof accountEnabled === 'boolean' ? accountEnabled : undefined,
    addresses: addressKeys([mail, userPrincipalName, ...smtpAddresses(user)]),
    manager: readManager(user['manager']),
  };
}

/** The manager of a user; undefined when there is none, or an answer without it. */
export function readManager(manager: unknown): Manager | undefined {
  const id = isObject(manager) ? textOf(manager['id']) : undefined;
  if (!isObject(manager) || id === undefined) return undefined;
  return { id, displayName: textOf(manager['displayName']), mail: textOf(manager['mail']) };
}

/** `SMTP:` is the primary address, `smtp:` the others; further kinds (SIP, X500, SPO) are no addresses of mail. */
function smtpAddresses({ proxyAddresses }: JsonObject): readonly string[] {
  if (!Array.isArray(proxyAddresses)) return [];
  return proxyAddresses.flatMap((proxy) => {
    const text = textOf(proxy);
    return text && /^smtp:/i.test(text) ? [text.slice('smtp:'.length)] : [];
  });
}

function addressKeys(addresses: readonly (string | undefined)[]): readonly string[] {
  const keys = addresses.flatMap((address) => (address ? [addressKey(address)] : []));
  return [...new Set(keys.filter((key) => key !== undefined))].sort();
}
