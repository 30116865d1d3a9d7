/**
 * Dates as people write them, decided for a whole column: 03/04/2024 is settled by its neighbours. All give milliseconds
 * since 1970 of the wall-clock time read as if it were UTC.
 */
import { civilFromDays, civilMs, dayMs } from '../../base/civil.ts';
import { readZone } from './clock.ts';
import { type DateFormat, readPrepared } from './date-format.ts';
import { namedFormats } from './date-patterns.ts';
import { type DateContext, digitFormats } from './digit-dates.ts';
import { startOfInterval } from './intervals.ts';
import { type DateOrder, noteOrder, orderOf, readNumericDate } from './numeric-dates.ts';
import { periodFormats } from './periods.ts';
import { bareDate } from './weekday.ts';

const orderNames: Record<DateOrder, string[]> = {
  ymd: ['YYYY', 'MM', 'DD'],
  dmy: ['DD', 'MM', 'YYYY'],
  mdy: ['MM', 'DD', 'YYYY'],
  yymd: ['YY', 'MM', 'DD'],
  roc: ['ROC YYY', 'MM', 'DD'],
};

/** Orders of day, month and year between which a user may be asked. */
export type AskedOrder = 'dmy' | 'mdy' | 'yymd';

/** A format that a column may be in, and by which answer it is chosen. */
export type OrderedFormat = DateFormat & { order: AskedOrder };

export type DateDecision = {
  format: DateFormat;
  /** Share of the cells that the format reads, 0-1. */
  share: number;
  /** Day, month and year could as well change places: nothing in the column tells. */
  isAmbiguous: boolean;
  /** All readings where they could, the one taken first; else none. */
  readings: OrderedFormat[];
};

/** A second way of writing dates begins where it reads this share of what the first one does not. */
const leastOfRest = 0.8;

/**
 * How the dates of a column are written; null where no format reads half of them.
 *
 * @param cells a sample of the column in the order of the file, missing ones left out
 */
export function decideDateFormat(cells: string[], context: DateContext): DateDecision | null {
  if (!cells.some((cell) => anyDigit.test(cell))) return null;
  const marked = cells.map(withoutMark);
  const prepare = areDutchQuarters(marked)
    ? (cell: string) => withoutMark(cell).replace(dutchQuarter, '$1-Q$2')
    : withoutMark;
  const decision = decideUnmarked(cells.map(prepare), context);
  if (!decision) return null;
  const prepared = readPreparedBy(decision, prepare);
  // Neither mark nor quarter is in three numbers.
  const order = orderOf(decision.format.read);
  if (order !== null) noteOrder(prepared.format.read, order);
  return prepared;
}

/** Every way of writing dates has one. */
const anyDigit = /\p{Nd}/u;

/** A quarter as Statistics Netherlands writes it, which elsewhere is one of the first weeks of a year: `2021KW01`. */
const dutchQuarter = /^\s*(\d{4})KW0([1-4])\s*$/;

/** Files of weeks alone that end with the fourth are of fewer years. */
const fewestYearsAlone = 2;

/** Whether all of several years have such quarters and none a fifth one, beside months and years of the same maker or alone. */
function areDutchQuarters(cells: string[]): boolean {
  if (!cells.some((cell) => dutchQuarter.test(cell))) return false;
  const others = cells.filter((cell) => !dutchQuarter.test(cell));
  const years = new Set(cells.flatMap((cell) => dutchQuarter.exec(cell)?.[1] ?? []));
  return (
    years.size > (others.length > 0 ? 0 : fewestYearsAlone) &&
    others.every((cell) => /^\s*\d{4}(?:MM\d{2}|JJ00)\s*$/.test(cell))
  );
}

function readPreparedBy(decision: DateDecision, prepare: (text: string) => string): DateDecision {
  const { format, readings } = decision;
  return {
    ...decision,
    format: readPrepared(format, prepare),
    readings: readings.map((reading) => readPrepared(reading, prepare)),
  };
}

/** What refers to a footnote behind a date, as where it is provisional: `2023/10 p/`, `2023-10*`, `2023-10 (r)`, `2023 [1]`. */
const footnoteMark = /(?<=[\d\p{L}])(?:\s+\p{L}{1,2}\/|\s?\*{1,3}|\s?[¹²³]|\s?\(\p{L}\)|\s?\[(?:YR)?\d{1,4}\])\s*$/u;

