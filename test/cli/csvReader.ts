/**
 * Reads CSV as spreadsheets do, which differ in what ends a cell: quotes count at the beginning of a cell only, and what stands
 * behind the closing one belongs to the cell.
 */
export function readCsv(text: string, delimiters = ','): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  let begun = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
    begun = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && !begun) {
      quoted = true;
      begun = true;
    } else if (delimiters.includes(char)) endCell();
    else if (char === '\r' || char === '\n') {
      endCell();
      if (char === '\r' && text[at + 1] === '\n') at += 1;
      rows.push([]);
    } else {
      cell += char;
      begun = true;
    }
  }
  endCell();
  const last = rows.at(-1);
  return last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows;
}
