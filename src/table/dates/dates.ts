/**
 * Dates as people write them, decided for a whole column: 03/04/2024 is settled by its neighbours. All give milliseconds
 * since 1970 of the wall-clock time read as if it were UTC.
 */
import { readTimeOfDay, readZone } from './clock.ts';
import type { DateFormat } from './date-format.ts';
import { namedFormats } from './date-patterns.ts';
import { type DateContext, digitFormats } from './digit-dates.ts';
import { type DateOrder, readNumericDate } from './numeric-dates.ts';
import { withoutWeekday } from './weekday.ts';

const numericOrders: DateOrder[] = ['ymd', 'dmy', 'mdy'];
const orderNames: Record<DateOrder, string[]> = {
  ymd: ['YYYY', 'MM', 'DD'],
  dmy: ['DD', 'MM', 'YYYY'],
  mdy: ['MM', 'DD', 'YYYY'],
};

export type DateDecision = {
  format: DateFormat;
  /** Share of the cells that the format reads, 0-1. */
  share: number;
  /** Day and month could as well change places: nothing in the column tells. */
  isAmbiguous: boolean;
  /** The other reading where it is. */
  otherFormat: DateFormat | null;
};

/**
 * How the dates of a column are written; null where no format reads half of them.
 *
 * @param cells a sample of the column in the order of the file, missing ones left out
 */
export function decideDateFormat(cells: string[], context: DateContext): DateDecision | null {
  const numeric = decideNumericOrder(cells, context);
  const others = namedFormats.map((format) => ({
    format,
    share: shareRead(cells, format),
    isAmbiguous: false,
    otherFormat: null,
  }));
  const digits = digitFormats.map((format) => ({
    format,
    share: shareRead(cells, format),
    isAmbiguous: false,
    otherFormat: null,
  }));
  const fitting = digits.filter(({ format, share }) => share >= 0.95 && format.fits(cells, context));
  const decisions = [...(numeric ? [numeric] : []), ...others, ...fitting];
  let best: DateDecision | null = null;
  for (const decision of decisions) if (decision.share >= 0.5 && decision.share > (best?.share ?? 0)) best = decision;
  return best;
}

function shareRead(cells: string[], format: DateFormat): number {
  if (cells.length === 0) return 0;
  let readable = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!Number.isNaN(format.read(cells[i]))) readable++;
    else if (i >= 20 && readable === 0) return 0;
  }
  return readable / cells.length;
}

function decideNumericOrder(cells: string[], { usualOrder, askedOrder }: DateContext): DateDecision | null {
  const formats = numericOrders.map((order) => nameOrder(order, cells));
  const shares = formats.map((format) => shareRead(cells, format));
  const [ymd = 0, dmy = 0, mdy = 0] = shares;
  const [ymdFormat, dmyFormat, mdyFormat] = formats as [DateFormat, DateFormat, DateFormat];
  const best = Math.max(ymd, dmy, mdy);
  if (best < 0.5) return null;
  if (askedOrder && ymd !== best) {
    const isDayFirst = askedOrder === 'dmy';
    const [format, share] = isDayFirst ? [dmyFormat, dmy] : [mdyFormat, mdy];
    return { format, share, isAmbiguous: false, otherFormat: null };
  }
  if (ymd === best) return { format: ymdFormat, share: ymd, isAmbiguous: false, otherFormat: null };
  if (dmy > mdy) return { format: dmyFormat, share: dmy, isAmbiguous: false, otherFormat: null };
  if (mdy > dmy) return { format: mdyFormat, share: mdy, isAmbiguous: false, otherFormat: null };
  const disorder = disorderOf(cells, dmyFormat) - disorderOf(cells, mdyFormat);
  if (disorder !== 0)
    return { format: disorder < 0 ? dmyFormat : mdyFormat, share: best, isAmbiguous: false, otherFormat: null };
  const evenness = unevennessOf(cells, dmyFormat) / unevennessOf(cells, mdyFormat);
  if (evenness > 3) return { format: mdyFormat, share: best, isAmbiguous: false, otherFormat: null };
  if (evenness < 1 / 3) return { format: dmyFormat, share: best, isAmbiguous: false, otherFormat: null };
  // Nobody who puts dots between them writes the month first.
  const isDotted = dmyFormat.name.includes('.');
  if (isDotted) return { format: dmyFormat, share: best, isAmbiguous: false, otherFormat: null };
  // The same day and month everywhere, as on 01/01 of each year, reads the same both ways.
  const isSame = cells.every((cell) => Object.is(dmyFormat.read(cell), mdyFormat.read(cell)));
  const [format, otherFormat] = usualOrder === 'dmy' ? [dmyFormat, mdyFormat] : [mdyFormat, dmyFormat];
  return { format, share: best, isAmbiguous: !isSame, otherFormat: isSame ? null : otherFormat };
}

