/** Columns of codes that look like numbers, and would lose something as such: zeros in front, digits beyond the sixteenth. */

import { soundsLikeTime } from '../dates/time-words.ts';
import { soundsLikeId } from './id-words.ts';
import { soundsLikeMeasure, soundsLikeTarget } from './measure-words.ts';
import { nameWords } from './name-words.ts';

const mixedCode = /^\s*(?=\S*\d)(?=\S*\p{L})[\p{L}\d][\p{L}\d_/-]*\s*$/u;
const wholeNumber = /^\s*\d+\s*$/;
const exponent = /^\s*\d+e\d{1,3}\s*$/i;

/** Whether a cell of digits says something that its number does not: `0042`, `900719925474099301`, `713752e1`. */
export function losesDigits(cell: string): boolean {
  const text = cell.trim();
  if (exponent.test(text)) return true;
  if (!wholeNumber.test(text)) return false;
  return (text.length > 1 && text.startsWith('0')) || (text.length > 15 && String(Number(text)) !== text);
}

/** Parts of dates, which stand with zeros in front, too. */
const partWords = new Set(
  (
    'hour hr hh he std stunde heure hora ora minute min mm mo mon dd dy doy yy periode monat settlement interval week wk' +
    ' kw'
  ).split(' '),
);

/** Less than this share of codes with letters may be units or marks of footnotes behind numbers. */
const leastMixed = 0.1;

/**
 * @param name of the column, empty where the file has none
 * @param cells that are not missing
 */
export function areCodes(name: string, cells: string[]): boolean {
  if (cells.length === 0) return false;
  const isId = soundsLikeId(name) && !soundsLikeTarget(name);
  if (!isId && (soundsLikeMeasure(name) || soundsLikeTime(name))) return false;
  if (nameWords(name).some((word) => partWords.has(word))) return false;
  if (soundsLikeTime(name) && !cells.some((cell) => cell.trim().length > 4)) return false;
  const isWord = (cell: string) => /\p{L}/u.test(cell) && (isId || !/\p{Nd}/u.test(cell));
  const isCode = (cell: string) => [wholeNumber, exponent, mixedCode].some((pattern) => pattern.test(cell));
  if (!cells.every((cell) => isCode(cell) || isWord(cell))) return false;
  if (cells.some(losesDigits)) return true;
  if (isId) return !cells.every((cell) => wholeNumber.test(cell));
  return cells.filter((cell) => mixedCode.test(cell)).length > cells.length * leastMixed;
}
