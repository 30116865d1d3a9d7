/** Amounts with the side of an account behind them: `1,200.00 CR`, `300.00 Dr`, or `S` and `H` as German banks write them. */
import type { SideQuestion } from '../table.ts';

export type Side = 'credit' | 'debit';

const spelled = /(?<=\d)\s*(cr|dr)\.?$/i;
const germanLetter = /(?<=\d)\s*([HS])$/;
/** Longer cells are no amounts. */
const longestAmount = 60;
const sides: Record<string, Side> = { cr: 'credit', dr: 'debit', h: 'credit', s: 'debit' };

/** The amount and its side; null where none stands behind it. */
export function splitSide(text: string): { amount: string; side: Side } | null {
  const trimmed = text.trim();
  if (trimmed.length > longestAmount) return null;
  const found = spelled.exec(trimmed) ?? germanLetter.exec(trimmed);
  return found && { amount: trimmed.slice(0, found.index), side: sides[found[1].toLowerCase()] };
}

/** A cell without a side that can be nothing else, as a single letter can. */
export function withoutSpelledSide(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > longestAmount ? text : trimmed.replace(spelled, '');
}

/**
 * Which side is below zero: the one that is marked where the other is not; debits where both are, which nothing tells.
 *
 * @param cells without those that are missing
 * @returns null where cells have no side, or all the same, which is then no more than a unit
 */
export function negativeSideOf(cells: readonly string[]): Side | null {
  let plain = 0;
  let letters = 0;
  const counts = { credit: 0, debit: 0 };
  for (const cell of cells) {
    const found = splitSide(cell);
    if (found) {
      counts[found.side]++;
      if (!spelled.test(cell.trim())) letters++;
    } else if (/[\d)]$/.test(cell.trim())) plain++;
    else return null;
  }
  const areBoth = counts.credit > 0 && counts.debit > 0;
  if (areBoth) return 'debit';
  if (letters > 0 || plain === 0 || counts.credit + counts.debit === 0) return null;
  return counts.credit > 0 ? 'credit' : 'debit';
}

/** A question about a column in which both sides are marked; null where one is not. */
export function askSide(
  column: string,
  cells: readonly string[],
  negative: Side,
  read: (cell: string) => number,
): SideQuestion | null {
  const of = (side: Side) => cells.find((cell) => splitSide(cell)?.side === side && read(cell) !== 0);
  const example = of('debit');
  if (example === undefined || of('credit') === undefined) return null;
  const value = Math.abs(read(example));
  const options = (['debit', 'credit'] as const).map((side) => ({
    negativeSide: side,
    value: side === 'debit' ? -value : value,
  }));
  return { code: 'account-side', column, example: example.trim(), options, chosen: negative === 'debit' ? 0 : 1 };
}
