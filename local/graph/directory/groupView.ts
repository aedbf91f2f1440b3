import { pick } from '../api/queryOptions.ts';
import type { SimulatedGroup } from '../groups/group.ts';

/** Properties of a group that the simulator has. */
export const groupProperties = [
  { name: 'id', byDefault: true },
  { name: 'displayName', byDefault: true },
  { name: 'mail', byDefault: true },
  { name: 'mailEnabled', byDefault: true },
  { name: 'securityEnabled', byDefault: true },
  { name: 'groupTypes', byDefault: true },
] as const;

/** One of them. */
export type GroupProperty = (typeof groupProperties)[number]['name'];

/** A group as a request wants it. */
export function showGroup(group: SimulatedGroup, selected: readonly GroupProperty[]): object {
  return pick({ ...group, mail: group.mail ?? null, groupTypes: group.groupTypes ?? [] }, selected);
}
