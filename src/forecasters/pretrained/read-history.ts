/**
 * What the pre-trained network sees of a history: numbers without a unit, a fixed many of them, whatever the history's length
 * and season. Values are taken less a level, over a scale, and by the inverse hyperbolic sine, so that no value is out of reach.
 */
import { findSeasonFigure } from '../../statistics/decompose.ts';
import { isSeasonal } from '../../statistics/seasonality-test.ts';

const lastValues = 48;
const lastMeans = 12;
const lastAdjusted = 12;
const scalars = 14;
/** Length of what the encoder reads. */
export const encoderSize = 2 * (lastValues + lastMeans + lastAdjusted) + scalars;
const sameCycles = 5;
/** Length of what the decoder reads for each step. */
export const decoderSize = 2 * sameCycles + 8 + 4 + 2 + 8;

/** Seasons of a history that are looked back on; beyond, little is learnt and each costs time. */
const mostCycles = 12;
const leastRecent = 120;

/** The longer season that often lies over one: weeks over days, years over weeks. */
export function longerSeason(season: number): number | null {
  if (season === 24 || season === 48 || season === 96) return 7 * season;
  if (season === 7) return 364;
  return null;
}

export type HistoryReading = {
  /** [encoderSize] */
  encoder: Float32Array;
  /** Writes what the decoder reads for a step, from 1 on, at a place of `target`. */
  writeStep(step: number, target: Float32Array, offset: number): void;
  /** What the network's answer for a step is counted from, in the unit of the series. */
  baseOf(step: number): number;
  /** By what it is multiplied, in the unit of the series; 0 where the history is constant. */
  scale: number;
};

/** How many of the last values of a history of so many the network looks at. */
export function historyRead(length: number, season: number): number {
  const longer = longerSeason(season);
  return Math.min(length, Math.max(leastRecent, mostCycles * season, longer === null ? 0 : 2 * longer + season));
}

function recentOf(history: Float64Array, season: number): Float64Array {
  return history.subarray(history.length - historyRead(history.length, season));
}

/**
 * @param history [time] at least one finite value
 * @param season points of a season; 1 for none
 */
