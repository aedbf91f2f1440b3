import type { GraphError } from '../api/graphAnswer.ts';
import { refuse, requestDenied } from '../api/graphErrors.ts';
import { pick, readSelect } from '../api/queryOptions.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { DirectoryBehaviour } from './directoryBehaviour.ts';

/** Properties of a user that the simulator has. */
const properties = [
  { name: 'id', byDefault: true },
  { name: 'displayName', byDefault: true },
  { name: 'userPrincipalName', byDefault: true },
  { name: 'mail', byDefault: true },
  { name: 'proxyAddresses', byDefault: false },
  { name: 'accountEnabled', byDefault: false },
] as const;

type UserProperty = (typeof properties)[number]['name'];

/** What a request wants to see of users. */
export interface UserView {
  readonly kind: 'view';
  readonly selected: readonly UserProperty[];
  /** What it wants to see of each manager; absent: it does not ask for managers. */
  readonly ofManager?: readonly UserProperty[];
}

type Reading = DirectoryBehaviour['directoryReading'];

/** What each permission leaves out. */
const withheld: Readonly<Record<Reading, readonly UserProperty[]>> = {
  full: [],
  noProxies: ['proxyAddresses', 'accountEnabled'],
  idsOnly: ['displayName', 'userPrincipalName', 'mail', 'proxyAddresses', 'accountEnabled'],
  forbidden: properties.map(({ name }) => name),
};

const managerForm = /^manager(?:\(\s*\$select=([^()]*)\))?$/i;

/** Reads `$select` and `$expand`. Managers need User.Read.All. */
export function readUserView(query: URLSearchParams, reading: Reading): UserView | GraphError {
  const selected = readSelect(query.get('$select'), properties, 'users');
  if ('kind' in selected) return selected;
  const expand = query.get('$expand');
  if (expand === null) return { kind: 'view', selected };
  const manager = managerForm.exec(expand.trim());
  if (manager === null) {
    return refuse(
      'BadRequest',
      'The simulator expands manager and manager($select=…) of users, nothing else.',
    );
  }
  if (reading !== 'full') return requestDenied();
  const ofManager = readSelect(manager[1] ?? null, properties, 'users');
  return 'kind' in ofManager ? ofManager : { kind: 'view', selected, ofManager };
}

/** A user as the request wants it, with null where the identity may not look. */
export function showUser(user: SimulatedMailbox, view: UserView, simulator: Simulator): object {
  const { directoryReading } = simulator.behaviour.current;
  const hidden = withheld[directoryReading].filter((name) => view.selected.includes(name));
  const shown = {
    ...pick(user, view.selected),
    ...Object.fromEntries(hidden.map((name) => [name, null])),
  };
  const manager =
    view.ofManager && user.manager !== undefined
      ? simulator.mailboxes.byId(user.manager)
      : undefined;
  if (manager === undefined) return shown;
  // Graph's expanded objects carry their id whatever is selected (example of the user-list-manager page).
  return {
    ...shown,
    manager: { '@odata.type': userType, ...pick(manager, view.ofManager ?? []), id: manager.id },
  };
}

/** Type of a user in lists of mixed objects. */
export const userType = '#microsoft.graph.user';