/** What such a mark ends with: most cells do not, and need no further look. */
const endsOfMarks = '/*¹²³)] \u00a0\t';

/** The apostrophe that makes a spreadsheet keep a cell as text; one before two digits stands for a century. */
const keptAsText = /^['’‘](?=\p{L}|\d{4}|\d{1,2}[./-]\d{1,2}[./-])/u;

const isDigit = (code: number) => code >= 48 && code <= 57;

function withoutMark(written: string): string {
  // Most dates begin and end with a digit.
  if (isDigit(written.charCodeAt(0)) && isDigit(written.charCodeAt(written.length - 1))) return written;
  const cell = "'’‘".includes(written.charAt(0)) ? written.replace(keptAsText, '') : written;
  const mayBeMarked = cell.length <= 80 && endsOfMarks.includes(cell.charAt(cell.length - 1));
  return mayBeMarked ? cell.replace(footnoteMark, '') : cell;
}

function decideUnmarked(cells: string[], context: DateContext): DateDecision | null {
  const intervals = cells.map(startOfInterval);
  const isInterval = cells.length > 0 && intervals.filter((start) => start !== null).length >= cells.length * 0.6;
  if (!isInterval) return decideMixed(cells, context);
  const decision = decideMixed(
    intervals.map((start, i) => start ?? cells[i]),
    context,
  );
  if (!decision) return null;
  const ofStart = readPreparedBy(decision, (text) => startOfInterval(text) ?? text);
  return { ...ofStart, format: { ...ofStart.format, readZone: null } };
}

/** The format that reads most; with another one behind it for the rest, where that is written in one way too. */
function decideMixed(cells: string[], context: DateContext): DateDecision | null {
  const decisions = weighFormats(cells, context);
  const first = bestOf(decisions, leastRead);
  if (!first) {
    const part = bestOf(decisions, leastOfParts);
    const joined = part && widen(part, cells, context, leastOfParts);
    return joined && joined.share >= leastOfWhole ? joined : null;
  }
  const wider = widen(first, cells, context, leastOfRest);
  if (wider.share >= leastOfWhole || first.share >= leastOfWhole) return wider;
  const widest = widen(first, cells, context, leastOfParts);
  return widest.share >= leastOfWhole ? widest : wider;
}

/** The decision with further formats for the rest, each of which reads so much of what the ones before it do not. */
function widen(first: DateDecision, cells: string[], context: DateContext, least: number): DateDecision {
  let decision = first;
  for (let formats = 1; formats < mostFormats; formats++) {
    const wider = addFormat(decision, cells, context, least);
    if (wider === decision) break;
    decision = wider;
  }
  return decision;
}

/** Three ways of writing share a column so that each has this much of what is left, and together they read nearly all. */
const leastOfParts = 0.34;
const leastOfWhole = 0.95;

/** A column of years, quarters and months together is written in three ways. */
const mostFormats = 3;

/** The decision with one more format, for cells that it does not read. */
function addFormat(first: DateDecision, cells: string[], context: DateContext, least: number): DateDecision {
  if (first.share >= 1) return first;
  const { read, isTotal } = first.format;
  const isRest = (cell: string) => Number.isNaN(read(cell)) && !isTotal?.(cell);
  const rest = cells.filter(isRest);
  const second = bestOf(weighFormats(rest, context), Math.min(least, leastRead));
  if (!second || second.share < least || second.format.name === first.format.name) return first;
  const isOtherPeriod = rest.length < fewestOfRest && !/\d.*\d/.test(rest[0] ?? '');
  if (isOtherPeriod) return first;
  return joinDecisions(first, second, cells, context);
}

/** Fewer cells than this, written otherwise, need two numbers at least to be dates. */
const fewestOfRest = 3;

function joinDecisions(
  first: DateDecision,
  second: DateDecision,
  cells: string[],
  { keepsHalves }: DateContext,
): DateDecision {
  const join = (one: DateFormat): DateFormat => {
    const other = orderBehind(one, second, cells);
    const joined = mendHalves(keepToItsMark(one, other, cells), other, cells);
    const { halves } = joined;
    return keepsHalves && halves ? { ...halves.asWritten, halves } : joined;
  };
  const read = cells.filter(
    (cell) => !Number.isNaN(first.format.read(cell)) || !Number.isNaN(second.format.read(cell)),
  );
  return {
    format: join(first.format),
    share: read.length / Math.max(1, cells.length),
    isAmbiguous: first.isAmbiguous,
    readings: first.readings.map((reading) => ({ ...join(reading), order: reading.order })),
  };
}

const markOf = (text: string) => /^\s*\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?!\d)/.exec(text)?.[1];

