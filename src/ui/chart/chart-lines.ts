/** What a chart draws: lines over one regular index, cut to the range shown and thinned to its pixels. */
import type { IntervalLevel, ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import { m4 } from '../../series/m4.ts';
import { firstPlaceFrom, type Piece, placeIn } from '../../series/pieces.ts';
import type { Split } from '../../series/split.ts';
import type { Point } from './scale.ts';

export type LineKind = 'actual' | 'test' | 'forecast';
/** Point i of a line lies at index `start + i` of the series, or at `at[i]` where only some of its points are here. */
export type ChartLine = {
  key: string;
  model: ModelId | 'actual';
  kind: LineKind;
  start: number;
  values: Float64Array;
  at?: Uint32Array;
  /** A name and a colour of its own, where the model tells too little. */
  own?: { name: string; color: string };
};

/** The interval of a level around a forecast; bound i lies at index `start + i` of the series. */
export type Band = { level: IntervalLevel; start: number; low: Float64Array; high: Float64Array };

/** Lowest and highest value. */
export type Extent = { low: number; high: number };

/** Indices shown: from the first to the last, both included. */
export type ChartRange = { from: number; to: number };
export const rangeIds = ['all', 'test', 'recent'] as const;
export type RangeId = (typeof rangeIds)[number];

/** The test predictions of a model as one line from the first origin on; NaN where there is none. */
function testLine({ model, test }: ModelResult, split: Split): ChartLine {
  const values = new Float64Array(split.length - split.validationEnd).fill(Number.NaN);
  for (const { origin, yhat } of test) {
    for (let step = 0; step < yhat.length && origin + step < split.length; step += 1) {
      values[origin + step - split.validationEnd] = yhat[step] as number;
    }
  }
  return { key: `test ${model}`, model, kind: 'test', start: split.validationEnd, values };
}

/** What a model made of the test part, and its forecast beyond the end. */
export function modelLines(result: ModelResult, split: Split): ChartLine[] {
  const { model, forecast } = result;
  return [testLine(result, split), forecastLine({ model, forecast }, split)];
}

/** A model's forecast beyond the end. */
export function forecastLine({ model, forecast }: Pick<ModelResult, 'model' | 'forecast'>, split: Split): ChartLine {
  return { key: `forecast ${model}`, model, kind: 'forecast', start: split.length, values: forecast };
}

/** A piece of the series itself as a line. */
export function actualLine({ from, at, y }: Pick<Piece, 'from' | 'at' | 'y'>): ChartLine {
  return { key: 'actual', model: 'actual', kind: 'actual', start: from, values: y, ...(at && { at }) };
}

/**
 * The lines of a chart, in the order they are drawn: the actual values last, on top of all.
 *
 * @param actual the piece of the series that is shown
 * @param results models to draw, with the split they were tested on
 */
export function chartLines(
  actual: Pick<Piece, 'from' | 'at' | 'y'>,
  results: readonly ModelResult[],
  split: Split,
): ChartLine[] {
  return [...results.flatMap((result) => modelLines(result, split)), actualLine(actual)];
}

/** The intervals around a model's forecast beyond the end, the widest first, so that the others are drawn upon it. */
export function bandsOf({ intervals }: Pick<ModelResult, 'intervals'>, split: Split): Band[] {
  return intervals
    .map(({ level, low, high }) => ({ level, start: split.length, low, high }))
    .sort((a, b) => b.level - a.level);
}

/** The value of a line at an index of the series; undefined where it has none, or where that is not here. */
export function valueAt({ start, values, at }: ChartLine, index: number): number | undefined {
  const value = values[placeIn({ from: start, at: at ?? null, y: values }, index)];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** The index of the series that a place of a line stands for. */
export function indexOfPlace({ start, at }: Pick<ChartLine, 'start' | 'at'>, place: number): number {
  return at ? (at[place] as number) : start + place;
}

/** The first and last but one of the places of a line whose points lie in [from, end). */
function placesWithin({ start, values, at }: Pick<ChartLine, 'start' | 'values' | 'at'>, from: number, end: number) {
  if (at) return { first: firstPlaceFrom(at, from), end: firstPlaceFrom(at, end) };
  return { first: Math.max(0, from - start), end: Math.min(end - start, values.length) };
}

/** Fewer points than these before a forecast tell nothing about it. */
const fewestRecent = 5;

/** Indices of a range: everything, the test part on, or so much of the end that the forecast takes a third of it. */
export function rangeOf(id: RangeId, split: Split, horizonSteps: number): ChartRange {
  const to = split.length - 1 + horizonSteps;
  // The forecast begins half a step after the last value.
  const recent = Math.max(2 * horizonSteps - 1, fewestRecent);
  const from = { all: 0, test: split.validationEnd, recent: split.length - recent }[id];
  return { from: Math.max(0, from), to };
}

/**
 * The points to draw of a line: those of the range that M4 keeps, and one to either side where the line goes on there, so that it
 * reaches the edge. A value that is NaN breaks the line.
 *
 * @param pixels width of the drawing
 */
export function pointsToDraw(line: ChartLine, { from, to }: ChartRange, pixels: number): Point[] {
  const { values } = line;
  const { first, end } = placesWithin(line, from, to + 1);
  const indexAt = (place: number) => indexOfPlace(line, place);
  const kept: number[] = [];
  if (first > 0 && first <= values.length) kept.push(first - 1);
  if (first < end) {
    const share = (indexAt(end - 1) + 1 - indexAt(first)) / Math.max(1, to - from + 1);
    kept.push(...m4(values, first, end, Math.max(1, Math.round(pixels * share))));
  }
  if (end >= 0 && end < values.length) kept.push(end);
  return kept.map((place) => ({ at: indexAt(place), value: values[place] as number }));
}

/** The values of a line within a range. */
export function valuesWithin(line: Pick<ChartLine, 'start' | 'values' | 'at'>, { from, to }: ChartRange): Float64Array {
  const { first, end } = placesWithin(line, from, to + 1);
  return line.values.subarray(first, Math.max(first, end));
}

/**
 * Lowest and highest value to show. A prediction far beyond the actual values is cut off rather than letting it press
 * them flat, and so is its band.
 *
 * @param cut ends of the axis where it is cut for single actual values
 */
export function valueExtent(
  lines: readonly ChartLine[],
  bands: readonly Band[],
  range: ChartRange,
  cut: Partial<Extent> = {},
): Extent {
  const extentOf = (wanted: readonly Pick<ChartLine, 'start' | 'values' | 'at'>[]) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const line of wanted) {
      for (const value of valuesWithin(line, range)) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    return { low, high };
  };
  const edges = bands.flatMap(({ start, low, high }) => [low, high].map((values) => ({ start, values })));
  const others = extentOf([...lines.filter(({ kind }) => kind !== 'actual'), ...edges]);
  const actual = { ...extentOf(lines.filter(({ kind }) => kind === 'actual')), ...cut };
  if (!Number.isFinite(actual.low)) return Number.isFinite(others.low) ? others : { low: 0, high: 1 };
  const slack = actual.high - actual.low || Math.abs(actual.high) || 1;
  return {
    low: Math.min(actual.low, Math.max(others.low, actual.low - slack)),
    high: Math.max(actual.high, Math.min(others.high, actual.high + slack)),
  };
}
