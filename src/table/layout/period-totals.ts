/** Columns beside columns of periods that add these up, or tell what is known only when the last of them is over. */
import { decideDateFormat } from '../dates/decide-date-format.ts';
import { soundsLikeKey } from '../dates/time-words.ts';
import type { Column, NumberColumn, TextColumn } from '../table.ts';
import { saysTotal } from './total-words.ts';

const totalNames =
  /^(?:[qt][1-4]|[hs][12]|half[\s-]?(?:year)?\s?[12]|y\.?t\.?d\.?|qtd|mtd|fy|cy|annual|yearly|year|avg|average|mean|median|min|max|minimum|maximum|std|stdev|sd|var|range|j-d|d-n|djf|mam|jja|son|ann|jahr|jährlich|mittel|schnitt|année|annuel|moyenne|año|anual|promedio|media|год|итого|всего|среднее|rok|razem|suma|średnia|toplam|totaal|gemiddelde|全年|年度|年间|均值|最大|最小|최대|최소|합계|평균|年計|平均|計)(?![\p{L}])/iu;
const context = { soundsLikeTime: true, isFirst: false, isKey: false, isNamed: true, usualOrder: 'dmy' as const };

/** Whether a column's name says that it holds sums or averages. */
export function isSum({ name, kind }: Column): boolean {
  if (kind !== 'number') return false;
  const words = name.trim().split(' ');
  return saysTotal(name) || saysTotal(words.at(-1) ?? '') || /^[QT][1-4]$|合计|合計|总计/i.test(name);
}

/**
 * Whether a column beside columns of periods tells what these add up to: by its name, by what its cells are, or because each
 * row is a year and the column a number of that year, which nobody knows in its first month.
 */
export function isTotalOf(
  column: Column,
  periods: readonly (NumberColumn | TextColumn)[],
  hasYearRows: boolean,
): boolean {
  if (column.kind !== 'number') return column.kind === 'text' && isSummaryText(column);
  if (isSum(column) || totalNames.test(column.name.trim())) return true;
  const named = decideDateFormat([column.name.trim()], context);
  if (named && /\d/.test(column.name) && !/^Unix|serial/.test(named.format.name)) return true;
  const numbers = periods.filter((period) => period.kind === 'number');
  if (numbers.length >= 3 && addsUp(column, numbers)) return true;
  return hasYearRows && !soundsLikeKey(column.name) && !repeats(column);
}

/** Texts whose name is that of a total, as where its cells say `***` for what is not over. */
function isSummaryText({ name, labels }: TextColumn): boolean {
  return totalNames.test(name.trim()) && labels.some((label) => /^[\s*.-]*$|\d/.test(label));
}

function addsUp({ values }: NumberColumn, periods: readonly NumberColumn[]): boolean {
  const measures = [
    (row: number[]) => row.reduce((sum, value) => sum + value, 0),
    (row: number[]) => row.reduce((sum, value) => sum + value, 0) / row.length,
    (row: number[]) => Math.min(...row),
    (row: number[]) => Math.max(...row),
  ];
  const rows = Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row]))
    .slice(0, 500);
  if (rows.length === 0) return false;
  return measures.some((measure) => {
    const equal = rows.filter((row) => {
      const known = periods.map((period) => period.values[row]).filter((value) => !Number.isNaN(value));
      const expected = measure(known);
      return known.length > 1 && Math.abs(values[row] - expected) <= Math.max(Math.abs(expected) * 0.002, 1e-9);
    });
    return equal.length >= rows.length * 0.8 && new Set(rows.map((row) => values[row])).size > 1;
  });
}

/** Whether whole numbers come again and again, as those that name something do. */
function repeats({ values }: NumberColumn): boolean {
  const distinct = new Set(values);
  return values.every((value) => Number.isInteger(value)) && distinct.size * 2 <= values.length;
}
