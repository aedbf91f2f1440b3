import { odataString, odataValue } from '../api/queryOptions.ts';

/** One comparison that a `$filter` may make. */
export interface FilterForm<T> {
  /** Its last group is the text within the quotes. */
  readonly pattern: RegExp;
  /** @param value in lower case: directory strings compare in any letter case */
  readonly matches: (object: T, value: string) => boolean;
}

/** The form `<property> eq '<text>'`. */
export function equals<T>(property: string, read: (object: T) => string): FilterForm<T> {
  return {
    pattern: new RegExp(`^${property} eq ${odataString}$`, 'i'),
    matches: (object, value) => read(object).toLowerCase() === value,
  };
}

/** Reads a `$filter`, one comparison or several joined by `or`; undefined when one of them is none of the forms. */
export function readFilter<T>(
  text: string,
  forms: readonly FilterForm<T>[],
): ((object: T) => boolean) | undefined {
  const comparisons = splitAtOr(text).map((part) => readComparison(part, forms));
  const known = comparisons.filter((comparison) => comparison !== undefined);
  if (known.length < comparisons.length) return undefined;
  return (object) => known.some((comparison) => comparison(object));
}

/** Splits at every ` or ` outside quotes: an address may hold the word. */
export function splitAtOr(text: string): readonly string[] {
  const pieces = text.split(/('(?:[^']|'')*')/); // quoted texts are at odd indexes
  const marked = pieces.map((piece, index) =>
    index % 2 === 1 ? piece : piece.replaceAll(/\s+or\s+/gi, '\n'),
  );
  return marked
    .join('')
    .split('\n')
    .map((part) => part.trim());
}

function readComparison<T>(part: string, forms: readonly FilterForm<T>[]) {
  for (const { pattern, matches } of forms) {
    const found = pattern.exec(part);
    if (found === null) continue;
    const value = odataValue(found.at(-1) ?? '').toLowerCase();
    return (object: T) => matches(object, value);
  }
  return undefined;
}
