/** The forecasts of many series as sheets: what a workbook, a CSV file and the clipboard are written from. */
import type { Metrics } from '../evaluation/metric-cards.ts';
import type { LevelGain } from '../planning/reconciliation-gain.ts';
import { type SharedCalendar, shareCalendar } from '../planning/sum-series.ts';
import { clockAt, timeAt } from '../series/calendar.ts';
import type { Series } from '../series/series.ts';
import type { Step } from '../series/step.ts';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './xlsx/sheet.ts';
import { mostColumns } from './xlsx/write-xlsx.ts';

/** What the sheets say, by key; `{level}` and the like are filled in. */
export const bookWords = [
  'book.summary',
  'book.wide',
  'book.long',
  'book.errors',
  'book.totals',
  'book.settings',
  'book.series',
  'book.level',
  'book.status',
  'book.last-date',
  'book.points',
  'book.last-year',
  'book.forecast-sum',
  'book.low-sum',
  'book.high-sum',
  'book.change',
  'book.model',
  'book.miss',
  'book.trust',
  'book.flags',
  'book.problem',
  'book.model-sum',
  'book.reason',
  'book.measure',
  'book.actual-and-forecast',
  'book.actual-and-plan',
  'book.model-forecast',
  'book.low',
  'book.high',
  'book.period',
  'book.forecast',
  'book.plan',
  'book.mae',
  'book.mase',
  'book.bias',
  'book.naive-ratio',
  'book.coverage',
  'book.nodes',
  'book.miss-alone',
  'book.miss-reconciled',
  'book.miss-bottom-up',
  'book.setting',
  'book.value',
  'book.forecast-mean',
  'book.low-mean',
  'book.high-mean',
  'book.model-mean',
  'book.file',
  'book.made-on',
  'book.version',
  'book.seed',
  'book.horizon',
  'book.season',
  'book.columns',
  'book.rows-read',
  'book.rows-left-out',
  'book.left-out',
  'book.shown',
  'book.of-series',
  'book.level-names',
  'book.method',
  'book.not-added',
  'book.error-times',
  'book.raised',
  'book.ended',
  'book.without',
  'book.moved',
  'book.set',
  'book.set-for',
  'book.models',
  'book.model-chosen',
  'book.drivers-tried',
  'book.drivers-sampled',
  'book.driver-used',
  'book.left-out-periods',
  'book.left-out-series',
] as const;
export type BookWord = (typeof bookWords)[number];
export type SayBook = (key: BookWord, values?: Readonly<Record<string, string | number>>) => string;

/** Bounds that are to hold so many percent of what comes: [horizon] each. */
export type BookInterval = { level: number; low: Float64Array; high: Float64Array };

/** A series or a total. What is in words is in those of the page. */
export type BookSeries = {
  uniqueId: string;
  /** What level it is a total of; null for a series of the file. */
  level: string | null;
  /** In the order of `groups`; null where it has none, or is of several. */
  groups: readonly (string | null)[];
  history: Series;
  /** [horizon] from the end of `history`, as the model made it; none where there is no forecast. */
  forecast: Float64Array;
  intervals: readonly BookInterval[];
  /** Of the sum of all steps, by the first of the intervals; null where it is not known. */
  sumInterval: { low: number; high: number } | null;
  /** What a planner made of it. */
  plan: { planned: Float64Array; reason: string } | null;
  /** The sum of the same steps a year before; null where the history does not reach. */
  lastYear: number | null;
  model: string | null;
  status: string;
  trust: string | null;
  flags: readonly string[];
  /** Why there is no forecast. */
  problem: string | null;
  /** Of the backtest, and the error over that of the seasonal naive. */
  errors: { metrics: Metrics; naiveRatio: number | null; points: number } | null;
};

export type ForecastBook = {
  /** Headings of the columns that group the series. */
  groups: readonly string[];
  series: readonly BookSeries[];
  /** What reconciling gained at each level, by its name. */
  gains: readonly { level: string; gain: LevelGain }[];
  /** Whether the mean of the periods is what matters, not their sum. */
  isMean: boolean;
  /** File, day, version, seed, models, what was left out: as it is to be read. */
  settings: readonly { label: string; value: SheetCell }[];
};

/** More periods of the past than this are left out of the wide sheet, the oldest first. */
const mostPeriods = 2000;
const nameWidth = 34;
const wide = 16;
const narrow = 12;