/** How often the dates turn round: 0 for a column in order, forwards or backwards. */
function disorderOf(cells: string[], format: DateFormat): number {
  let turns = 0;
  let last = Number.NaN;
  let direction = 0;
  for (const cell of cells) {
    const ms = format.read(cell);
    const change = Math.sign(ms - last);
    if (change !== 0 && !Number.isNaN(change)) {
      if (direction !== 0 && change !== direction) turns++;
      direction = change;
    }
    last = ms;
  }
  return turns;
}

/** The longest time between two neighbouring dates over the shortest: near 1 for a regular series. */
function unevennessOf(cells: string[], format: DateFormat): number {
  const times = [...new Set(cells.map(format.read))].filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const steps = times.slice(1).map((ms, i) => ms - times[i]);
  return steps.length < 2 ? 1 : Math.max(...steps) / Math.min(...steps);
}

/** The format of an order, named as the first readable cell writes it. */
function nameOrder(order: DateOrder, cells: string[]): DateFormat {
  const readOne = (text: string) => {
    const ms = readNumericDate(text, order);
    return Number.isNaN(ms) ? readNumericDate(withoutWeekday(text.trim()), order) : ms;
  };
  const read = (text: string) => {
    const ms = readOne(text);
    return Number.isNaN(ms) ? readInterval(text, readOne) : ms;
  };
  const example = cells.find((cell) => !Number.isNaN(read(cell))) ?? '';
  const separator = /[-/.]/.exec(example)?.[0] ?? '-';
  const hasClock = cells.some((cell) => cell.includes(':') || /\d[T\s]\d/.test(cell));
  const hasZone = hasClock && cells.some((cell) => !Number.isNaN(readZone(cell)));
  const name = orderNames[order].join(separator) + (hasClock ? ' HH:mm' : '') + (hasZone ? ' Z' : '');
  return { name, read, readZone: hasZone ? readZone : null };
}

const intervalPattern = /^(.{8,30}?)(?:\s+(?:[-–—~]|to|bis|au|至)\s+|\/(?=\d{4}-))(.{5,30})$/i;

/** The beginning of a cell that tells beginning and end: `01.01.2024 00:00 - 01.01.2024 00:15`. */
function readInterval(text: string, read: (text: string) => number): number {
  if (text.length > 80) return Number.NaN;
  const found = intervalPattern.exec(text.trim());
  if (!found) return Number.NaN;
  const [, start = '', end = ''] = found;
  const isEnd = !Number.isNaN(read(end)) || !Number.isNaN(readTimeOfDay(end));
  return isEnd ? read(start) : Number.NaN;
}

/** Whether a cell is a date in any format that no number can be mistaken for. */
export function looksLikeDate(text: string): boolean {
  return (
    numericOrders.some((order) => !Number.isNaN(readNumericDate(text, order))) ||
    numericOrders.some((order) => !Number.isNaN(readInterval(text, (part) => readNumericDate(part, order)))) ||
    namedFormats.some((format) => !Number.isNaN(format.read(text)))
  );
}
