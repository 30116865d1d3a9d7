/** All series of a panel on one rhythm and one calendar: every one of them ends, or ended, by the same last point of the file. */

import { canDrive } from '../../forecasters/drivers/driver-columns.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import { readGroupColumns } from '../../planning/level-guess.ts';
import { clockAt, indexAt, timeAt } from '../../series/calendar.ts';
import type { Covariate } from '../../series/covariates.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { isLevel } from '../../series/level-words.ts';
import type { PanelChoice, PanelProgress, RepairRules } from '../../series/panel.ts';
import { nameOf, type PanelIndex, rowsOf } from '../../series/panel-index.ts';
import type { SeriesRows } from '../../series/place-rows.ts';
import { placeCovariate } from '../../series/read-covariates.ts';
import { filledAlone, type Series, type SeriesProblem } from '../../series/series.ts';
import { followLives } from '../../series/series-lives.ts';
import type { SeriesStatus } from '../../series/series-status.ts';
import { shapeSeries } from '../../series/shape-series.ts';
import { type Step, seasonLengthOf } from '../../series/step.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import type { Table } from '../../table/table.ts';
import { findWorth } from './find-worth.ts';
import type { FileBrief, GivenSeries, NoForecast } from './inputs.ts';

export type FileReading = {
  /** [series] null where there is none that gets a forecast. */
  given: (GivenSeries | null)[];
  /** [series] those that have ended too, for what they add to totals; null where there is none, or it keeps another rhythm. */
  series: (Series | null)[];
  /**
   * What goes with a series, made anew at each call: it is used once, and kept for all series it would take as much room as they do.
   *
   * @returns of its columns those that could tell anything of its values
   */
  besideOf(number: number): Covariate[];
  brief: FileBrief;
};

type Read = { series: Series; problem: null } | { series: null; problem: SeriesProblem };

/** Values that the page holds of a file at most, of all series together; of each at least the last `fewestKept`. */
const mostKept = 8_000_000;
const fewestKept = 120;
/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

const isSameRhythm = (one: Step, other: Step) => one.unit === other.unit && one.every === other.every;

