/** Amounts in two columns of which each row fills one, as debit and credit of a bank statement: an empty cell is zero there. */
import type { Column, NumberColumn } from '../table.ts';
import { nameWords } from './name-words.ts';

/** Fewer rows, or rows of either side, may be so by chance. */
const fewestRows = 12;
const fewestOfSide = 3;

const sideWords = new Set(
  (
    'soll haben debit debits credit credits débit crédit débits crédits debe haber debet kredit cargo cargos abono abonos dare avere' +
    ' withdrawal withdrawals deposit deposits paid money cash income expense expenses receipts payments einnahme einnahmen ausgabe' +
    ' ausgaben eingang eingänge ausgang ausgänge zugang zugänge abgang abgänge gutschrift lastschrift belastung entrada entradas' +
    ' saída saídas salida salidas entrata entrate uscita uscite recettes dépenses приход расход дебет кредит af bij'
  ).split(' '),
);
const easternSides = /^(?:借方?|贷方?|貸方?|收入|支出|入库|出库|入庫|出庫|入金|出金|차변|대변|수입|지출)/;

function namesSide(name: string): boolean {
  return easternSides.test(name.trim()) || nameWords(name).some((word) => sideWords.has(word));
}

/** `cells`: empty ones that are read as zero. */
export type TwoSided = { columns: [string, string]; cells: number };

/** The columns with such pairs, one beside the other, filled with zero. */
export function readTwoSided(columns: Column[], rowCount: number): { columns: Column[]; pairs: TwoSided[] } {
  const read = [...columns];
  const pairs: TwoSided[] = [];
  if (rowCount < fewestRows) return { columns, pairs };
  for (let at = 0; at + 1 < columns.length; at++) {
    const [one, other] = [read[at], read[at + 1]];
    if (one.kind !== 'number' || other.kind !== 'number' || ![one, other].every(({ name }) => namesSide(name)))
      continue;
    if (!fillTurns(one, other, rowCount)) continue;
    read[at] = withZeros(one);
    read[at + 1] = withZeros(other);
    pairs.push({ columns: [one.name, other.name], cells: one.missing + other.missing });
  }
  return pairs.length > 0 ? { columns: read, pairs } : { columns, pairs };
}

/** Whether each row has an amount in one of two columns and nothing in the other, and both have some. */
function fillTurns(one: NumberColumn, other: NumberColumn, rowCount: number): boolean {
  const isHalf = one.missing + other.missing === rowCount && one.unreadable + other.unreadable === 0;
  if (!isHalf || Math.min(one.missing, other.missing) < fewestOfSide) return false;
  return one.values.every((value, row) => Number.isNaN(value) !== Number.isNaN(other.values[row]));
}

function withZeros(column: NumberColumn): NumberColumn {
  return { ...column, missing: 0, values: column.values.map((value) => (Number.isNaN(value) ? 0 : value)) };
}
