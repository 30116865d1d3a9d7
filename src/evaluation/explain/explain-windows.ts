/**
 * Why a network forecasts what it does: it is asked anew for mixtures of the window that it reads now and the one that it would have
 * read at the time that the forecast is compared with, which lies at the same place of the season (grouped Shapley values of one
 * baseline: Lundberg and Lee 2017; Sundararajan and Najmi 2020).
 */
import { meanOf, runMean } from '../../statistics/moments.ts';
import { decomposeStl } from '../../statistics/stl.ts';
import { joinParts } from './explain-path.ts';
import type { ExplainedPart, Explanation, PartId } from './explanation.ts';
import { findShapley } from './shapley.ts';

export type WindowQuestion = {
  /** With a value at every point. */
  history: Float64Array;
  /** [horizon] as it is shown */
  forecast: Float64Array;
  seasonLength: number;
  /** Points between a step and the one that it is compared with. */
  spanSteps: number;
  /** Points that the network reads. */
  readSteps: number;
  isLevel: boolean;
  /** The steps of the horizon asked about: [from, to). */
  from: number;
  to: number;
  /** @returns [histories][horizon] */
  forecastFrom(histories: readonly Float64Array[]): Promise<readonly Float64Array[]>;
};

/** Points at either side that the trend is the mean of, where no season is seen. */
const reach = 6;
/** What the seasons leave is told apart by where in the window it lies, the latest last. */
const blocks = 5;
const seasonsRead = 12;

type Piece = { part: PartId; now: Float64Array; before: Float64Array };

/** Whether there are windows to compare. */
export function canExplainWindows({
  history,
  spanSteps,
  readSteps,
}: Pick<WindowQuestion, 'history' | 'spanSteps' | 'readSteps'>): boolean {
  return history.length >= spanSteps + readSteps;
}

/** @throws {RangeError} where no step is asked about, or the history has not both windows */
export async function explainWindows(question: WindowQuestion): Promise<Explanation> {
  const { history, forecast, spanSteps, isLevel, from, to, forecastFrom } = question;
  if (!(from >= 0 && from < to && to <= forecast.length)) throw new RangeError('no such steps');
  if (!canExplainWindows(question)) throw new RangeError('the history is too short');
  const { pieces, isLog } = splitWindows(question);
  const per = isLevel ? 1 / (to - from) : 1;
  const sumOf = (values: (step: number) => number) => {
    let total = 0;
    for (let step = from; step < to; step += 1) total += values(step);
    return total * per;
  };
  const mix = (mask: number) => {
    const [first] = pieces;
    return first.now.map((_, at) => {
      const sum = pieces.reduce((total, { now, before }, piece) => total + ((mask >> piece) & 1 ? now : before)[at], 0);
      return isLog ? Math.exp(sum) : sum;
    });
  };
  const found = await findShapley(pieces.length, async (masks) => {
    const forecasts = await forecastFrom(masks.map(mix));
    return forecasts.map((values) => sumOf((step) => values[step]));
  });
  const start = sumOf((step) => history[history.length - spanSteps + (step % spanSteps)]);
  const total = sumOf((step) => forecast[step]);
  const parts: ExplainedPart[] = pieces.map(({ part }, at) => ({
    part,
    names: [],
    value: found.values[at],
    error: found.errors[at],
  }));
  const rest = { part: 'rest' as const, names: [], value: found.start - start + (total - found.end), error: 0 };
  return { start, total, parts: joinParts([...parts, rest]), coalitions: found.coalitions };
}

/** Level, slope, season and what they leave, of the window now and of the one then; they add up, perhaps in logarithms. */
function splitWindows({ history, seasonLength, spanSteps, readSteps }: WindowQuestion) {
  const begin = Math.max(0, history.length - spanSteps - readSteps - seasonsRead * seasonLength);
  const own = history.subarray(begin);
  const isLog = own.every((value) => value > 0);
  const values = isLog ? own.map(Math.log) : own;
  const hasSeason = seasonLength > 1 && values.length >= 2 * seasonLength;
  const { trend, seasonal } = hasSeason
    ? decomposeStl(values, seasonLength, 11)
    : { trend: runMean(values, reach), seasonal: new Float64Array(values.length) };
  const ends = [values.length, values.length - spanSteps];
  const windowsOf = (part: Float64Array) => ends.map((end) => part.slice(end - readSteps, end));
  const trends = windowsOf(trend);
  const levels = trends.map((window) => new Float64Array(window.length).fill(meanOf(window)));
  const slopes = trends.map((window, which) => window.map((value, at) => value - levels[which][at]));
  const rests = windowsOf(values.map((value, at) => value - trend[at] - seasonal[at]));
  const seasons = windowsOf(seasonal);
  const pieceOf = (part: PartId, [now, before]: readonly Float64Array[]): Piece => ({ part, now, before });
  const edges = Array.from({ length: blocks + 1 }, (_, block) => Math.round((block * readSteps) / blocks));
  const within = (block: number) => (window: Float64Array) =>
    window.map((value, at) => (at >= edges[block] && at < edges[block + 1] ? value : 0));
  const pieces = [
    pieceOf('trend', levels),
    pieceOf('trend', slopes),
    ...(hasSeason ? [pieceOf('season', seasons)] : []),
    ...Array.from({ length: blocks }, (_, block) => pieceOf('recent', rests.map(within(block)))),
  ];
  return { pieces, isLog };
}
