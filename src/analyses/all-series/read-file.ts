/** All series of a panel on one rhythm and one calendar: every one of them ends, or ended, by the same last point of the file. */

import { canDrive } from '../../forecasters/drivers/driver-columns.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import { readGroupColumns } from '../../planning/level-guess.ts';
import { clockAt } from '../../series/calendar.ts';
import type { Covariate } from '../../series/covariates.ts';
import { bringToEnd, carryOn } from '../../series/file-end.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import type { PanelChoice, PanelProgress, RepairRules } from '../../series/panel.ts';
import { nameOf, type PanelIndex, rowsOf } from '../../series/panel-index.ts';
import type { SeriesRows } from '../../series/place-rows.ts';
import { placeCovariate } from '../../series/read-covariates.ts';
import type { Series, SeriesProblem } from '../../series/series.ts';
import type { SeriesStatus } from '../../series/series-status.ts';
import { shapeSeries } from '../../series/shape-series.ts';
import { type Step, seasonLengthOf } from '../../series/step.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import { isLevel } from '../../table/columns/level-words.ts';
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

/** The most recent values of every series, one after another. */
function packHistory(all: readonly (Series | null)[]): { history: Float64Array; starts: Float64Array } {
  const each = Math.max(fewestKept, Math.floor(mostKept / Math.max(1, all.length)));
  const kept = all.map((series) => series?.y.subarray(Math.max(0, series.y.length - each)) ?? new Float64Array(0));
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
function chooseLengths(
  all: readonly (Series | null)[],
  step: Step | null,
): { horizonSteps: number; seasonLength: number } {
  let longest: Series | null = null;
  for (const series of all) if (series && series.y.length > (longest?.y.length ?? 0)) longest = series;
  if (!step || !longest) return { horizonSteps: 1, seasonLength: 1 };
  const wanted = defaultSettings(step, longEnough).horizonSteps;
  const horizonSteps = Math.max(1, Math.min(wanted, Math.floor(longest.y.length * mostAhead)));
  const usual = seasonLengthOf(step);
  const [found] = usual > 1 ? [usual] : findSeasons(longest.y.slice(-pointsSearched));
  return { horizonSteps, seasonLength: found ?? 1 };
}

function whyNone(read: Read, status: SeriesStatus, isOnRhythm: boolean): NoForecast | null {
  if (!read.series) return { code: 'no-series', problem: read.problem };
  if (!isOnRhythm) return { code: 'other-rhythm' };
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

/** What goes with a series, as far as it is known. @param length its points up to the end of the file */
function readBeside(source: SeriesRows, rules: RepairRules, length: number): Covariate[] {
  const shaped = shapeSeries(source, rules);
  if (!shaped.ok) return [];
  const { placed, bounds } = shaped.value;
  const { varying = [] } = source.covariates ?? {};
  const all = varying.map((column) => carryOn(placeCovariate(column, placed, bounds), length));
  return all.filter((one) => canDrive(one, length));
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
  const { step, endMs, statuses, isOnRhythm, lags, series } = bringToEnd(
    index,
    rules,
    read.map((one) => one.series),
    [...read.keys()],
  );
  const noForecast = read.map((one, number) => whyNone(one, statuses[number], isOnRhythm[number]));
  const rows = read.map((_, number) => rowsOf(index, number, null));
  const beside = index.covariates().varying.map(({ name, known }) => ({ name, known }));
  const taken = [...choice.idColumns, ...choice.targetColumns];
  return {
    given: series.map((one, number) =>
      one && !noForecast[number] ? { series: one, lag: lags[number], status: statuses[number] } : null,
    ),
    series: series.map((one, number) => (isOnRhythm[number] ? one : null)),
    besideOf(number) {
      const own = series[number];
      if (!own || beside.length === 0) return [];
      const source = rowsOf(index, number, number > first ? likely : null, index.covariates());
      return readBeside(source, rules, own.y.length);
    },
    brief: {
      names: read.map((_, number) => nameOf(index, number)),
      ...readGroupings(table, index, choice),
      statuses,
      noForecast,
      endsMs: Float64Array.from(series, (one) => (one ? clockAt(one, one.y.length - 1) : Number.NaN)),
      lags,
      lengths: Int32Array.from(series, (one) => one?.y.length ?? 0),
      ...packHistory(series),
      beside,
      totalsBy: null,
      worth: findWorth(table, taken, rows),
      isWhole: Uint8Array.from(series, (one) => (one?.y.every(Number.isInteger) ? 1 : 0)),
      isLevel: index.targets.every(({ name }) => isLevel(name)),
      step,
      endMs,
      ...chooseLengths(series, step),
    },
  };
}
