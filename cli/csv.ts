import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { parseOptions } from './arguments.ts';
import { UsageError } from './usageError.ts';

/** The columns of a CSV file: the heading of each and what stands in it. */
export type CsvColumns<Row> = Readonly<
  Record<string, (row: Row) => string | number | boolean | undefined>
>;

/**
 * Where a spreadsheet may see a cell begin, with the blanks and quotes it skips there: at the beginning, and inside the text for
 * programs that take semicolons, tabs or line breaks for the end of a cell, as Excel does in half of Europe (CWE-1236).
 */
const cellBeginning = /(?:^|[;\t\r\n])[;"\s\p{Cc}\p{Cf}]*/gu;

/** What makes a cell a formula; the full-width ones do in East Asian settings. */
const formulaCharacters = [...'=+-@＝＋－＠'];

/**
 * Rows as a CSV text that spreadsheets open as it is meant: a byte order mark, by which Excel knows UTF-8, CRLF, every cell in
 * quotes, and an apostrophe before what would run as a formula, since whoever may name a person or a group writes these cells.
 */
export function csvText<Row>(columns: CsvColumns<Row>, rows: readonly Row[]): string {
  const cells = Object.values(columns);
  const lines = rows.map((row) => cells.map((cell) => harmless(String(cell(row) ?? ''))));
  return stringify([Object.keys(columns), ...lines], {
    bom: true,
    quoted: true,
    record_delimiter: 'windows',
    escape_formulas: true, // cells that begin with a tab or CR; `harmless` has seen to the rest
  });
}

/** Linear in the length of the text: each run of blanks is looked at once. */
function harmless(text: string): string {
  return text.replace(cellBeginning, (blanks: string, at: number) =>
    formulaCharacters.includes(text.charAt(at + blanks.length)) ? `${blanks}'` : blanks,
  );
}

/** The one argument of a command that writes CSV. Undefined: standard output. */
export function fileArgument(args: readonly string[]): string | undefined {
  const { values } = parseOptions(args, {});
  if (values.length > 1)
    throw new UsageError(`Give one FILE or none; ${values.length} were given.`);
  return values[0];
}

/** Writes rows as CSV to a file, or to standard output for none or `-`. A reader that has seen enough is no fault. */
export async function writeCsv<Row>(
  file: string | undefined,
  columns: CsvColumns<Row>,
  rows: readonly Row[],
): Promise<void> {
  const text = csvText(columns, rows);
  if (file !== undefined && file !== '-') {
    await writeFile(file, text);
    console.log(`Wrote ${rows.length} rows to ${file}`);
    return;
  }
  process.stdout.once('error', () => undefined); // the callback is told too; unheard, it would end the process
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      const { code } = (error ?? {}) as NodeJS.ErrnoException;
      if (error && code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
