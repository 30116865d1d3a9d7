/** From what is to be shown to what is drawn: range, lines, parts and marks. Pure, and the slow part of a chart. */
import type { ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/settings.ts';
import type { Words } from '../../i18n/words.ts';
import type { Series } from '../../series/series.ts';
import type { Split } from '../../series/split.ts';
import {
  type ChartLine,
  type ChartRange,
  type ChartRow,
  chartLines,
  chartRows,
  type RangeId,
  rangeOf,
  valueExtent,
} from './chart-lines.ts';
import { type PartArea, partIds, plotMargin } from './plot-frame.ts';
import { labelTimes, labelValues, type Tick, type ValueAxis } from './tick-labels.ts';

export type Shown = {
  series: Series;
  results: readonly ModelResult[];
  split: Split;
  horizonSteps: number;
  lookBackSteps: number;
};
export type DrawingRequest = {
  shown: Shown;
  width: number;
  height: number;
  rangeId: RangeId;
  hidden: readonly ModelId[];
};
export type Drawing = {
  series: Series;
  width: number;
  height: number;
  axisWidth: number;
  range: ChartRange;
  lines: ChartLine[];
  rows: ChartRow[];
  parts: PartArea[];
  timeTicks: Tick[];
  valueAxis: ValueAxis;
};

/** The parts of the series within a range. Each point stands in the middle of its step, so parts meet half-way. */
function areasOf(words: Words, split: Split, range: ChartRange): PartArea[] {
  const starts = { train: 0, validation: split.trainEnd, test: split.validationEnd, forecast: split.length };
  const ends = { train: starts.validation, validation: starts.test, test: starts.forecast, forecast: range.to + 1 };
  return partIds
    .map((id) => ({
      id,
      from: Math.max(range.from, starts[id] - 0.5),
      to: Math.min(range.to, ends[id] - 0.5),
      label: words.say(`chart.${id}`),
    }))
    .filter(({ from, to }) => to > from);
}

/** Everything a chart of this size draws. */
export function prepareDrawing(words: Words, { shown, width, height, rangeId, hidden }: DrawingRequest): Drawing {
  const { series, results, split, horizonSteps, lookBackSteps } = shown;
  const range = rangeOf(rangeId, split, horizonSteps, lookBackSteps);
  const visible = results.filter(({ model }) => !hidden.includes(model));
  const lines = chartLines(series.y, visible, split);
  const { low, high } = valueExtent(lines, range);
  const valueAxis = labelValues(words, low, high, height - plotMargin.top - plotMargin.bottom);
  const longest = Math.max(1, ...valueAxis.ticks.map(({ label }) => label.length));
  const axisWidth = Math.round(longest * 7.4) + 14;
  const plotWidth = width - axisWidth - plotMargin.right;
  return {
    series,
    width,
    height,
    axisWidth,
    range,
    lines,
    rows: chartRows(lines, range, plotWidth),
    parts: areasOf(words, split, range),
    timeTicks: labelTimes(words, series, range, plotWidth),
    valueAxis,
  };
}
