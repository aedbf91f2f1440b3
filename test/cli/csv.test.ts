import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvColumns, csvText } from '../../cli/csv.ts';
import { readCsv } from './csvReader.ts';

interface Row {
  readonly name: string;
  readonly note: string;
}

const columns: CsvColumns<Row> = { name: (row) => row.name, note: (row) => row.note };
const byteOrderMark = '\ufeff';

/** Names as an attacker writes them: formula signs, what ends a cell, blanks that spreadsheets skip. */
const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...['=', '+', '-', '@', '＝', '＋', '－', '＠', ';', ',', '"', "'", '\t', '\r', '\n'],
        ...[' ', '\u00a0', '\u200b', byteOrderMark, '\0', '|', 'a', '1', 'ü', '😀'],
      ),
    )
    .map((parts) => parts.join('')),
);
const hostileRows = fc.array(fc.record({ name: hostileText, note: hostileText }));

const withoutApostrophes = (text: string) => text.replaceAll("'", '');

test('whatever stands in a cell is read back, but for the apostrophes that keep it harmless', () => {
  fc.assert(
    fc.property(hostileRows, (rows) => {
      const text = csvText(columns, rows);

      const [heading, ...read] = readCsv(text.slice(byteOrderMark.length));

      expect(heading).toEqual(['name', 'note']);
      expect(read.map((row) => row.map(withoutApostrophes))).toEqual(
        rows.map(({ name, note }) => [name, note].map(withoutApostrophes)),
      );
    }),
  );
});

test('ordinary names come back as they are', () => {
  const name = 'Søren "Sam" Müller-Lüdenscheidt, Köln; o’Neil 😀';

  const text = csvText(columns, [{ name, note: 'a@b.example' }]);

  expect(readCsv(text.slice(1))[1]).toEqual([name, 'a@b.example']);
});

test.each([
  ['commas', ','],
  ['semicolons', ';'],
  ['tabs', '\t'],
  ['all of them', ',;\t'],
])('no cell is a formula where %s end a cell', (_, delimiters) => {
  fc.assert(
    fc.property(hostileRows, (rows) => {
      const cells = readCsv(csvText(columns, rows).slice(1), delimiters).flat();

      const shown = cells.map((cell) => cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, ''));

      expect(shown.filter((cell) => /^[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    }),
  );
});

test.each([
  ['=HYPERLINK("https://evil.example")', '\'=HYPERLINK("https://evil.example")'],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['\tA', "'\tA"],
  ['\rA', "'\rA"],
  [' =1+1', " '=1+1"],
  ['Anna;=1+1', "Anna;'=1+1"],
  ['Anna\n+1', "Anna\n'+1"],
  ['Anna;"=1;', 'Anna;"\'=1;'],
])('the name %j is written as %j', (name, harmless) => {
  const text = csvText(columns, [{ name, note: '' }]);

  expect(readCsv(text.slice(1))[1]).toEqual([harmless, '']);
});

test('a file begins with the mark by which Excel knows UTF-8, and its lines end with CRLF', () => {
  const bytes = Buffer.from(csvText(columns, [{ name: 'Zoë', note: 'x' }]));

  expect(bytes.toString('latin1')).toBe(
    `\xef\xbb\xbf"name","note"\r\n"${Buffer.from('Zoë').toString('latin1')}","x"\r\n`,
  );
});

test('a megabyte of blanks in one name costs no more than milliseconds', () => {
  const name = `${';\t\r\n '.repeat(200_000)}x`;
  const startedAtMs = performance.now();

  csvText(columns, [{ name, note: '' }]);

  expect(performance.now() - startedAtMs).toBeLessThan(2000);
});