export function readHistory(history: Float64Array, season: number): HistoryReading {
  const values = recentOf(history, season);
  const length = values.length;
  const inLevel = Math.min(length, Math.max(season, 4));
  let level = 0;
  for (let at = length - inLevel; at < length; at += 1) level += values[at] / inLevel;
  const lag = length > season ? season : 1;
  const scale = scaleOf(values, lag, level);
  const per = scale > 0 ? 1 / scale : 0;
  const read = (value: number) => Math.asinh((value - level) * per);

  const season2 = longerSeason(season);
  const isPositive = values.every((value) => value > 0);
  const kind = isPositive ? 'multiplicative' : 'additive';
  const figure = season > 1 ? findSeasonFigure(values, season, kind) : null;
  const strength = figure ? strengthOf(values, figure, kind, season) : 0;
  const isSure = figure !== null && (length >= 3 * season ? isSeasonal(values, season) : strength > 0.64);
  const used = isSure ? figure : null;
  const adjust = (value: number, at: number) =>
    used ? (kind === 'additive' ? value - used[at % season] : value / used[at % season]) : value;
  const restore = (value: number, at: number) =>
    used ? (kind === 'additive' ? value + used[at % season] : value * used[at % season]) : value;
  const adjustedLast = adjust(values[length - 1], length - 1);

  const encoder = new Float32Array(encoderSize);
  let place = 0;
  /** The latest of `count` values first, each with whether it is there. */
  const put = (count: number, room: number, valueAt: (back: number) => number) => {
    for (let back = 0; back < Math.min(count, room); back += 1) {
      encoder[place + back] = read(valueAt(back));
      encoder[place + room + back] = 1;
    }
    place += 2 * room;
  };
  put(length, lastValues, (back) => values[length - 1 - back]);
  const block = Math.max(season, 4);
  put(Math.floor(length / block), lastMeans, (back) => {
    let sum = 0;
    for (let at = length - (back + 1) * block; at < length - back * block; at += 1) sum += values[at];
    return sum / block;
  });
  put(length, lastAdjusted, (back) => adjust(values[length - 1 - back], length - 1 - back));
  let zeros = 0;
  let least = Infinity;
  for (const value of values) {
    if (value === 0) zeros += 1;
    least = Math.min(least, value);
  }
  const isWhole = values.every(Number.isInteger) ? 1 : 0;
  const relative = Math.asinh(level * per) / 5;
  encoder.set(
    [
      Math.log(length) / 5,
      Math.min(5, length / season) / 5,
      Math.log(season) / 5,
      season === 1 ? 1 : 0,
      strength,
      isSure ? 1 : 0,
      isPositive ? 1 : 0,
      relative,
      isWhole,
      zeros / length,
      least >= 0 ? 1 : 0,
      read(least) / 5,
      correlationOf(values, adjust),
      Math.log(1 + Math.abs(adjustedLast - level) * per),
    ],
    place,
  );

  const baseOf = (step: number) => restore(adjustedLast, length - 1 + step);
  const valueAt = (at: number) => (at >= 0 && at < length ? values[at] : null);
  return {
    encoder,
    scale,
    baseOf,
    writeStep(step, target, offset) {
      let at = offset;
      const putValue = (value: number | null) => {
        target[at] = value === null ? 0 : read(value);
        target[at + 1] = value === null ? 0 : 1;
        at += 2;
      };
      const ahead = Math.ceil(step / season);
      const same = length - 1 + step - ahead * season;
      for (let cycle = 0; cycle < sameCycles; cycle += 1) putValue(valueAt(same - cycle * season));
      for (const [cycle, shift] of [
        [0, -1],
        [0, 1],
        [1, -1],
        [1, 1],
      ]) {
        putValue(season > 2 ? valueAt(same + shift - cycle * season) : null);
      }
      const longAhead = season2 === null ? 0 : Math.ceil(step / season2);
      for (const cycle of [0, 1])
        putValue(season2 === null ? null : valueAt(length - 1 + step - (longAhead + cycle) * season2));
      const base = baseOf(step);
      target[at] = read(base);
      target[at + 1] = figure ? Math.asinh(figureAt(figure, kind, length - 1 + step, level) * per) : 0;
      at += 2;
      const phase = (2 * Math.PI * step) / season;
      const rest = [
        Math.log(step) / 3,
        Math.min(4, step / season) / 4,
        Math.min(6, ahead) / 6,
        season > 1 ? Math.sin(phase) : 0,
        season > 1 ? Math.cos(phase) : 0,
        Math.min(4, step / length) / 4,
        Math.log(season) / 5,
        isSure ? 1 : 0,
      ];
      target.set(rest, at);
    },
  };
}

function figureAt(figure: Float64Array, kind: 'additive' | 'multiplicative', at: number, level: number): number {
  const each = figure[at % figure.length];
  return kind === 'additive' ? each : level * (each - 1);
}

/** Mean absolute difference from a season before, not let down to nothing; 0 for a constant history. */
function scaleOf(values: Float64Array, lag: number, level: number): number {
  const from = Math.max(lag, values.length - Math.max(5 * lag, 60));
  let [sum, count, away] = [0, 0, 0];
  for (let at = from; at < values.length; at += 1) {
    sum += Math.abs(values[at] - values[at - lag]);
    count += 1;
  }
  for (const value of values) away += Math.abs(value - level) / values.length;
  return Math.max(count > 0 ? sum / count : 0, 0.02 * away);
}

/** Share of the variance about the trend that the season explains, 0-1 (Wang, Smith and Hyndman 2006). */
function strengthOf(
  values: Float64Array,
  figure: Float64Array,
  kind: 'additive' | 'multiplicative',
  season: number,
): number {
  let [before, after] = [0, 0];
  for (let at = season; at < values.length; at += 1) {
    // A seasonal difference of the neighbours stands in for the trend, which cancels.
    const change = values[at] - values[at - 1];
    const expected =
      kind === 'additive'
        ? figure[at % season] - figure[(at - 1) % season]
        : values[at - 1] * (figure[at % season] / figure[(at - 1) % season] - 1);
    before += change * change;
    after += (change - expected) ** 2;
  }
  return before > 0 ? Math.max(0, 1 - after / before) : 0;
}

/** Correlation of neighbouring changes of what the season leaves. */
function correlationOf(values: Float64Array, adjust: (value: number, at: number) => number): number {
  let [both, squares] = [0, 0];
  let last = 0;
  const from = Math.max(1, values.length - 100);
  for (let at = from; at < values.length; at += 1) {
    const change = adjust(values[at], at) - adjust(values[at - 1], at - 1);
    both += change * last;
    squares += change * change;
    last = change;
  }
  return squares > 0 ? both / squares : 0;
}
