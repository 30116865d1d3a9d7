/** Writes CSV that spreadsheets open safely: texts that would start a formula are defused, numbers stay numbers. */
import Papa from 'papaparse';
import { csvType } from './csv-type.ts';
import { pause } from './pause.ts';

/** What spreadsheets of a country take for CSV: where the decimal mark is a comma, semicolons stand between cells. */
export type CsvForm = 'point' | 'comma';

/** What would start a formula in a spreadsheet. */
const formula = /^[=+\-@\t\r]/;

/**
 * @param columns the headings
 * @param rows cells in the order of the headings; a text beginning with = + - @ gets an apostrophe in front
 * @param digits `all` for values of the file, which are to come back as they were
 * @returns the file's text, lines ended as RFC 4180 has it; marked as UTF-8 where it holds more than ASCII, which
 *   spreadsheets need to be told
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  form: CsvForm = 'point',
  digits: Digits = 'ten',
): string {
  const text = writeLines([columns, ...rows], form, digits);
  return isPlain(text) ? text : byteOrderMark + text;
}

function writeLines(rows: readonly (readonly (string | number)[])[], form: CsvForm, digits: Digits = 'ten'): string {
  const cells = rows.map((row) => row.map((cell) => writeCell(cell, form, digits)));
  return `${Papa.unparse(cells, { delimiter: form === 'comma' ? ';' : ',', newline: '\r\n' })}\r\n`;
}

function isPlain(text: string): boolean {
  return /^[\p{ASCII}]*$/u.test(text);
}

/** Some milliseconds of work. */
const rowsAtOnce = 500;
const byteOrderMark = '\ufeff';

/**
 * The same for many rows as a file, some at a time: whoever waits gets his turn in between, and nowhere is all of it one text.
 *
 * @param columns the headings
 * @param rows cells in the order of the headings
 */
export async function writeCsvFile(
  columns: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
  form: CsvForm = 'point',
): Promise<Blob> {
  const parts: Blob[] = [];
  let isAscii = true;
  let some: (readonly (string | number)[])[] = [columns];
  const write = () => {
    const text = writeLines(some, form);
    isAscii &&= isPlain(text);
    parts.push(new Blob([text]));
    some = [];
  };
  for (const row of rows) {
    some.push(row);
    if (some.length < rowsAtOnce) continue;
    write();
    await pause();
  }
  if (some.length > 0) write();
  return new Blob(isAscii ? parts : [byteOrderMark, ...parts], { type: csvType });
}

/** A text that a spreadsheet does not take for a formula. */
export function defuse(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Digits that a number with a fraction is written with: it is off by less than a billionth of itself, which is what totals add up to. */
const mostDigits = 10;

/** A number without the digits that only its computing made; whole numbers, and digits before the decimal mark, stay as they are. */
function withoutNoise(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value)) return value;
  return Math.abs(value) < 10 ** mostDigits ? Number(value.toPrecision(mostDigits)) : Math.round(value);
}

/** A number with its decimal mark, in ten digits, or as many as stand before the mark. */
export function writeNumber(value: number, form: CsvForm): string {
  return writeExactly(withoutNoise(value), form);
}

function writeExactly(value: number, form: CsvForm): string {
  return form === 'comma' ? String(value).replace('.', ',') : String(value);
}

/** Numbers as they are written where nothing else is asked for: those computed have more digits than anyone has measured. */
export type Digits = 'ten' | 'all';

function writeCell(cell: string | number, form: CsvForm, digits: Digits): string {
  if (typeof cell !== 'number') return defuse(cell);
  return digits === 'all' ? writeExactly(cell, form) : writeNumber(cell, form);
}

/** The form that spreadsheets expect where numbers are written as a locale writes them. */
export function csvFormOf(locale: string): CsvForm {
  const mark = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return mark === ',' ? 'comma' : 'point';
}
