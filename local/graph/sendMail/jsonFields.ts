import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import type { Address } from '../store/acceptedMessage.ts';

/** An object from JSON whose property names Graph matches in any letter case. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Thrown inside the reading of a JSON message, caught where it begins: carries Graph's refusal outwards. */
export class JsonRefused extends Error {
  readonly refusal: GraphError;

  constructor(refusal: GraphError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The property of that name in any letter case: Graph takes `Message` (schema) and `message` (documentation). */
function property(object: JsonObject, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (object[key] ?? undefined);
}

/** An optional object property. @throws JsonRefused when it is something else */
export function objectIn(object: JsonObject, name: string): JsonObject | undefined {
  const value = property(object, name);
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw notOfType(name, 'an object');
  return value;
}

/** An optional text property. @throws JsonRefused when it is something else */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = property(object, name);
  if (value !== undefined && typeof value !== 'string') throw notOfType(name, 'a text');
  return value;
}

/** An optional true-or-false property. @throws JsonRefused when it is something else */
export function flagIn(object: JsonObject, name: string): boolean | undefined {
  const value = property(object, name);
  if (value !== undefined && typeof value !== 'boolean') throw notOfType(name, 'true or false');
  return value;
}

/** An optional list of objects, empty when absent. @throws JsonRefused when it is something else */
export function listIn(object: JsonObject, name: string): readonly JsonObject[] {
  const value = property(object, name) ?? [];
  if (!Array.isArray(value) || !value.every(isJsonObject))
    throw notOfType(name, 'a list of objects');
  return value;
}

/** A Graph recipient, `{emailAddress:{name,address}}`. @throws JsonRefused without an address */
export function recipient(value: JsonObject): Address {
  const emailAddress = objectIn(value, 'emailAddress') ?? {};
  const address = textIn(emailAddress, 'address');
  if (address === undefined || !/^\S+@\S+$/.test(address)) {
    throw new JsonRefused(refuse('ErrorInvalidRecipients', 'At least one recipient is not valid.'));
  }
  return { name: textIn(emailAddress, 'name') ?? '', address };
}

/** Whether a value from JSON is an object, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notOfType(name: string, allowed: string): JsonRefused {
  return new JsonRefused(
    refuse('UnableToDeserializePostBody', `The property '${name}' must be ${allowed}.`),
  );
}
