/**
 * What an operator or a test gave the simulator (a fault rule, a mailbox, a command-line flag) cannot be used.
 * The text says what was wrong, the value, and what is allowed. Answered as 400 by the control API,
 * as exit code 2 by the command line, thrown by the in-process handle.
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

/** One field of an object from outside: what it must satisfy and how to say so. */
export interface FieldRule {
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  readonly required?: true;
}

/** Accepts any text but the empty one, for a `FieldRule`. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Accepts lists whose every item is accepted, for a `FieldRule`. */
export function isListOf(accepts: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(accepts);
}

/** Accepts whole numbers of a range, for a `FieldRule`. */
export function isWhole(lowest: number, highest: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
}

/**
 * Checks an object from outside, field by field, against a table of rules.
 * @param what how the object is called in error texts, such as `faults[0]`
 * @throws InvalidInput at the first field that is unknown, missing or not allowed
 */
export function checkFields(
  value: unknown,
  rules: Readonly<Record<string, FieldRule>>,
  what: string,
): asserts value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInput(`${what} is ${show(value)}. It must be an object.`);
  }
  for (const [name, given] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      throw new InvalidInput(
        `${what} has the unknown field "${name}". Known fields: ${Object.keys(rules).join(', ')}.`,
      );
    }
    if (!rule.accepts(given)) {
      throw new InvalidInput(`${what}.${name} is ${show(given)}. Allowed: ${rule.allowed}.`);
    }
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.required && !Object.hasOwn(value, name)) {
      throw new InvalidInput(`${what}.${name} is missing. Give ${rule.allowed}.`);
    }
  }
}

/** A value as an error text shows it: JSON, cut where it gets long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