/** The rhythm that most series keep. */
function commonStep(read: readonly Read[]): Step | null {
  const counts = new Map<string, { step: Step; count: number }>();
  for (const { series } of read) {
    if (!series) continue;
    const key = `${series.step.every} ${series.step.unit}`;
    const known = counts.get(key) ?? { step: series.step, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.step ?? null;
}

const endOf = ({ firstMs, step, y }: Series) => timeAt(firstMs, step, y.length - 1);

/** Zeros up to the end of the file, where that is what no row means. */
function withZeros(series: Series, lag: number): Series {
  const length = series.y.length + lag;
  const y = new Float64Array(length);
  y.set(series.y);
  const filled = new Uint8Array(length).fill(filledAlone);
  filled.set(series.filled);
  return { ...series, y, filled };
}

/** The most recent values of every series, one after another. */
function packHistory(read: readonly Read[]): { history: Float64Array; starts: Float64Array } {
  const each = Math.max(fewestKept, Math.floor(mostKept / Math.max(1, read.length)));
  const kept = read.map(({ series }) => series?.y.subarray(Math.max(0, series.y.length - each)) ?? new Float64Array(0));
  const starts = new Float64Array(kept.length + 1);
  for (const [number, { length }] of kept.entries()) starts[number + 1] = starts[number] + length;
  const history = new Float64Array(starts[kept.length]);
  for (const [number, values] of kept.entries()) history.set(values, starts[number]);
  return { history, starts };
}

/** No more than this share of the longest series is forecast without a word from the user. */
const mostAhead = 1 / 3;
/** A length with which nothing is short. */
const longEnough = 100_000;

/** What the rhythm suggests; where it has no season, the one found in the longest series. */
function chooseLengths(read: readonly Read[], step: Step | null): { horizonSteps: number; seasonLength: number } {
  let longest: Series | null = null;
  for (const { series } of read) if (series && series.y.length > (longest?.y.length ?? 0)) longest = series;
  if (!step || !longest) return { horizonSteps: 1, seasonLength: 1 };
  const wanted = defaultSettings(step, longEnough).horizonSteps;
  const horizonSteps = Math.max(1, Math.min(wanted, Math.floor(longest.y.length * mostAhead)));
  const usual = seasonLengthOf(step);
  const [found] = usual > 1 ? [usual] : findSeasons(longest.y.slice(-pointsSearched));
  return { horizonSteps, seasonLength: found ?? 1 };
}

function whyNone(read: Read, status: SeriesStatus, step: Step | null): NoForecast | null {
  if (!read.series) return { code: 'no-series', problem: read.problem };
  if (step && !isSameRhythm(read.series.step, step)) return { code: 'other-rhythm' };
  return status === 'inactive' ? { code: 'ended' } : null;
}

/** What groups the series; which of the columns forecast one is of, its name says. */
function readGroupings(
  table: Table,
  index: PanelIndex,
  choice: PanelChoice,
): Pick<FileBrief, 'groupings' | 'changing'> {
  const { columns, changing } = readGroupColumns(table, index, choice);
  const ofTable = columns.filter(({ column }) => column !== null);
  return {
    groupings: ofTable.map(({ name, labels, codes, isId, moved }) => ({ column: name, labels, codes, isId, moved })),
    changing,
  };
}

/** What goes with the points of a series, as far as it is known; `length` of them, some after its last row where those are zeros. */
function readBeside(source: SeriesRows, rules: RepairRules, length: number): Covariate[] {
  const shaped = shapeSeries(source, rules);
  if (!shaped.ok) return [];
  const { placed, bounds } = shaped.value;
  const span = { start: bounds.start, end: bounds.start + length };
  const { varying = [] } = source.covariates ?? {};
  return varying.map((column) => placeCovariate(column, placed, span)).filter((one) => canDrive(one, length));
}

/** Reads the series one a step, so that others may have their turn in between. */
export function* readFile(
  table: Table,
  choice: PanelChoice,
  rules: RepairRules,
  index: PanelIndex,
): Generator<PanelProgress, FileReading> {
  const read: Read[] = [];
  let likely: Step | null = null;
  /** The first series that has a rhythm, by which those after it are read. */
  let first = index.count;
  for (let number = 0; number < index.count; number += 1) {
    const shaped = shapeSeries(rowsOf(index, number, likely), rules);
    if (shaped.ok) {
      if (!likely) [likely, first] = [shaped.value.series.step, number];
      read.push({ series: closeGaps(shaped.value.series), problem: null });
    } else read.push({ series: null, problem: shaped.problem });
    yield { done: number + 1, total: index.count };
  }
  const step = commonStep(read);
  const onStep = (one: Read) => one.series !== null && step !== null && isSameRhythm(one.series.step, step);
  const ends = read.filter(onStep).map(({ series }) => endOf(series as Series));
  const endMs = ends.length > 0 ? ends.reduce((most, ms) => Math.max(most, ms)) : null;
  const lives = followLives(index);
  const groups = index.groups.names.length;
  const statuses = read.map(({ series }, number) =>
    lives.statusOf(number, series?.step ?? step ?? { unit: 'row', every: 1 }),
  );
  const noForecast = read.map((one, number) => whyNone(one, statuses[number], step));
  const lags = new Int32Array(read.length);
  for (const [number, one] of read.entries()) {
    const { series } = one;
    if (!series || !onStep(one) || endMs === null) continue;
    const lag = Math.max(0, indexAt(series.firstMs, series.step, endMs) - (series.y.length - 1));
    lags[number] = lag;
    const isZero = rules.gaps === 'zero' || (rules.gaps === 'auto' && index.gapsAreZero(Math.floor(number / groups)));
    if (lag === 0 || !isZero || series.isCumulative || series.isYearToDate || noForecast[number]) continue;
    read[number] = { series: withZeros(series, lag), problem: null };
    lags[number] = 0;
  }
  const rows = read.map((_, number) => rowsOf(index, number, null));
  const beside = index.covariates().varying.map(({ name, known }) => ({ name, known }));
  const taken = [...choice.idColumns, ...choice.targetColumns];
  return {
    given: read.map(({ series }, number) =>
      series && !noForecast[number] ? { series, lag: lags[number], status: statuses[number] } : null,
    ),
    series: read.map((one) => (onStep(one) ? one.series : null)),
    besideOf(number) {
      const { series } = read[number];
      if (!series || beside.length === 0) return [];
      const source = rowsOf(index, number, number > first ? likely : null, index.covariates());
      return readBeside(source, rules, series.y.length);
    },
    brief: {
      names: read.map((_, number) => nameOf(index, number)),
      ...readGroupings(table, index, choice),
      statuses,
      noForecast,
      endsMs: Float64Array.from(read, ({ series }) => (series ? clockAt(series, series.y.length - 1) : Number.NaN)),
      lags,
      lengths: Int32Array.from(read, ({ series }) => series?.y.length ?? 0),
      ...packHistory(read),
      beside,
      totalsBy: null,
      worth: findWorth(table, taken, rows),
      isWhole: Uint8Array.from(read, ({ series }) => (series?.y.every(Number.isInteger) ? 1 : 0)),
      isLevel: index.targets.every(({ name }) => isLevel(name)),
      step,
      endMs,
      ...chooseLengths(read, step),
    },
  };
}
