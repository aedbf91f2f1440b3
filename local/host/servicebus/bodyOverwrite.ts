import type { RpcTypedData } from '../app/coreTypes.ts';

/**
 * Quirk: when the trigger's value is text holding a JSON object, each of its properties but arrays is copied over the
 * trigger's metadata, whatever the case of its name: a body with `subject` or `messageId` replaces the message's own.
 * HOST Utility.ApplyBindingData. It does not happen to bytes, which is why Mailchute binds `dataType: 'binary'`.
 */
export function overwriteWithBody(
  metadata: Readonly<Record<string, RpcTypedData>>,
  body: RpcTypedData,
): Record<string, RpcTypedData> {
  const overwritten = { ...metadata };
  const nameOnWire = new Map(Object.keys(metadata).map((name) => [name.toLowerCase(), name]));
  for (const [name, value] of Object.entries(objectIn(body.string))) {
    const data = bindingData(value);
    const key = nameOnWire.get(name.toLowerCase()) ?? name; // a .NET dictionary keeps the first spelling
    nameOnWire.set(name.toLowerCase(), key);
    if (data) overwritten[key] = data;
  }
  return overwritten;
}

function objectIn(text: string | undefined): Record<string, unknown> {
  if (!text?.trim().startsWith('{')) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {}; // the host, too, takes text that only looks like JSON for text
  }
}

/** Objects travel as JSON, the rest as .NET casts it to a string: `true` becomes "True". Null and arrays are left out. */
function bindingData(value: unknown): RpcTypedData | undefined {
  if (value === null || Array.isArray(value)) return undefined;
  if (typeof value === 'object') return { json: JSON.stringify(value) };
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: String(value) };
}
