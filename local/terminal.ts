import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Text in a colour, on a terminal only: `styleText` looks at the stream, at NO_COLOR and at FORCE_COLOR. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Rows as lines with their columns aligned; `indent` spaces before each. */
export function columns(rows: readonly (readonly string[])[], indent = 2): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, plainLength(cell));
    });
  }
  return rows.map((row) => {
    const cells = row.map(
      (cell, index) => cell + ' '.repeat((widths[index] ?? 0) - plainLength(cell)),
    );
    return `${' '.repeat(indent)}${cells.join('  ')}`.trimEnd();
  });
}

/** Without the colour codes, which take no room. */
function plainLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
