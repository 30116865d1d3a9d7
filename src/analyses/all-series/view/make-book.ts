/** What is known of every series, or of the totals of a level, as a book to be written. */
import { version } from '../../../../package.json';
import { pause } from '../../../base/pause.ts';
import type { Metrics } from '../../../evaluation/metric-cards.ts';
import { metricIds } from '../../../evaluation/metric-cards.ts';
import type { BookSeries, BookWord, ForecastBook, SayBook } from '../../../export/forecast-book.ts';
import { timeAt } from '../../../series/calendar.ts';
import type { Series } from '../../../series/series.ts';
import type { FileBrief } from '../inputs.ts';
import { modelsTested, testDates } from '../jobs/job.ts';
import { flagsIn } from '../judge-series.ts';
import { type AddedUp, namesOfLevel } from '../state/levels.ts';
import { besideTried } from '../state/plan-run.ts';
import { isOf, type SetNumber, type ShownPlan } from '../state/plan-shown.ts';
import { type Results, stages } from '../state/results.ts';
import { driversOf, modelOf, nameOf, sayNoForecast, sayOverride, sayTrustWord, trustOf } from './say-row.ts';
import type { AllSeriesWords } from './words/all-series-words.ts';

export type BookContent = {
  /** What is shown: the series of the file, or the totals of a level. */
  file: FileBrief;
  results: Results;
  /** Those that are shown, in their order. */
  rows: readonly number[];
  /** What the level is called; null for the series of the file. */
  level: string | null;
  plan: ShownPlan | null;
  overrides: readonly SetNumber[];
  addedUp: AddedUp | null;
  /** Of the file, and how many series it has. */
  dataName: string;
  seriesCount: number;
};

const noMetrics = Object.fromEntries(metricIds.map((id) => [id, null])) as Metrics;

/** A level's name: its columns, or that it is the total of all. */
export function sayLevel(words: AllSeriesWords, columns: readonly string[]): string {
  return columns.length === 0 ? words.say('all.level.total') : columns.join(' × ');
}

/** Some milliseconds of work. */
const seriesAtOnce = 200;

/** All rows shown as a book; whoever waits gets his turn in between. */
export async function makeBook(words: AllSeriesWords, say: SayBook, content: BookContent): Promise<ForecastBook> {
  const { file, rows, addedUp, overrides } = content;
  const overridesOf = new Map<string, SetNumber[]>();
  for (const one of overrides.filter((own) => isOf(own, file)))
    overridesOf.set(one.uniqueId, [...(overridesOf.get(one.uniqueId) ?? []), one]);
  const gains = (addedUp?.reconciled.gains ?? []).map((gain) => {
    const level = addedUp?.totals.levels[gain.level];
    const columns = level && addedUp ? namesOfLevel(addedUp.totals.plan, level) : null;
    return { level: columns ? sayLevel(words, columns) : words.say('all.level.series'), gain };
  });
  const series: BookSeries[] = [];
  for (const number of rows) {
    series.push(bookSeries(words, content, number, overridesOf.get(file.names[number]) ?? []));
    if (series.length % seriesAtOnce === 0) await pause();
  }
  return {
    groups: file.groupings.map(({ column }) => column),
    series,
    gains,
    isMean: file.isLevel,
    settings: settingsOf(words, say, content),
  };
}

/** Of what and how it was made. */
export function settingsOf(
  words: AllSeriesWords,
  say: SayBook,
  { file, rows, results, addedUp, overrides, dataName, seriesCount }: BookContent,
): ForecastBook['settings'] {
  const none = rows.filter((number) => Number.isNaN(results.sum[number])).length;
  const facts: [BookWord, string | number][] = [
    ['book.version', version],
    ['book.seed', 1],
    ['book.horizon', results.horizonSteps],
    ['book.season', file.seasonLength],
    ['book.of-series', seriesCount],
    ['book.shown', rows.length],
    ['book.left-out', none],
    ['book.method', addedUp ? words.say(`all.method.${addedUp.reconciled.method}`) : say('book.not-added')],
    ...(addedUp ? ([['book.error-times', addedUp.reconciled.errorTimes]] as [BookWord, number][]) : []),
    ...(addedUp ? ([['book.raised', addedUp.reconciled.raised]] as [BookWord, number][]) : []),
    ['book.set', overrides.length],
  ];
  const day = new Date();
  return [
    { label: say('book.file'), value: dataName },
    { label: say('book.made-on'), value: { ms: Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) } },
    ...facts.map(([key, value]) => ({ label: say(key), value })),
    { label: say('book.models'), value: words.list(modelsTested.map((model) => words.say(`model.${model}`))) },
    ...countModels(results, rows).map(([model, count]) => ({
      label: say('book.model-chosen', { model: words.say(`model.${model}`) }),
      value: count,
    })),
    ...tried(),
    ...countDrivers(words, file, results, rows).map(([column, count]) => ({
      label: say('book.driver-used', { column }),
      value: count,
    })),
    ...overrides.map((one) => ({ label: say('book.set-for', { series: one.uniqueId }), value: sayChange(one) })),
  ];

  /** Columns that each series tried, and those that a sample gained nothing by. */
  function tried(): ForecastBook['settings'] {
    if (file.beside.length === 0 || !results.stage.includes(stages.tested)) return [];
    const { driverTrial } = results;
    const inEach = besideTried(file, results);
    return [
      ...(inEach.length > 0 ? [{ label: say('book.drivers-tried'), value: words.list(inEach) }] : []),
      ...(driverTrial && !driverTrial.isWorth
        ? [
            {
              label: say('book.drivers-sampled', { count: driverTrial.series }),
              value: words.list([...driverTrial.columns]),
            },
          ]
        : []),
    ];
  }

  function sayChange(one: SetNumber): string {
    const isWhole = isOf(one, file) && file.isWhole[file.names.indexOf(one.uniqueId)] === 1;
    return words.sentences([sayOverride(words, one, isWhole), one.reason]);
  }
}

