/** Tells the trends of series of a panel, where the tables are. */
import { kindOfDriver } from '../../../evaluation/explain/driver-kind.ts';
import { indexAt, timeAt } from '../../../series/calendar.ts';
import { closeGaps } from '../../../series/fill-gaps.ts';
import type { RepairRules } from '../../../series/panel.ts';
import { nameOf, type PanelIndex, rowsOf } from '../../../series/panel-index.ts';
import { prepareSeries } from '../../../series/prepare-series.ts';
import { type CovariateColumns, readStatic } from '../../../series/read-covariates.ts';
import type { Series } from '../../../series/series.ts';
import { isSameStep } from '../../../series/step.ts';
import { findPeak } from '../../../statistics/trends/find-peak.ts';
import { findTrend } from '../../../statistics/trends/find-trend.ts';
import { stepsOfWeek, stepsOfYear } from '../../../statistics/unusual/comes-again.ts';
import type { Column, NumberColumn } from '../../../table/table.ts';
import type { ItemPeak, TrendItem, TrendItems, TrendsNeed } from './items.ts';
import { meanStretches, stretchesOf, wholeYearOf } from './place-year.ts';

/** A trend of fewer years cannot be told from the time of year; of yearly values, of fewer points. */
const fewestYears = 2;
const fewestYearly = 8;
/** Weeks by which weekdays are told apart, the last. */
const weeksSearched = 104;
const fewestWeeks = 8;

export type TrendInput = {
  panel: PanelIndex;
  rules: RepairRules;
  /** The column of the series shown, by its place. */
  target: number;
  /** Columns that name the series, where there are several. */
  ids: readonly Column[];
  /** What units are sold for; null where no column says. */
  price: NumberColumn | null;
};

/** Names of what is money already: a price says nothing more of it. */
const moneyName =
  /revenue|turnover|umsatz|erl[öo]s|betrag|amount|chiffre|ricavi|omzet|ingresos|receita|выручка|金额|金額|销售额|銷售額|营业额|收入|売上/iu;

/** The column of prices beside what is forecast, whether or not forecasts read it; null where that is no units. */
export function findPrice(columns: readonly Column[], targets: readonly number[]): NumberColumn | null {
  if (targets.some((place) => moneyName.test(columns[place]?.name ?? ''))) return null;
  const found = columns.find(
    (column, place): column is NumberColumn =>
      column.kind === 'number' && !targets.includes(place) && kindOfDriver(column.name) === 'price',
  );
  return found?.values.every((value) => !(value < 0)) ? found : null;
}

function trendOf(series: Series): Pick<TrendItem, 'trend' | 'year' | 'spark'> {
  const { y, step, firstMs } = series;
  const stretches = stretchesOf(step);
  const none = { trend: null, year: null, spark: [] };
  if (stretches === null) return none;
  const year = stepsOfYear(step) ?? (wholeYearOf(step) as number);
  const means = meanStretches(y, year, stretches);
  const spark = Array.from(means.subarray(-4 * stretches));
  if (means.length < (stretches === 1 ? fewestYearly : fewestYears * stretches)) return { ...none, spark };
  const isGrowth = means.every((value) => value > 0);
  const found = findTrend(isGrowth ? means.map(Math.log) : means, stretches);
  if (!found) return { ...none, spark };
  const level = means.reduce((sum, value) => sum + Math.abs(value), 0) / means.length;
  const share = (slope: number) => (isGrowth ? Math.expm1(slope * stretches) : (slope * stretches) / level);
  const trend = { change: share(found.slope), low: share(found.low), high: share(found.high), chance: found.chance };
  const plain = isGrowth ? found.slope * level : found.slope;
  const peak = stretches > 1 ? findPeak(means, stretches, plain) : null;
  if (!peak) return { trend, year: null, spark };
  // Of the last year the stretch at that place, by its middle.
  const back = (means.length - 1 - peak.place) % stretches;
  const atMs = timeAt(firstMs, step, Math.round(y.length - 1 - (back + 0.5) * (year / stretches) + 0.5));
  return { trend, year: { atMs, above: peak.above / level, chance: peak.chance }, spark };
}

function weekOf({ y, step, firstMs }: Series): ItemPeak | null {
  if (step.unit !== 'day' || step.every !== 1) return null;
  const week = stepsOfWeek(step);
  if (week === null || y.length < fewestWeeks * week) return null;
  const weeks = Math.min(weeksSearched, Math.floor(y.length / week));
  const first = y.length - weeks * week;
  const last = y.subarray(first);
  const peak = findPeak(last, week, 0);
  const mean = last.reduce((sum, value) => sum + Math.abs(value), 0) / last.length;
  return peak && { atMs: timeAt(firstMs, step, first + peak.place), above: peak.above / mean, chance: peak.chance };
}

/** Sums of a period and of the same a year before; what lies beyond the ends of the series is nothing. */
function sumPeriods(series: Series, weights: Float64Array | null, need: TrendsNeed): [number, number] {
  const year = wholeYearOf(series.step) ?? 0;
  const last = indexAt(series.firstMs, series.step, need.endMs);
  const sumTo = (end: number) => {
    let sum = 0;
    for (let at = Math.max(0, end - need.compared + 1); at <= Math.min(end, series.y.length - 1); at += 1) {
      sum += series.y[at] * (weights ? weights[at] : 1);
    }
    return sum;
  };
  return need.compared === 0 ? [0, 0] : [sumTo(last - year), sumTo(last)];
}

/** Prices at each point; before the first that is known, the first. */
function pricesOf({ covariates = [], y }: Series): Float64Array | null {
  const values = covariates[0]?.values;
  const first = values?.find((value) => !Number.isNaN(value));
  if (!values || first === undefined) return null;
  return Float64Array.from(y, (_, at) => (Number.isNaN(values[at]) ? first : values[at]));
}

/** Looks at some series of a panel, so that whoever asks can stop between and say how far it is. */
export function lookAtTrends({ panel, rules, target, ids, price }: TrendInput, need: TrendsNeed): TrendItems {
  const { names } = panel.groups;
  // Of a file in which each column is a series all are looked at, else all of one column.
  const isWide = names.length === 1;
  const first = isWide ? 0 : target * names.length;
  const total = Math.max(0, Math.min(panel.count - first, isWide ? panel.count : names.length));
  const columns = [...(ids.length > 1 ? ids : []), ...panel.covariates().fixed];
  const beside: CovariateColumns = {
    varying: price ? [{ name: price.name, known: 'past', values: price.values }] : [],
    fixed: [],
  };
  const last = Math.min(need.end, total);
  const items: TrendItem[] = [];
  for (let number = first + need.from; number < first + last; number += 1) {
    const source = rowsOf(panel, number, need.step, beside);
    const made = prepareSeries(source, rules);
    if (!made.ok || !isSameStep(made.value.series.step, need.step)) continue;
    const series = closeGaps(made.value.series);
    const prices = price && pricesOf(series);
    items.push({
      uniqueId: nameOf(panel, number),
      groups: columns.map((column) => readStatic(column, source.rows).value),
      ...trendOf(series),
      week: weekOf(series),
      units: sumPeriods(series, null, need),
      money: prices && sumPeriods(series, prices, need),
    });
  }
  return {
    total,
    looked: Math.max(0, last - need.from),
    isLevel: panel.targets.some((each, place) => (isWide || place === target) && (each.isLevel || !each.addsUp)),
    price: price?.name ?? null,
    groups: columns.map(({ name }) => name),
    items,
  };
}
