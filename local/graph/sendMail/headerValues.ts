/**
 * Unfolded values of the header fields with these names, in document order. Mails are parsed by a library where they are
 * shown; for the envelope of thousands a second, of which six fields count, that costs more than all else together.
 * @param block the header block without the blank line after it
 * @param names in lower case
 */
export function headerValues(
  block: Buffer,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const values = new Map(names.map((name) => [name, [] as string[]]));
  for (const lines of fieldsIn(block)) {
    const field = lines.length === 1 ? (lines[0] ?? '') : lines.join('');
    const [start = '', name = ''] = /^([!-9;-~]+)[ \t]*:/.exec(field) ?? [];
    const value = field.slice(start.length).replace(/[\r\n]+/g, ' ');
    values.get(name.toLowerCase())?.push(value.trim());
  }
  return values;
}

/** The lines of each field; one that begins with white space belongs to the field before it (RFC 5322, 2.2.3). */
function fieldsIn(block: Buffer): readonly string[][] {
  const fields: string[][] = [];
  for (const ended of block.toString('utf8').split('\n')) {
    let length = ended.length;
    while (ended[length - 1] === '\r') length -= 1;
    if (length === 0) break; // blank but for carriage returns: the body
    const line = ended.slice(0, length);
    if (/^[ \t]/.test(line) && fields.length > 0) fields.at(-1)?.push(line);
    else fields.push([line]);
  }
  return fields;
}
