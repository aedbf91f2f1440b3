import { createHash } from 'node:crypto';

/** Whether a value can be an object id; in Entra it is a GUID, tests may use shorter ones. */
export function isObjectId(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s/@]+$/.test(value);
}

/** An object id derived from a text, so that it is the same after a restart. */
export function objectIdFor(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