/** What the sheets of a book have in common. */
type Shape = {
  book: ForecastBook;
  say: SayBook;
  amount: CellFormat;
  step: Step;
  /** Whether totals are among the series, and numbers of a planner. */
  hasTotals: boolean;
  isPlanned: boolean;
  /** Of the intervals, in percent. */
  bounds: readonly number[];
};

function shapeOf(book: ForecastBook, say: SayBook): Shape {
  const { series } = book;
  return {
    book,
    say,
    amount: findAmountFormat(series),
    step: series.find(({ history }) => history.y.length > 0)?.history.step ?? { unit: 'row', every: 1 },
    hasTotals: series.some(({ level }) => level !== null),
    isPlanned: series.some(({ plan }) => plan !== null),
    bounds: [...new Set(series.flatMap(({ intervals }) => intervals.map(({ level }) => level)))],
  };
}

/** All sheets of a book, in their order. */
export function makeSheets(book: ForecastBook, say: SayBook): Sheet[] {
  const shape = shapeOf(book, say);
  const history = wideSheet(shape);
  return [
    listSeries(shape),
    history.sheet,
    listPeriods(shape),
    errorSheet(shape),
    ...(book.gains.length > 0 ? [totalsSheet(shape)] : []),
    settingsSheet(shape, history),
  ];
}

/** A row a series: what is looked at first. */
export function summarySheet(book: ForecastBook, say: SayBook): Sheet {
  return listSeries(shapeOf(book, say));
}

function listSeries(shape: Shape): Sheet {
  const { book, say, amount, step, isPlanned, bounds } = shape;
  const { series, isMean } = book;
  const bound = { level: bounds[0] ?? 80 };
  const [whole, low, high, model] = isMean
    ? (['book.forecast-mean', 'book.low-mean', 'book.high-mean', 'book.model-mean'] as const)
    : (['book.forecast-sum', 'book.low-sum', 'book.high-sum', 'book.model-sum'] as const);
  const join = (values: Float64Array) => (isMean ? sum(values) / values.length : sum(values));
  const columns = [
    ...nameColumns(shape),
    column(say('book.status'), 'text'),
    column(say('book.last-date'), dateFormat(step)),
    column(say('book.points'), 'whole'),
    column(say('book.last-year'), amount, wide),
    column(say(whole), amount, wide),
    // The interval is the model's: it stands beside the model's number.
    ...(isPlanned ? [column(say(model), amount, wide)] : []),
    column(say(low, bound), amount, wide),
    column(say(high, bound), amount, wide),
    column(say('book.change'), 'percent'),
    ...(isPlanned ? [column(say('book.reason'), 'text', nameWidth)] : []),
    column(say('book.model'), 'text', wide),
    column(say('book.miss'), 'percent'),
    column(say('book.trust'), 'text'),
    column(say('book.flags'), 'text', nameWidth),
    column(say('book.problem'), 'text', nameWidth),
  ];
  return { name: say('book.summary'), columns, frozenColumns: 1, isFiltered: true, rows: rows() };

  function* rows(): Generator<SheetCell[]> {
    for (const one of series) {
      const { history, forecast, plan, lastYear } = one;
      const total = forecast.length > 0 ? join(plan?.planned ?? forecast) : null;
      const change = total !== null && lastYear ? total / lastYear - 1 : null;
      const last = history.y.length > 0 ? dateCell(history, history.y.length - 1) : null;
      yield [
        ...nameCells(shape, one),
        one.status,
        last,
        history.y.length,
        lastYear,
        total,
        ...(isPlanned ? [total === null ? null : join(forecast)] : []),
        one.sumInterval?.low ?? null,
        one.sumInterval?.high ?? null,
        change,
        ...(isPlanned ? [plan?.reason ?? null] : []),
        one.model,
        share(one.errors?.metrics.wape),
        one.trust,
        one.flags.join('; '),
        one.problem,
      ];
    }
  }
}

type WideSheet = { sheet: Sheet; leftOutPeriods: number; leftOutSeries: number };

