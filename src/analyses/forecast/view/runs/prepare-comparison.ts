/** From kept runs of a series to the chart of the forecasts taken of them. Pure. */

import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { Piece } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Split } from '../../../../series/split.ts';
import {
  actualLine,
  type ChartLine,
  type ChartRange,
  modelLines,
  rangeOf,
  valueExtent,
} from '../../../../ui/chart/chart-lines.ts';
import { axisWidthOf, type Drawing } from '../../../../ui/chart/drawing.ts';
import { plotMargin } from '../../../../ui/chart/plot-frame.ts';
import { labelTimes, labelValues } from '../../../../ui/chart/tick-labels.ts';
import { takenOf } from '../../state/recommend-of.ts';
import { areasOf } from '../chart/prepare-drawing.ts';
import type { ForecastKept } from './comparable.ts';
import { nameRun } from './say-run.ts';

/** Of runs from the oldest to the newest, which has the last. */
const runColors = ['var(--series-3)', 'var(--series-2)', 'var(--series-1)', 'var(--accent)'] as const;

/** The colour of one of so many runs. */
export function colorOfRun(at: number, count: number): string {
  return runColors[at + runColors.length - count] ?? 'var(--series-4)';
}

export type RunLine = { run: ForecastKept; taken: ModelResult; name: string; color: string };

/** The result taken of each run, with the name and the colour of its line. */
export function lineOfEach(words: Words, runs: readonly ForecastKept[], metric: MetricId): RunLine[] {
  const { say } = words;
  return runs.flatMap((run, at) => {
    const taken = takenOf(run.outcome, metric);
    if (!taken) return [];
    const names = { run: nameRun(words, run), model: say(`model.${taken.model}`) };
    return [{ run, taken, name: say('compare.line', names), color: colorOfRun(at, runs.length) }];
  });
}

type ComparisonFrame = { split: Split; range: ChartRange };

/** What of a series of so many points runs are compared on. */
export function comparisonFrame(length: number, each: readonly RunLine[]): ComparisonFrame {
  const splits = each.map(({ run }) => run.outcome.split);
  const [{ trainEnd, validationEnd } = { trainEnd: length, validationEnd: length }] = splits;
  // Where the test parts differ there is none to be shown for all.
  const isSameTest = splits.every((other) => other.validationEnd === validationEnd && other.trainEnd === trainEnd);
  const split = isSameTest ? { length, trainEnd, validationEnd } : { length, trainEnd: length, validationEnd: length };
  const settings = each.map(({ run }) => run.outcome.settings);
  const horizonSteps = Math.max(...settings.map((own) => own.horizonSteps));
  const firstTest = Math.min(...splits.map((own) => own.validationEnd));
  const recent = rangeOf('recent', split, horizonSteps);
  return { split, range: { from: Math.min(recent.from, firstTest), to: recent.to } };
}

type ComparisonRequest = ComparisonFrame & {
  series: SeriesOutline;
  /** The part of the series that holds the range. */
  piece: Piece;
  /** Runs of this series, at its length. */
  each: readonly RunLine[];
  width: number;
  height: number;
};

export function prepareComparison(words: Words, request: ComparisonRequest): Drawing {
  const { series, piece, each, split, range, width, height } = request;
  const lines: ChartLine[] = [
    ...each.flatMap(({ run, taken, name, color }) =>
      modelLines(taken, run.outcome.split).map((line) => ({
        ...line,
        key: `run ${run.id} ${line.key}`,
        own: { name, color },
      })),
    ),
    actualLine(piece),
  ];
  const { low, high } = valueExtent(lines, [], range);
  const valueAxis = labelValues(words, low, high, height - plotMargin.top - plotMargin.bottom);
  const axisWidth = axisWidthOf(valueAxis);
  const plotWidth = width - axisWidth - plotMargin.right;
  return {
    series,
    piece,
    width,
    height,
    axisWidth,
    range,
    lines,
    colors: {},
    banded: null,
    bands: [],
    parts: areasOf(words, split, range),
    markCounts: {},
    marks: [],
    cut: null,
    timeTicks: labelTimes(words, series, range, plotWidth),
    valueAxis,
  };
}