/**
 * Of `12.03.2023` and `03/12/2023` each is in an order of its own: the first format leaves what is written as the second, where that
 * puts dates in order.
 */
function keepToItsMark(first: DateFormat, second: DateFormat, cells: string[]): DateFormat {
  const marks = [...new Set(cells.map(markOf))];
  if (marks.length !== 2 || marks.includes(undefined)) return first;
  const readsAll = ({ read }: DateFormat, mark: string | undefined) =>
    cells.every((cell) => markOf(cell) !== mark || !Number.isNaN(read(cell)));
  const own = marks.find((mark) => readsAll(first, mark));
  const other = marks.find((mark) => mark !== own);
  if (!own || !readsAll(second, other)) return first;
  const kept: DateFormat = {
    ...first,
    name: first.name.replace(/^(DD|MM).(DD|MM).(?=YY)/, `$1${own}$2${own}`),
    read: (text) => (markOf(text) === other ? Number.NaN : first.read(text)),
  };
  return disorderOf(cells, joinFormats(kept, second)) < disorderOf(cells, joinFormats(first, second)) ? kept : first;
}

/** Fewer dates than this of either half may lie as they do by chance. */
const fewestOfHalf = 6;

/**
 * Both formats joined. A spreadsheet that expects the month first makes dates of those cells alone whose day is at most 12, with
 * day and month changed about, and leaves the others as texts: where that is what the column shows, they are changed back, and
 * `halves` has both readings.
 */
function mendHalves(first: DateFormat, second: DateFormat, cells: string[]): DateFormat {
  const joined = joinFormats(first, second);
  const daysOf = ({ read }: DateFormat) => {
    const times = cells.map(read).filter((ms) => !Number.isNaN(ms));
    return times.map((ms) => civilFromDays(Math.floor(ms / dayMs)).day);
  };
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const [converted, left] = [daysOf(one), daysOf(other)];
    if (converted.length < fewestOfHalf || left.length < fewestOfHalf) continue;
    if (converted.some((day) => day > 12) || left.some((day) => day <= 12)) continue;
    const mended = joinFormats(changeAbout(one), other);
    if (disorderOf(cells, mended) < disorderOf(cells, joined)) {
      return { ...mended, halves: { changedBack: mended, asWritten: joined } };
    }
  }
  return joined;
}

/** A format that takes the month of its dates for the day, and the day for the month. */
function changeAbout(format: DateFormat): DateFormat {
  return {
    ...format,
    read: (text) => {
      const ms = format.read(text);
      if (Number.isNaN(ms)) return ms;
      const days = Math.floor(ms / dayMs);
      const { year, month, day } = civilFromDays(days);
      return civilMs(year, day, month) + ms - days * dayMs;
    },
  };
}

/** Of the readings of the second format the one that goes on where the first one ends. */
function orderBehind(first: DateFormat, second: DateDecision, cells: string[]): DateFormat {
  if (second.readings.length === 0) return second.format;
  const disorders = second.readings.map((reading) => ({
    reading,
    disorder: disorderOf(cells, joinFormats(first, reading)) * 1e6 + unevennessOf(cells, joinFormats(first, reading)),
  }));
  return disorders.reduce((a, b) => (b.disorder < a.disorder ? b : a)).reading;
}

/** One format where it reads a cell, else the other. */
function joinFormats(first: DateFormat, second: DateFormat): DateFormat {
  const { readZone: zoneOfFirst } = first;
  const { readZone: zoneOfSecond } = second;
  const isTotal = first.isTotal ?? second.isTotal;
  return {
    name: `${first.name}, ${second.name}`,
    read: (text) => {
      const ms = first.read(text);
      return Number.isNaN(ms) ? second.read(text) : ms;
    },
    readZone: zoneOfFirst ?? zoneOfSecond,
    ...(isTotal && { isTotal: (text: string) => Boolean(first.isTotal?.(text) || second.isTotal?.(text)) }),
    kinds: [...(first.kinds ?? [first]), ...(second.kinds ?? [second])],
  };
}

