/** From what is to be shown to what is drawn: range, lines, parts and marks. Pure, and the slow part of a chart. */
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { MarkCounts } from '../../../../series/marks.ts';
import type { Piece } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Split } from '../../../../series/split.ts';
import { findAxisCut } from '../../../../ui/chart/axis-cut.ts';
import { bandsOf, type ChartRange, chartLines, forecastLine, valueExtent } from '../../../../ui/chart/chart-lines.ts';
import { axisWidthOf, type Drawing } from '../../../../ui/chart/drawing.ts';
import { marksToDraw, placeMarks } from '../../../../ui/chart/marks.ts';
import { type PartArea, partIds, plotMargin } from '../../../../ui/chart/plot-frame.ts';
import { labelTimes, labelValues } from '../../../../ui/chart/tick-labels.ts';
import { type FirstLook, firstLookModel } from '../../jobs/first-look.ts';
import type { View } from '../../state/view.ts';
import { colorLines, focusOf, shownModels } from './shown-lines.ts';

export type Shown = {
  series: SeriesOutline;
  /** The part of the series that holds the range shown. */
  piece: Piece;
  markCounts: MarkCounts;
  results: readonly ModelResult[];
  /** Drawn for as long as there are no results. */
  firstLook: FirstLook | null;
  split: Split;
  horizonSteps: number;
};
export type DrawingRequest = {
  shown: Shown;
  width: number;
  height: number;
  range: ChartRange;
  /** Whether the value axis is cut where a few values would press all others flat. */
  mayCut: boolean;
  view: View;
  /** Whose forecast is taken. */
  taken: ModelId | null;
};
/** The parts of the series within a range. Each point stands in the middle of its step, so parts meet half-way. */
export function areasOf(words: Words, split: Split, range: ChartRange): PartArea[] {
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
export function prepareDrawing(
  words: Words,
  { shown, width, height, range, mayCut, view, taken }: DrawingRequest,
): Drawing {
  const { series, piece, markCounts, results, firstLook, split } = shown;
  const shownIds = shownModels(results, view, taken);
  const look = firstLook && results.length === 0 ? { ...firstLook, model: firstLookModel } : null;
  const focus = look ?? focusOf(results, view, taken);
  // The one in focus is drawn last, on top of the others.
  const inOrder = [...shownIds.filter((id) => id === focus?.model), ...shownIds.filter((id) => id !== focus?.model)];
  const visible = inOrder.flatMap((id) => results.filter(({ model }) => model === id)).reverse();
  const lines = [...(look ? [forecastLine(look, split)] : []), ...chartLines(piece, visible, split)];
  const isDrawn = focus && (focus === look || shownIds.includes(focus.model));
  const banded = isDrawn && focus.intervals.length > 0 ? focus : null;
  const bands = banded ? bandsOf(banded, split) : [];
  const actual = lines.find(({ kind }) => kind === 'actual');
  const cut = mayCut && actual ? findAxisCut(actual, range) : null;
  const { low, high } = valueExtent(lines, bands, range, cut?.ends);
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
    colors: look ? { [look.model]: 'var(--series-1)' } : colorLines(results, shownIds),
    banded,
    bands,
    parts: areasOf(words, split, range),
    markCounts,
    marks: placeMarks(marksToDraw(piece.marks, range, plotWidth), piece),
    cut,
    timeTicks: labelTimes(words, series, range, plotWidth),
    valueAxis,
  };
}
