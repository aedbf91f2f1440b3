import { readGroup } from '../groups/group.ts';
import { checkFields, type FieldRule, InvalidInput } from '../invalidInput.ts';
import type { ControlOperation } from './controlOperation.ts';

/** What the control API can do with groups, by method and path. */
export const groupOperations: Readonly<Record<string, ControlOperation>> = {
  'GET /_control/groups': {
    does: 'the groups of the tenant with their members',
    run: ({ groups }) => ({ groups: groups.list() }),
  },
  'PUT /_control/groups': {
    does: 'puts a list of groups in their place',
    run: ({ groups }, body) => {
      if (!Array.isArray(body)) throw new InvalidInput('The groups must be a list of objects.');
      groups.replace(body.map((group, index) => readGroup(group, `groups[${index}]`)));
      return { groups: groups.list() };
    },
  },
  'POST /_control/members': {
    does: 'adds and removes members: {"group":"…","add":["…"],"remove":["…"]}',
    run: ({ groups }, body) => {
      const { group, add, remove } = readMemberChange(body);
      groups.addMembers(group, add);
      groups.removeMembers(group, remove);
      return { memberCount: groups.get(group)?.members.count };
    },
  },
  'POST /_control/expireDeltaTokens': {
    does: 'no link of a delta query given so far is taken any more',
    run: ({ deltaTokens }) => {
      deltaTokens.expireAll();
      return {};
    },
  },
};

interface MemberChange {
  readonly group: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const ids: FieldRule = {
  allowed: 'a list of object ids',
  accepts: (value) => Array.isArray(value) && value.every((id) => typeof id === 'string'),
};

const fields: Readonly<Record<keyof MemberChange, FieldRule>> = {
  group: {
    allowed: 'the object id of a group',
    accepts: (value) => typeof value === 'string',
    required: true,
  },
  add: ids,
  remove: ids,
};

function readMemberChange(body: unknown): MemberChange {
  checkFields(body, fields, 'member change');
  return { add: [], remove: [], ...body } as unknown as MemberChange; // every field was just checked against the table
}
