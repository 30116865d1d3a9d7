/** Writes CSV that spreadsheets open safely: texts that would start a formula are defused, numbers stay numbers. */
import Papa from 'papaparse';

/**
 * @param columns the headings
 * @param rows cells in the order of the headings; a text beginning with = + - @ gets an apostrophe in front
 * @returns the file's text, lines ended as RFC 4180 has it; marked as UTF-8 where it holds more than ASCII, which
 *   spreadsheets need to be told
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const body = Papa.unparse(
    { fields: [...columns], data: rows.map((row) => [...row]) },
    // The library leaves cells of type number alone, so -5.2 is not taken for a formula.
    { escapeFormulae: true, newline: '\r\n' },
  );
  const isAscii = /^[\p{ASCII}]*$/u.test(body);
  return `${isAscii ? '' : '\ufeff'}${body}\r\n`;
}
