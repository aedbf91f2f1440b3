import type { GraphError } from './graphAnswer.ts';
import { refuse } from './graphErrors.ts';

/** A property that `$select` may name; the others come only when it does, as in Graph. */
interface Selectable<Name extends string> {
  readonly name: Name;
  readonly byDefault: boolean;
}

/** An OData string for a regular expression: single quotes, a quote inside doubled. Its one group is the text within. */
export const odataString = "'((?:[^']|'')*)'";

/** The value of an OData string from the text between its quotes. */
export function odataValue(text: string): string {
  return text.replaceAll("''", "'");
}

/** Names that `$select` asks for, or the default ones. @param things what has the properties, for the refusal */
export function readSelect<Name extends string>(
  select: string | null,
  properties: readonly Selectable<Name>[],
  things: string,
): readonly Name[] | GraphError {
  if (select === null)
    return properties.filter(({ byDefault }) => byDefault).map(({ name }) => name);
  const names: Name[] = [];
  for (const asked of select.split(',').map((name) => name.trim().toLowerCase())) {
    const known = properties.find(({ name }) => name.toLowerCase() === asked);
    if (known === undefined) {
      const all = properties.map(({ name }) => name).join(', ');
      return refuse(
        'BadRequest',
        `The simulator's ${things} have no property '${asked}', only ${all}.`,
      );
    }
    names.push(known.name);
  }
  return names;
}

/** How many results `$top` asks for on one page. */
export function readTop(top: string | null, usual: number, most: number): number | GraphError {
  const count = Number(top ?? usual);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  return refuse('BadRequest', `Invalid page size specified. Must be between 1 and ${most}.`);
}

/** The named properties of an object, and no others. */
export function pick<Name extends string>(
  object: Readonly<Partial<Record<Name, unknown>>>,
  names: readonly Name[],
): object {
  return Object.fromEntries(names.map((name) => [name, object[name]]));
}

/** The refusal for a query option that the simulator does not know; undefined when all are known. */
export function refuseUnknown(
  query: URLSearchParams,
  known: readonly string[],
): GraphError | undefined {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const all = known.length > 0 ? `only ${known.join(', ')}` : 'none';
  return refuse('BadRequest', `The query option '${unknown}' is not known here; ${all}.`);
}