/** A row a series and measure, a column a period: the past, then what is to come and its bounds. */
function wideSheet(shape: Shape): WideSheet {
  const { book, say, amount, step } = shape;
  const forecast = book.series.filter(({ history }) => history.y.length > 0);
  const calendar = forecast.length > 0 ? shareCalendar(forecast.map(({ history }) => history)) : null;
  const offsets = calendar?.offsets ?? new Int32Array();
  const placed = [...forecast.keys()].filter((at) => offsets[at] >= 0);
  const end = placed.reduce((most, at) => Math.max(most, endOf(forecast[at], offsets[at])), 0);
  const first = Math.max(0, end - Math.min(mostPeriods, mostColumns - book.groups.length - 8));
  const lastKnown = calendar?.length ?? 0;
  const periods = Array.from({ length: end - first }, (_, at): SheetColumn => {
    const index = first + at;
    const heading = calendar ? periodCell(calendar, index) : null;
    return {
      ...column(heading, amount),
      headingFormat: dateFormat(step),
      isTinted: index >= lastKnown,
    };
  });
  const columns = [...nameColumns(shape), column(say('book.measure'), 'text', wide), ...periods];
  const frozenColumns = columns.length - periods.length;
  const sheet = { name: say('book.wide'), columns, frozenColumns, isFiltered: true, rows: rows() };
  return { sheet, leftOutPeriods: first, leftOutSeries: book.series.length - placed.length };

  function* rows(): Generator<SheetCell[]> {
    for (const at of placed) {
      const one = forecast[at];
      const from = offsets[at] - first;
      const line = (measure: string, past: boolean, values: Float64Array): SheetCell[] => {
        const cells: SheetCell[] = new Array(periods.length).fill(null);
        const { y } = one.history;
        for (let index = Math.max(0, -from); past && index < y.length; index++) cells[from + index] = known(y[index]);
        for (let index = 0; index < values.length; index++) {
          const place = from + y.length + index;
          if (place >= 0) cells[place] = known(values[index]);
        }
        return [...nameCells(shape, one), measure, ...cells];
      };
      if (one.plan) {
        yield line(say('book.actual-and-plan'), true, one.plan.planned);
        yield line(say('book.model-forecast'), false, one.forecast);
      } else yield line(say('book.actual-and-forecast'), true, one.forecast);
      for (const { level, low, high } of one.intervals) {
        yield line(say('book.low', { level }), false, low);
        yield line(say('book.high', { level }), false, high);
      }
    }
  }
}

function endOf({ history, forecast }: BookSeries, offset: number): number {
  return offset + history.y.length + forecast.length;
}

/** A row a series and period to come. */
export function longSheet(book: ForecastBook, say: SayBook): Sheet {
  return listPeriods(shapeOf(book, say));
}

function listPeriods(shape: Shape): Sheet {
  const { book, say, amount, step: rhythm, isPlanned, bounds } = shape;
  const { series } = book;
  const columns = [
    ...nameColumns(shape),
    column(say('book.period'), dateFormat(rhythm)),
    ...(isPlanned ? [column(say('book.plan'), amount)] : []),
    column(say('book.forecast'), amount),
    ...bounds.flatMap((level) => [
      column(say('book.low', { level }), amount),
      column(say('book.high', { level }), amount),
    ]),
    column(say('book.model'), 'text', wide),
  ];
  return { name: say('book.long'), columns, frozenColumns: 1, isFiltered: true, rows: rows() };

  function* rows(): Generator<SheetCell[]> {
    for (const one of series) {
      for (let step = 0; step < one.forecast.length; step++) {
        yield [
          ...nameCells(shape, one),
          dateCell(one.history, one.history.y.length + step),
          ...(isPlanned ? [known((one.plan?.planned ?? one.forecast)[step])] : []),
          known(one.forecast[step]),
          ...bounds.flatMap((level) => {
            const interval = one.intervals.find((each) => each.level === level);
            return interval ? [known(interval.low[step]), known(interval.high[step])] : [null, null];
          }),
          one.model,
        ];
      }
    }
  }
}

