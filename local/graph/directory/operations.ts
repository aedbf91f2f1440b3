import type { GraphAnswer } from '../api/graphAnswer.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import type { Simulator } from '../simulator.ts';
import { groupDelta, noDelta } from './delta/groupDelta.ts';
import type { DirectoryKind } from './directoryKind.ts';
import { getGroup, listGroups } from './groups.ts';
import {
  countMembers,
  countUserMembers,
  listMembers,
  listUserMembers,
  noMembers,
} from './members.ts';
import { getManager, getUser, listUsers } from './users.ts';

type Run = (request: GraphRequest, simulator: Simulator) => GraphAnswer;

/** One thing that can be read of the directory, always with GET. */
export interface DirectoryOperation {
  readonly kind: DirectoryKind;
  /** Path behind the version; its groups are the path parameters. Graph ignores letter case in paths. */
  readonly path: RegExp;
  /** Cost of the path in resource units (throttling-limits page). */
  readonly units: number;
  readonly run: Run;
  /** The answer that tells of nothing, for that fault; only where the fault can be. */
  readonly runEmpty?: Run;
}

/** Every directory operation; the first whose path fits is meant. */
export const directoryOperations: readonly DirectoryOperation[] = [
  { kind: 'users', path: /^\/users$/i, units: 2, run: listUsers },
  { kind: 'users', path: /^\/users\/([^/]+)$/i, units: 1, run: getUser },
  { kind: 'users', path: /^\/users\/([^/]+)\/manager$/i, units: 1, run: getManager },
  { kind: 'groups', path: /^\/groups$/i, units: 1, run: listGroups },
  {
    kind: 'delta',
    path: /^\/groups\/(?:microsoft\.graph\.)?delta(?:\(\))?$/i,
    units: 1,
    run: groupDelta,
    runEmpty: noDelta,
  },
  { kind: 'groups', path: /^\/groups\/([^/]+)$/i, units: 1, run: getGroup },
  members(/^\/groups\/([^/]+)\/members$/i, listMembers),
  members(/^\/groups\/([^/]+)\/members\/\$count$/i, countMembers),
  members(/^\/groups\/([^/]+)\/members\/microsoft\.graph\.user$/i, listUserMembers),
  members(/^\/groups\/([^/]+)\/members\/microsoft\.graph\.user\/\$count$/i, countUserMembers),
];

function members(path: RegExp, run: Run): DirectoryOperation {
  return { kind: 'members', path, units: 3, run, runEmpty: noMembers };
}
