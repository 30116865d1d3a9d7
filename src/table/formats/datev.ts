/** Booking exports of DATEV, whose dates are day and month alone: `0104` is the first of April of the year in the first line. */
import { civilMs } from '../../base/civil.ts';
import type { Column, DateColumn } from '../table.ts';

/**
 * Format: https://developer.datev.de/de/file-format/details/datev-format, header fields 13 (begin of the fiscal year) and
 * 15 (begin of the period).
 *
 * @param titles what stands above the header of the table
 * @returns the columns with the dates of the bookings in place of their days and months; the same where it is no such export
 */
export function readDatevDates(columns: Column[], titles: string[]): Column[] {
  const start = /^"?EXTF"?[ ;].*?(?<!\d)((?:19|20)\d{2})(\d{2})\d{2}(?!\d)/.exec(titles[0] ?? '');
  if (!start) return columns;
  const [year, firstMonth] = [Number(start[1]), Number(start[2])];
  return columns.map((column) => {
    if (column.kind !== 'number' || column.name !== 'Belegdatum') return column;
    const values = column.values.map((value) => {
      const month = value % 100;
      return civilMs(month < firstMonth ? year + 1 : year, month, Math.floor(value / 100));
    });
    return { ...column, values, ...plain } satisfies DateColumn;
  });
}

const plain = { kind: 'date', format: 'DDMM', isAmbiguous: false, question: null, madeFrom: null } as const;