/** A row a series: how far its model missed in the backtest. */
function errorSheet(shape: Shape): Sheet {
  const { book, say, amount } = shape;
  const fine = amount === 'whole' ? 'decimal' : amount;
  type Errors = NonNullable<BookSeries['errors']>;
  const measures: { column: SheetColumn; of: (errors: Errors) => number | null }[] = [
    { column: column(say('book.points'), 'whole'), of: ({ points }) => points },
    { column: column(say('book.miss'), 'percent'), of: ({ metrics }) => share(metrics.wape) },
    { column: column(say('book.mae'), fine), of: ({ metrics }) => metrics.mae },
    { column: column(say('book.bias'), fine), of: ({ metrics }) => metrics.bias },
    { column: column(say('book.mase'), 'decimal'), of: ({ metrics }) => metrics.mase },
    { column: column(say('book.naive-ratio'), 'decimal', wide), of: ({ naiveRatio }) => naiveRatio },
    { column: column(say('book.coverage', { level: 80 }), 'percent', wide), of: ({ metrics }) => metrics.coverage80 },
    { column: column(say('book.coverage', { level: 95 }), 'percent', wide), of: ({ metrics }) => metrics.coverage95 },
  ];
  // A column that nobody measured says nothing.
  const known = book.series.flatMap((one) => one.errors ?? []);
  const shown = measures.filter(({ of }) => known.some((errors) => of(errors) !== null));
  const columns = [
    ...nameColumns(shape),
    column(say('book.model'), 'text', wide),
    ...shown.map((measure) => measure.column),
  ];
  return { name: say('book.errors'), columns, frozenColumns: 1, isFiltered: true, rows: rows() };

  function* rows(): Generator<SheetCell[]> {
    for (const one of book.series) {
      yield [...nameCells(shape, one), one.model, ...shown.map(({ of }) => (one.errors ? of(one.errors) : null))];
    }
  }
}

/** What making the forecasts add up did to the error of each level. */
function totalsSheet({ book: { gains }, say }: Shape): Sheet {
  const columns = [
    column(say('book.level'), 'text', nameWidth),
    column(say('book.nodes'), 'whole'),
    column(say('book.miss-alone'), 'percent', wide),
    column(say('book.miss-reconciled'), 'percent', wide),
    column(say('book.miss-bottom-up'), 'percent', wide),
  ];
  const rows = gains.map(({ level, gain: { nodes, base, reconciled, bottomUp } }) => [
    level,
    nodes,
    base.wape,
    reconciled.wape,
    bottomUp.wape,
  ]);
  return { name: say('book.totals'), columns, frozenColumns: 1, isFiltered: false, rows };
}

function settingsSheet({ book: { settings }, say }: Shape, { leftOutPeriods, leftOutSeries }: WideSheet): Sheet {
  const rows: SheetCell[][] = settings.map(({ label, value }) => [label, value]);
  if (leftOutPeriods > 0) rows.push([say('book.left-out-periods'), leftOutPeriods]);
  if (leftOutSeries > 0) rows.push([say('book.left-out-series'), leftOutSeries]);
  const columns = [column(say('book.setting'), 'text', nameWidth), column(say('book.value'), 'text', 80)];
  return { name: say('book.settings'), columns, frozenColumns: 0, isFiltered: false, rows };
}

function column(heading: SheetCell, format: CellFormat, width = narrow): SheetColumn {
  return { heading, format, width };
}

function nameColumns({ book: { groups }, say, hasTotals }: Shape): SheetColumn[] {
  return [
    column(say('book.series'), 'text', nameWidth),
    ...(hasTotals ? [column(say('book.level'), 'text', wide)] : []),
    ...groups.map((group) => column(group, 'text', wide)),
  ];
}

function nameCells({ book: { groups }, hasTotals }: Shape, one: BookSeries): SheetCell[] {
  return [one.uniqueId, ...(hasTotals ? [one.level] : []), ...groups.map((_, at) => one.groups[at] ?? null)];
}

/** How a cell with a time of this rhythm is shown. */
export function dateFormat({ unit }: Step): CellFormat {
  if (unit === 'row') return 'whole';
  if (unit === 'year' || unit === 'month') return unit;
  if (unit === 'quarter') return 'month';
  return unit === 'hour' || unit === 'minute' || unit === 'second' ? 'time' : 'day';
}

function dateCell(series: Series, index: number): SheetCell {
  const ms = clockAt(series, index);
  return series.step.unit === 'row' ? ms : { ms };
}

function periodCell({ firstMs, step }: SharedCalendar, index: number): SheetCell {
  const ms = timeAt(firstMs, step, index);
  return step.unit === 'row' ? ms : { ms };
}

/** Whole units where all values of the file are whole; more places where they are small. */
function findAmountFormat(series: readonly BookSeries[]): CellFormat {
  let [isWhole, largest] = [true, 0];
  for (const { history } of series) {
    for (const value of history.y) {
      if (Number.isNaN(value)) continue;
      isWhole &&= Number.isInteger(value);
      largest = Math.max(largest, Math.abs(value));
    }
  }
  if (isWhole) return 'whole';
  return largest < 1 ? 'fine' : 'decimal';
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Percent to a share, as cells of per cent hold. */
function share(percent: number | null | undefined): number | null {
  return percent === null || percent === undefined ? null : percent / 100;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
