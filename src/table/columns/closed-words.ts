/** Words that stand where an amount would, of a day on which nothing could be sold: `closed`, `Ruhetag`, `休业`. */
import type { BadCell, Column, NumberColumn } from '../table.ts';
import { isLevel } from './level-words.ts';

/** Cells with one of these words that were taken for zero. `word`: the first of them, as it stands in the file. */
export type ClosedCells = { column: string; word: string; cells: number };

const words = new Set(
  [
    'closed|close|shut|shut down|not open|holiday|public holiday|bank holiday|day off|no sales|no sale|nothing sold|no trading',
    'geschlossen|geschl.|zu|feiertag|ruhetag|betriebsferien|betriebsruhe|kein umsatz|keine verkäufe|kein verkauf',
    'fermé|ferme|fermée|fermeture|férié|jour férié|congé|aucune vente|pas de vente|cerrado|cerrada|festivo|feriado|sin ventas',
    'chiuso|chiusa|festa|festività|nessuna vendita|fechado|fechada|sem vendas|gesloten|feestdag|geen verkoop|kapalı|tatil',
    'bayram|zamknięte|zamknięty|nieczynne|święto|zavřeno|svátek|zárva|ünnep|închis|stängt|lukket|stengt|suljettu|pyhäpäivä',
    'закрыто|закрыт|выходной|праздник|зачинено|вихідний|свято|затворено|κλειστό|κλειστά|αργία|tutup|libur|đóng cửa|nghỉ',
    '关门|关店|关闭|闭店|停业|歇业|休业|休息|休市|放假|节假日|店休|未营业|不营业|打烊|公休|關門|休業|閉店|歇業|停業|放假日|未營業',
    '休|定休|定休日|休日|休館|休館日|店休日|臨時休業|祝日|祭日|휴무|휴업|휴일|정기휴무|공휴일|휴점',
  ].flatMap((list) => list.split('|')),
);
const longestCell = 60;
/** What may follow: `closed (Easter)`, `geschlossen: Inventur`. */
const remark = /\s*[([（:;,–—].*$|\s+-\s.*$/u;

/** Whether a cell says in a word that a business was closed or sold nothing. */
export function saysClosed(cell: string): boolean {
  if (cell.length > longestCell || !/^[\s"'([（*]*\p{L}/u.test(cell)) return false;
  const plain = cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^["'([*]+/, '');
  if (words.has(plain)) return true;
  return words.has(plain.replace(remark, '').replace(/[\s.!*"')\]]+$/, ''));
}

/**
 * Zero where such words stand in a column of amounts. Levels, such as prices and temperatures, and what goes below zero are none: there
 * nothing is known of the day.
 *
 * @param closed rows, from 0, in which a word stands
 * @returns null where nothing is taken for zero
 */
export function readClosed(
  column: Column,
  closed: readonly BadCell[],
): { column: NumberColumn; closed: ClosedCells } | null {
  const [first] = closed;
  if (first === undefined || column.kind !== 'number' || isLevel(column.name)) return null;
  if (column.values.every(Number.isNaN) || column.values.some((value) => value < 0)) return null;
  const values = column.values.slice();
  for (const { row } of closed) values[row] = 0;
  const cells = closed.length;
  return {
    column: { ...column, values, missing: column.missing - cells },
    closed: { column: column.name, word: first.text, cells },
  };
}
