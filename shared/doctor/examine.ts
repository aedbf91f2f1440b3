import { checkAllowedMailbox } from './checks/allowedMailbox.ts';
import { checkForbiddenMailbox } from './checks/forbiddenMailbox.ts';
import { checkGraph } from './checks/graph.ts';
import { checkGroup } from './checks/group.ts';
import { guarded } from './checks/guarded.ts';
import { checkList } from './checks/list.ts';
import { checkRecord } from './checks/record.ts';
import { checkRights } from './checks/rights.ts';
import { checkStores } from './checks/stores.ts';
import { checkToken } from './checks/token.ts';
import type { DoctorDeps } from './doctorDeps.ts';
import { type Finding, found } from './findings.ts';
import type { OrderWish } from './order.ts';
import { doctorTimes } from './times.ts';

const { checkMs } = doctorTimes;

/** Examines everything with the identity, the settings and the network of this process. Never throws, and sends nothing. */
export async function examine(wish: OrderWish, deps: DoctorDeps): Promise<readonly Finding[]> {
  const [graph, rights, senders, stores, record] = await Promise.all([
    guarded('Graph', () => checkGraph(deps), checkMs),
    guarded('rights', () => checkIdentity(wish, deps), checkMs),
    guarded('senders', () => checkSenders(wish, deps), 2 * checkMs),
    guarded('stores', () => checkStores(deps), checkMs),
    guarded('record', () => checkRecord(deps), checkMs),
  ]);
  return [...checkSettings(deps), ...graph, ...rights, ...senders, ...stores, ...record];
}

/** That this runs at all is the proof: a wrong setting stops the start. */
function checkSettings({ settings }: DoctorDeps): readonly Finding[] {
  const { senders, recipientsAllowed, onUncertain } = settings;
  const { addresses, domains } = recipientsAllowed;
  const isOpen = addresses.size + domains.size === 0;
  return [
    found('SettingsRead', `SENDER_MODE is ${senders.mode}, ON_UNCERTAIN is ${onUncertain}.`),
    isOpen
      ? found('RecipientsOpen')
      : found('RecipientsLimited', `${addresses.size} addresses, ${domains.size} domains.`),
  ];
}

/** The token, and the wall of Exchange, by which its rights are judged. */
async function checkIdentity(wish: OrderWish, deps: DoctorDeps): Promise<readonly Finding[]> {
  const { findings, claims } = await checkToken(deps);
  const forbidden = await checkForbiddenMailbox(wish.forbidden, deps);
  const { mode } = deps.settings.senders;
  const rights = claims ? checkRights(claims.roles, mode, forbidden.wall) : [];
  return [...findings, ...rights, ...forbidden.findings];
}

async function checkSenders(wish: OrderWish, deps: DoctorDeps): Promise<readonly Finding[]> {
  const { findings, member } = await checkGroup(deps);
  const [list, allowed] = await Promise.all([
    guarded('list', () => checkList(deps), checkMs),
    guarded('mailbox', () => checkAllowedMailbox(wish.allowed, member, deps), checkMs),
  ]);
  return [...findings, ...list, ...allowed];
}
