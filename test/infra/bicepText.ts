/**
 * Just enough of Bicep's syntax to find things in it: comments, strings, brackets. The types are checked elsewhere; these
 * tests must run where there is no compiler.
 */

/** A string of Bicep, with `${...}` inside; or a comment. */
const stringOrComment = /('''[\s\S]*?'''|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The text without comments. Addresses such as https://... in strings are no comments. */
export function withoutComments(text: string): string {
  return text.replace(stringOrComment, (_all, string?: string) => string ?? '');
}

/** What stands between the first opening bracket after `start` and its closing one. Throws when there is no `start`. */
export function blockAfter(text: string, start: string | RegExp): string {
  const found = typeof start === 'string' ? text.indexOf(start) : text.search(start);
  if (found < 0) throw new Error(`There is no "${start}" in the Bicep text.`);
  const from = found + text.slice(found).search(/[[{]/);
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(/'(?:\\.|[^'\\\n])*'|[[\]{}]/g)) {
    if ('[{'.includes(token)) depth += 1;
    if (']}'.includes(token)) depth -= 1;
    if (depth === 0) return text.slice(from + 1, from + index);
  }
  throw new Error(`The bracket after "${start}" is not closed.`);
}

/** The keys of an object's own properties with their values as text, from the inside of its braces, one a line. */
export function properties(block: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let depth = 0;
  for (const line of block.split('\n')) {
    const [, key, value = ''] = /^\s*(?:'([^']+)'|(\w+)): ?(.*)$/.exec(line)?.filter(Boolean) ?? [];
    if (depth === 0 && key !== undefined) found.set(key, value);
    const outside = line.replace(/'(?:\\.|[^'\\])*'/g, '');
    depth += (outside.match(/[[{(]/g) ?? []).length - (outside.match(/[\]})]/g) ?? []).length;
  }
  return found;
}

/** The text of a string literal. */
export function literal(value: string | undefined): string | undefined {
  return value === undefined ? undefined : /^'(.*)'$/.exec(value)?.[1];
}

/** Milliseconds of an ISO 8601 duration in minutes or hours. */
export function durationMs(value: string | undefined): number | undefined {
  const [, amount, unit] = /^'?PT(\d+)([MH])'?$/.exec(value ?? '') ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'H' ? 3_600_000 : 60_000);
}
