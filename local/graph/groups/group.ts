import { checkFields, type FieldRule, isListOf, isText } from '../invalidInput.ts';
import { isAddress } from '../mailboxes/mailbox.ts';
import { isObjectId, objectIdFor } from '../mailboxes/objectId.ts';

/** A member that is neither a mailbox nor a group of the simulated tenant. */
export interface OtherMember {
  /** Object id. */
  readonly id: string;
  readonly type: 'device' | 'orgContact' | 'servicePrincipal';
  readonly displayName: string;
}

/** A group of the simulated tenant, with the properties that Graph gives it. */
export interface SimulatedGroup {
  /** Object id, a GUID in Entra. */
  readonly id: string;
  readonly displayName: string;
  /** Absent: the group has no address. */
  readonly mail?: string;
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
  /** `Unified` for a Microsoft 365 group; absent: none. */
  readonly groupTypes?: readonly string[];
  /** Object ids of direct members: mailboxes, and groups nested in this one. */
  readonly memberIds: readonly string[];
  /** Direct members that are no users and no groups; they come after the others. */
  readonly others?: readonly OtherMember[];
}

const isBoolean = (value: unknown) => typeof value === 'boolean';
const otherTypes = ['device', 'orgContact', 'servicePrincipal'];

function isOther(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, type, displayName } = value as Partial<Record<string, unknown>>; // fields are checked next
  return isObjectId(id) && otherTypes.includes(String(type)) && isText(displayName);
}

const fields: Readonly<Record<keyof SimulatedGroup, FieldRule>> = {
  id: { allowed: 'an object id without slash', accepts: isObjectId, required: true },
  displayName: { allowed: 'a text', accepts: isText, required: true },
  mail: {
    allowed: 'an address such as a@b.example',
    accepts: isAddress,
  },
  mailEnabled: { allowed: 'true or false', accepts: isBoolean, required: true },
  securityEnabled: { allowed: 'true or false', accepts: isBoolean, required: true },
  groupTypes: { allowed: 'a list such as ["Unified"]', accepts: isListOf(isText) },
  memberIds: { allowed: 'a list of object ids', accepts: isListOf(isObjectId), required: true },
  others: {
    allowed: `a list such as [{"id":"1","type":"device","displayName":"Printer"}]; types: ${otherTypes.join(', ')}`,
    accepts: isListOf(isOther),
  },
};

/** Reads a group from JSON. @throws InvalidInput naming the field, its value and what is allowed */
export function readGroup(value: unknown, what: string): SimulatedGroup {
  checkFields(value, fields, what);
  return { ...value } as unknown as SimulatedGroup; // every field was just checked against the table
}

/**
 * A mail-enabled security group, the kind that Exchange can limit an application by. Its id is derived from its name,
 * so that it is the same after a restart.
 */
export function groupFor(
  displayName: string,
  memberIds: readonly string[],
  more: Partial<SimulatedGroup> = {},
): SimulatedGroup {
  const group = {
    id: objectIdFor(`group ${displayName}`),
    displayName,
    mail: `${displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}@contoso.example`,
    mailEnabled: true,
    securityEnabled: true,
    memberIds,
    ...more,
  };
  return readGroup(group, `group ${JSON.stringify(displayName)}`);
}