/** Less than this share of the cells is no format of a column. */
const leastRead = 0.5;

/** Every format that the cells may be in, with what it reads of them. */
function weighFormats(cells: string[], context: DateContext): DateDecision[] {
  const plain = (format: DateFormat): DateDecision => ({
    format,
    share: shareRead(cells, format),
    isAmbiguous: false,
    readings: [],
  });
  const numeric = decideNumericOrder(cells, context);
  const named = [...namedFormats, ...periodFormats(context.fiscalStart)].map(plain);
  const digits = digitFormats.map((format) => ({ ...plain(format), format }));
  const fitting = digits.filter(({ format, share }) => share >= 0.95 && format.fits(cells, context));
  return [...(numeric ? [numeric] : []), ...named, ...fitting];
}

/** The first of those that read most; null where none reads so much. */
function bestOf(decisions: readonly DateDecision[], least: number): DateDecision | null {
  let best: DateDecision | null = null;
  for (const decision of decisions) if (decision.share >= least && decision.share > (best?.share ?? 0)) best = decision;
  return best;
}

/** So many cells from the beginning, and as many from all over the column, show that a format reads none. */
const mostProbed = 20;

function readsAny(cells: string[], read: DateFormat['read']): boolean {
  const stride = Math.max(1, Math.floor(cells.length / mostProbed));
  return cells.some((cell, i) => i % stride === 0 && !Number.isNaN(read(cell)));
}

function shareRead(cells: string[], { read, isTotal }: Pick<DateFormat, 'read' | 'isTotal'>): number {
  if (cells.length === 0) return 0;
  let readable = 0;
  let totals = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!Number.isNaN(read(cells[i]))) readable++;
    else if (isTotal?.(cells[i])) totals++;
    else if (i === mostProbed && readable === 0 && !readsAny(cells, read)) return 0;
  }
  // Totals are few beside what they add up.
  return (readable + (totals * 3 <= readable ? totals : 0)) / cells.length;
}

function decideNumericOrder(cells: string[], context: DateContext): DateDecision | null {
  const plain = { isAmbiguous: false, readings: [] };
  const of = (order: DateOrder) => {
    const read = readerOf(order);
    const share = shareRead(cells, { read });
    return {
      format: { ...(share > 0 ? nameOrder(order, read, cells) : { name: '', read, readZone: null }), order },
      share,
    };
  };
  const ymd = of('ymd');
  const hasThreeDigits = cells.some((cell) => /^\s*\d{3}[-/.]\d{1,2}[-/.]/.test(cell));
  const roc = hasThreeDigits ? of('roc') : { ...ymd, share: 0 };
  const asked = (['dmy', 'mdy', 'yymd'] as const).map((order) => of(order) as { format: OrderedFormat; share: number });
  const best = Math.max(ymd.share, roc.share, ...asked.map(({ share }) => share));
  if (best < 0.5) return null;
  const { askedOrder, usualOrder } = context;
  const said = asked.find(({ format }) => format.order === askedOrder);
  if (said && said.share > 0) return { ...said, ...plain };
  if (ymd.share === best) return { ...ymd, ...plain };
  if (roc.share === best) return { ...roc, ...plain };
  let left = asked.filter(({ share }) => share === best).map(({ format }) => format);
  const decided = ([format]: OrderedFormat[]) => ({ format, share: best, ...plain });
  if (left.length > 1) left = leastOf(left, (format) => disorderOf(cells, format), 0);
  if (left.length > 1) left = leastOf(left, (format) => unevennessOf(cells, format), 3);
  if (left.length > 1) left = byPace(left, cells);
  // Whoever notes hours does so on one day after the other, not on the first of every month.
  if (left.length > 1 && context.isBesideClock) left = leastOf(left, (format) => shortestStepOf(cells, format), 0);
  if (left.length <= 1) return left.length === 1 ? decided(left) : null;
  // Nobody who puts dots between them writes the month first.
  const dotted = left.filter(({ order, name }) => order === 'dmy' && name.includes('.'));
  if (dotted.length === 1 && (left.length === 2 || !left.some(({ order }) => order === 'yymd'))) return decided(dotted);
  // The same day and month everywhere, as on 01/01 of each year, reads the same both ways.
  const isSame = cells.every((cell) => left.every(({ read }) => Object.is(read(cell), left[0].read(cell))));
  const readings = left.sort((a, b) => rank(a.order, usualOrder) - rank(b.order, usualOrder));
  return { ...decided(readings), isAmbiguous: !isSame, readings: isSame ? [] : readings };
}

