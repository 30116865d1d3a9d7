/** What to ask about labels of fiscal years. */
import type { DateQuestion } from '../table.ts';
import type { DateFormat } from './date-format.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The question in which month the fiscal years of a format begin; null for formats of the calendar. */
export function askFiscalStart(column: string, format: DateFormat, example: string): DateQuestion | null {
  const { withFiscalStart } = format;
  if (!withFiscalStart) return null;
  const exampleMs = months.map((month) => withFiscalStart(month).read(example));
  // What is read without an answer, by where the example lies; several months may put it there.
  const isTaken = (month: number) => exampleMs[month - 1] === format.read(example);
  const own = format.fiscalStart ?? 1;
  const taken = isTaken(own) ? own : (months.find(isTaken) ?? 1);
  return { code: 'fiscal-start', column, month: taken, example, exampleMs };
}