type Model = (typeof modelsTested)[number];

/** For how many of the rows each model was chosen, the most frequent first. */
function countModels(results: Results, rows: readonly number[]): [Model, number][] {
  const counts = new Map<Model, number>();
  for (const number of rows) {
    const model = modelOf(results, number);
    if (model) counts.set(model, (counts.get(model) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** For how many of the rows each driver was used, the most frequent first. */
function countDrivers(words: AllSeriesWords, file: FileBrief, results: Results, rows: readonly number[]) {
  const counts = new Map<string, number>();
  for (const number of rows)
    for (const name of driversOf(words, file, results, number)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The values that the page holds, up to the end of the file. */
function historyOf({ step, endMs, history, starts, lags, names }: FileBrief, number: number): Series {
  const known = history.subarray(starts[number], starts[number + 1]);
  const y = new Float64Array(known.length === 0 ? 0 : known.length + lags[number]).fill(Number.NaN);
  y.set(known);
  const rhythm = step ?? { unit: 'row', every: 1 };
  const firstMs = timeAt(endMs ?? 0, rhythm, 1 - y.length);
  return { uniqueId: names[number], step: rhythm, firstMs, y, filled: new Uint8Array(y.length) };
}

/** Of the errors of the test, actual - forecast, that are known. */
function errorsOf({ errors, horizonSteps }: Results, number: number): Pick<Metrics, 'mae' | 'bias'> {
  const width = testDates * horizonSteps;
  const own = errors.subarray(number * width, (number + 1) * width).filter(Number.isFinite);
  if (own.length === 0) return { mae: null, bias: null };
  const meanOf = (each: (error: number) => number) => own.reduce((sum, error) => sum + each(error), 0) / own.length;
  return { mae: meanOf(Math.abs), bias: meanOf((error) => -error) };
}

function bookSeries(
  words: AllSeriesWords,
  { file, results, level, plan }: BookContent,
  number: number,
  overrides: readonly SetNumber[],
): BookSeries {
  const { horizonSteps } = results;
  const cut = (values: Float64Array) => values.slice(number * horizonSteps, (number + 1) * horizonSteps);
  const hasForecast = !Number.isNaN(results.sum[number]);
  const forecast = hasForecast ? cut(results.mean) : new Float64Array();
  const model = modelOf(results, number);
  const trust = trustOf(results, number);
  const [miss, naiveMiss] = [results.miss[number], results.naiveMiss[number]];
  const isPlanned = hasForecast && (overrides.length > 0 || plan?.isChanged[number] === 1);
  return {
    uniqueId: nameOf(words, file, number),
    level,
    groups: file.groupings.map(({ labels, codes }) => labels[codes[number]] ?? null),
    history: historyOf(file, number),
    forecast,
    intervals: hasForecast
      ? [
          { level: 80, low: cut(results.low80), high: cut(results.high80) },
          { level: 95, low: cut(results.low95), high: cut(results.high95) },
        ]
      : [],
    sumInterval: hasForecast ? { low: results.sumLow80[number], high: results.sumHigh80[number] } : null,
    plan: isPlanned
      ? {
          planned: plan ? cut(plan.planned) : forecast,
          reason:
            overrides.length > 0 ? overrides.map(({ reason }) => reason).join('; ') : words.say('all.set.follows'),
        }
      : null,
    lastYear: Number.isFinite(results.lastYear[number]) ? results.lastYear[number] : null,
    model: model && words.say(`model.${model}`),
    status: words.say(`series-status.${file.statuses[number]}`),
    trust: trust === 'none' ? null : sayTrustWord(words, trust),
    flags: flagsIn(results.flags[number]).map((flag) => words.say(`all.filter.${flag}`)),
    problem: sayNoForecast(words, file, results, number),
    errors: Number.isFinite(miss)
      ? {
          metrics: { ...noMetrics, wape: 100 * miss, ...errorsOf(results, number) },
          naiveRatio: naiveMiss > 0 ? miss / naiveMiss : null,
          points: results.origins[number] * horizonSteps,
        }
      : null,
  };
}