function rank(order: AskedOrder, usual: 'dmy' | 'mdy'): number {
  return order === usual ? 0 : order === 'yymd' ? 2 : 1;
}

/** Those for which a measure is least, or no more than a factor above; a factor of 0 for the least alone. */
function leastOf(
  formats: OrderedFormat[],
  measure: (format: OrderedFormat) => number,
  factor: number,
): OrderedFormat[] {
  const measured = formats.map((format) => ({ format, value: measure(format) }));
  const least = Math.min(...measured.map(({ value }) => value));
  return measured.filter(({ value }) => value <= Math.max(least, least * factor)).map(({ format }) => format);
}

/** Days change from row to row, years hardly do: of readings with two digits for both, those that agree with that. */
function byPace(formats: OrderedFormat[], cells: string[]): OrderedFormat[] {
  const others = formats.filter(({ order }) => order !== 'yymd');
  const yearFirst = formats.filter(({ order }) => order === 'yymd');
  if (yearFirst.length === 0 || others.length === 0) return formats;
  const parts = cells.flatMap((cell) => {
    const found = /^\s*(\d{2})([-/.])\d{1,2}[-/.](\d{2})(?!\d)/.exec(cell);
    return found ? [found] : [];
  });
  if (parts.length < cells.length * 0.9) return others;
  const firsts = new Set(parts.map(([, first]) => first)).size;
  const lasts = new Set(parts.map(([, , , last]) => last)).size;
  if (lasts >= 4 && lasts > firsts * 2) return yearFirst;
  return lasts > firsts || (lasts === firsts && parts[0]?.[2] === '-') ? formats : others;
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

function stepsOf(cells: string[], format: DateFormat): number[] {
  const times = [...new Set(cells.map(format.read))].filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  return times.slice(1).map((ms, i) => ms - times[i]);
}

/** Milliseconds between the two neighbouring dates that are nearest to each other. */
function shortestStepOf(cells: string[], format: DateFormat): number {
  return stepsOf(cells, format).reduce((shortest, step) => Math.min(shortest, step), Number.POSITIVE_INFINITY);
}

/** The longest time between two neighbouring dates over the shortest: near 1 for a regular series. */
function unevennessOf(cells: string[], format: DateFormat): number {
  const steps = stepsOf(cells, format);
  return steps.length < 2 ? 1 : Math.max(...steps) / Math.min(...steps);
}

function readerOf(order: DateOrder): DateFormat['read'] {
  const read = (text: string) => {
    const ms = readNumericDate(text, order);
    return Number.isNaN(ms) ? readNumericDate(bareDate(text), order) : ms;
  };
  noteOrder(read, order);
  return read;
}

/** The format of an order, named as the first readable cell writes it. */
function nameOrder(order: DateOrder, read: DateFormat['read'], cells: string[]): DateFormat {
  const example = cells.find((cell) => !Number.isNaN(read(cell))) ?? '';
  const separator = /[-/.]/.exec(example)?.[0] ?? '-';
  const hasClock = cells.some((cell) => cell.includes(':') || /\d[T\s]\d/.test(cell));
  const hasZone = hasClock && cells.some((cell) => !Number.isNaN(readZone(cell)));
  const name = orderNames[order].join(separator) + (hasClock ? ' HH:mm' : '') + (hasZone ? ' Z' : '');
  return { name, read, readZone: hasZone ? readZone : null };
}

const plainOrders: DateOrder[] = ['ymd', 'dmy', 'mdy'];
const usualPeriods = periodFormats();

/** Whether a cell is a date in any format that no number can be mistaken for. */
export function looksLikeDate(text: string): boolean {
  if (text.length > 80 || !anyDigit.test(text)) return false;
  const cell = startOfInterval(text) ?? text;
  return (
    plainOrders.some((order) => !Number.isNaN(readNumericDate(cell, order))) ||
    namedFormats.some((format) => !Number.isNaN(format.read(cell))) ||
    usualPeriods.some((format) => !Number.isNaN(format.read(cell)) || format.isTotal?.(cell))
  );
}
