/**
 * Synthetic series to pre-train on: what a forecaster meets, drawn from wide priors, and nothing real among it.
 *
 * Structural models after Harvey (1989), seasonal ARIMA after Box and Jenkins (1970), Gaussian processes by random Fourier
 * features (Rahimi and Recht 2007) as KernelSynth has them by kernels (Ansari et al. 2024), mixtures as TSMixup (the same),
 * intermittent demand after Syntetos and Boylan (2005).
 */
import { createRandom, type Random } from '../../base/random.ts';
import { longerSeason } from './read-history.ts';

/** Season lengths that are drawn, each with its share of the series. */
export const drawnSeasons: readonly (readonly [season: number, share: number])[] = [
  [1, 0.2],
  [2, 0.02],
  [4, 0.16],
  [5, 0.02],
  [6, 0.02],
  [7, 0.12],
  [12, 0.24],
  [13, 0.02],
  [24, 0.08],
  [48, 0.02],
  [52, 0.06],
  [96, 0.02],
  [168, 0.02],
];

export const longestDrawnSeason = Math.max(...drawnSeasons.map(([season]) => season));

export const seriesKinds = ['structural', 'arima', 'gaussian', 'intermittent', 'mixture', 'resampled'] as const;
export type SeriesKind = (typeof seriesKinds)[number];
const shares: Record<SeriesKind, number> = {
  structural: 0.6,
  arima: 0.17,
  gaussian: 0.07,
  intermittent: 0.08,
  mixture: 0.04,
  resampled: 0.04,
};

export type SyntheticSeries = { kind: SeriesKind; season: number; values: Float64Array };

/** Draws that all parts of the generator share. */
type Draw = {
  random: Random;
  normal(): number;
  between(low: number, high: number): number;
  /** 10 to a power between the two. */
  power(low: number, high: number): number;
  whether(share: number): boolean;
  below(count: number): number;
};

function createDraw(random: Random): Draw {
  let spare: number | null = null;
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    random,
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - random()));
      const angle = 2 * Math.PI * random();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    between,
    power: (low, high) => 10 ** between(low, high),
    whether: (share) => random() < share,
    below: (count) => Math.floor(random() * count),
  };
}

/** A season's figure: [season], mean 0, of about unit deviation. */
function drawFigure(draw: Draw, season: number): Float64Array {
  const figure = new Float64Array(season);
  const shape = draw.random();
  if (shape < 0.5) {
    const most = Math.max(1, Math.min(season >> 1, 1 + draw.below(6)));
    for (let harmonic = 1; harmonic <= most; harmonic += 1) {
      const [sine, cosine] = [draw.normal() / harmonic, draw.normal() / harmonic];
      for (let at = 0; at < season; at += 1) {
        const angle = (2 * Math.PI * harmonic * at) / season;
        figure[at] += sine * Math.sin(angle) + cosine * Math.cos(angle);
      }
    }
  } else if (shape < 0.85) {
    for (let at = 0; at < season; at += 1) figure[at] = draw.normal();
  } else {
    const spikes = 1 + draw.below(Math.min(3, season));
    for (let spike = 0; spike < spikes; spike += 1) figure[draw.below(season)] += draw.whether(0.75) ? 1 : -1;
  }
  return standardise(figure);
}

/** Mean 0 and deviation 1, in place; a flat one becomes 0. */
function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  for (let at = 0; at < values.length; at += 1) values[at] = deviation > 1e-12 ? (values[at] - mean) / deviation : 0;
  return values;
}

/** Adds a season that may change from cycle to cycle. */
function addSeason(draw: Draw, values: Float64Array, season: number, amplitude: number): void {
  const figure = drawFigure(draw, season);
  const change = draw.whether(0.5) ? draw.power(-2.5, -0.7) : 0;
  for (let at = 0; at < values.length; at += 1) {
    const place = at % season;
    if (change > 0) figure[place] += change * draw.normal();
    values[at] += amplitude * figure[place];
  }
}

/** Errors of about unit deviation: often correlated, sometimes heavy-tailed, with outliers. */
function drawErrors(draw: Draw, length: number): Float64Array {
  const errors = new Float64Array(length);
  const carried = draw.whether(0.5) ? draw.between(-0.4, 0.9) : 0;
  const tails = draw.whether(0.33) ? draw.between(0.3, 1) : 0;
  const outliers = draw.whether(0.15) ? draw.between(0.003, 0.03) : 0;
  const size = draw.between(4, 20);
  const keeps = Math.sqrt(1 - carried * carried);
  let last = draw.normal();
  for (let at = 0; at < length; at += 1) {
    const shock = tails > 0 ? draw.normal() * Math.exp(tails * draw.normal() - tails * tails) : draw.normal();
    last = carried * last + keeps * shock;
    errors[at] = last;
    if (outliers > 0 && draw.whether(outliers))
      errors[at] += size * (draw.whether(0.7) ? 1 : -1) * draw.between(0.5, 1);
  }
  return errors;
}

/** Level, slope and shifts in units of the errors' deviation. */
function drawTrend(draw: Draw, length: number, season: number): Float64Array {
  const trend = new Float64Array(length);
  const wander = draw.whether(0.12) ? 0 : draw.power(-1.5, 0.5) / (season > 4 ? Math.sqrt(season / 4) : 1);
  const steepest = draw.between(-1, 1) - Math.log10(Math.max(1, season / 4)) / 2;
  const drawSlope = () => (draw.whether(0.67) ? 1 : -1) * draw.power(-2.5, Math.max(-2.4, steepest));
  let slope = draw.whether(0.2) ? 0 : drawSlope();
  const slopeWander = draw.whether(0.3) ? Math.abs(slope) * draw.power(-2, -0.5) : 0;
  const damping = draw.whether(0.5) ? draw.between(0.8, 0.99) ** (1 / Math.max(1, season / 4)) : 1;
  // Damped from some time on, else a long history would show nothing of its slope.
  const dampedFrom = damping < 1 ? draw.below(length) : length;
  const bendAt = draw.whether(0.25) ? draw.below(length) : length;
  const shifts = new Map<number, number>();
  if (draw.whether(0.2))
    for (let shift = 1 + draw.below(3); shift > 0; shift -= 1)
      shifts.set(draw.below(length), draw.normal() * draw.between(2, 10));
  let level = 0;
  for (let at = 0; at < length; at += 1) {
    if (at === bendAt) slope = draw.whether(0.3) ? 0 : drawSlope();
    if (at >= dampedFrom) slope *= damping;
    slope += slopeWander * draw.normal();
    level += slope + wander * draw.normal() + (shifts.get(at) ?? 0);
    trend[at] = level;
  }
  return trend;
}

/** From units of an error's deviation to a series: exponentiated, or on a level of its own. */
function giveLevel(draw: Draw, values: Float64Array, multiplicative: number): void {
  if (draw.whether(multiplicative)) {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const share = Math.min(draw.power(-2.3, -0.35), draw.between(2, 6) / Math.max(1e-9, high - low));
    const middle = (low + high) / 2;
    for (let at = 0; at < values.length; at += 1) values[at] = Math.exp(share * (values[at] - middle));
    return;
  }
  let low = Infinity;
  for (const value of values) low = Math.min(low, value);
  const floor = draw.power(-0.5, 2.5);
  if (draw.whether(0.75)) for (let at = 0; at < values.length; at += 1) values[at] += floor - low;
  if (draw.whether(0.1)) {
    const cut = floor * draw.between(0.3, 1.5);
    for (let at = 0; at < values.length; at += 1) values[at] = Math.max(0, values[at] - cut);
  }
}

/** Promotions and holidays: rises of a few steps that the history alone does not announce, or that come back every year. */
function addEvents(draw: Draw, values: Float64Array, season: number): void {
  const height = draw.between(2, 8);
  const lasting = 1 + draw.below(3);
  const every = draw.whether(0.5) && season >= 4 ? season * (season < 12 ? 1 + draw.below(6) : 1) : 0;
  const rate = draw.between(0.005, 0.04);
  const first = draw.below(Math.max(1, every));
  for (let at = 0; at < values.length; at += 1) {
    const begins = every > 0 ? (at - first) % every === 0 && at >= first : draw.whether(rate);
    if (!begins) continue;
    for (let step = 0; step < lasting && at + step < values.length; step += 1) values[at + step] += height;
    if (draw.whether(0.4))
      for (let step = lasting; step < 2 * lasting && at + step < values.length; step += 1)
        values[at + step] -= height / 3;
  }
}

function drawStructural(draw: Draw, length: number, season: number): Float64Array {
  const values = drawErrors(draw, length);
  const trend = drawTrend(draw, length, season);
  for (let at = 0; at < length; at += 1) values[at] += trend[at];
  if (season > 1 && draw.whether(0.75)) addSeason(draw, values, season, draw.power(-0.5, 1));
  const longer = longerSeason(season);
  if (longer !== null && length > longer && draw.whether(0.6)) {
    // A week over days changes from day to day; a year over weeks, smoothly.
    if (longer === 7 * season) {
      const figure = drawFigure(draw, 7);
      const amplitude = draw.power(-0.5, 0.8);
      const product = draw.whether(0.5) ? drawFigure(draw, season) : null;
      for (let at = 0; at < length; at += 1) {
        const day = figure[Math.floor(at / season) % 7];
        values[at] += amplitude * day * (product ? product[at % season] : 1);
      }
    } else addSeason(draw, values, longer, draw.power(-0.5, 0.8));
  }
  if (season > 1 && draw.whether(0.12)) addEvents(draw, values, season);
  giveLevel(draw, values, 0.6);
  return values;
}

/** Coefficients of a stationary autoregression, by partial autocorrelations (Monahan 1984). */
function drawStationary(draw: Draw, order: number): number[] {
  let coefficients: number[] = [];
  for (let lag = 0; lag < order; lag += 1) {
    const partial = draw.between(-0.6, 0.9);
    coefficients = [...coefficients.map((each, at) => each - partial * coefficients[lag - 1 - at]), partial];
  }
  return coefficients;
}

function drawArima(draw: Draw, length: number, season: number): Float64Array {
  const burn = 20 + 3 * season;
  const size = length + burn;
  const [ar, ma] = [drawStationary(draw, draw.below(3)), drawStationary(draw, draw.below(3))];
  const isSeasonal = season > 1 && draw.whether(0.75);
  const seasonalAr = isSeasonal ? draw.between(-0.2, 0.9) : 0;
  const seasonalMa = isSeasonal ? draw.between(-0.9, 0.2) : 0;
  const errors = Float64Array.from({ length: size }, () => draw.normal());
  const shocks = new Float64Array(size);
  let values = new Float64Array(size);
  const past = (of: Float64Array, at: number) => (at >= 0 ? of[at] : 0);
  for (let at = 0; at < size; at += 1) {
    shocks[at] = errors[at] + seasonalMa * past(errors, at - season);
    let value = shocks[at] + seasonalAr * past(values, at - season);
    for (let lag = 1; lag <= ma.length; lag += 1) value += ma[lag - 1] * past(shocks, at - lag);
    for (let lag = 1; lag <= ar.length; lag += 1) {
      value += ar[lag - 1] * (past(values, at - lag) - seasonalAr * past(values, at - lag - season));
    }
    values[at] = value;
  }
  values = values.slice(burn);
  if (draw.whether(0.6)) {
    const drift = draw.whether(0.4) ? (draw.whether(0.67) ? 1 : -1) * draw.power(-2, -0.3) : 0;
    for (let at = 1; at < length; at += 1) values[at] += values[at - 1] + drift;
  }
  if (isSeasonal && draw.whether(0.4)) for (let at = season; at < length; at += 1) values[at] += values[at - season];
  giveLevel(draw, values, 0.5);
  return values;
}

function drawGaussian(draw: Draw, length: number, season: number): Float64Array {
  const values = new Float64Array(length);
  const kernels = 1 + draw.below(4);
  for (let kernel = 0; kernel < kernels; kernel += 1) {
    const weight = draw.power(-0.5, 0.5);
    const isPeriodic = season > 1 && draw.whether(0.4);
    const reach = draw.power(0.3, Math.log10(2 * length));
    const features = 12;
    for (let feature = 0; feature < features; feature += 1) {
      const frequency = isPeriodic
        ? (1 + draw.below(Math.max(1, Math.min(4, season >> 1)))) / season
        : Math.abs(draw.normal()) / reach;
      const [phase, size] = [2 * Math.PI * draw.random(), (weight * draw.normal()) / Math.sqrt(features)];
      const [turn, start] = [2 * Math.PI * frequency, phase];
      for (let at = 0; at < length; at += 1) values[at] += size * Math.cos(turn * at + start);
    }
  }
  const noise = draw.power(-2, 0);
  const slope = draw.whether(0.4) ? ((draw.normal() * draw.power(-2, 0.3)) / length) * 3 : 0;
  for (let at = 0; at < length; at += 1) values[at] = (values[at] + slope * at) / noise + draw.normal();
  giveLevel(draw, values, 0.4);
  return values;
}

/** A count with this mean: Poisson (Knuth 1969), beyond 30 by the normal. */
function drawCount(draw: Draw, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * draw.normal()));
  const limit = Math.exp(-mean);
  let [count, product] = [0, draw.random()];
  while (product > limit) {
    count += 1;
    product *= draw.random();
  }
  return count;
}

function drawIntermittent(draw: Draw, length: number, season: number): Float64Array {
  const rate = draw.power(-1.4, -0.05);
  const size = draw.power(-0.5, 1.5);
  const spread = draw.whether(0.5) ? draw.between(0.2, 1) : 0;
  const figure = season > 1 && draw.whether(0.4) ? drawFigure(draw, season) : null;
  const sway = draw.between(0.1, 0.8);
  const fading = draw.whether(0.25) ? draw.below(length) : length;
  const decline = draw.whether(0.3) ? 0 : draw.between(0.85, 0.99);
  let chance = rate;
  const wander = draw.whether(0.4) ? draw.power(-2.5, -1) : 0;
  return Float64Array.from({ length }, (_, at) => {
    if (at >= fading) chance *= decline;
    chance *= Math.exp(wander * draw.normal());
    const now = Math.min(1, chance * (figure ? Math.exp(sway * figure[at % season]) : 1));
    return draw.whether(now) ? 1 + drawCount(draw, size * Math.exp(spread * draw.normal() - spread)) : 0;
  });
}

/** What sales do to a series: counts, days that are closed, shelves that are empty, ends that stay flat, round numbers. */
function sell(draw: Draw, values: Float64Array, season: number): void {
  if (draw.whether(0.12)) {
    const mean = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
    const factor = draw.power(-0.3, 2.5) / Math.max(1e-12, mean);
    const spread = draw.whether(0.5) ? draw.power(-1.5, -0.3) : 0;
    for (let at = 0; at < values.length; at += 1)
      values[at] = drawCount(draw, Math.min(1e6, Math.max(0, values[at]) * factor * Math.exp(spread * draw.normal())));
  } else if (draw.whether(0.2)) {
    const mean = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
    const factor = draw.power(0.5, 3) / Math.max(1e-12, mean);
    for (let at = 0; at < values.length; at += 1) values[at] = Math.round(values[at] * factor);
  }
  if ((season === 7 || season === 24) && draw.whether(0.12)) {
    const closed = 1 + draw.below(season === 7 ? 2 : 10);
    const first = draw.below(season);
    for (let at = 0; at < values.length; at += 1) if ((at + first) % season < closed) values[at] = 0;
  }
  if (draw.whether(0.04)) {
    for (let gap = 1 + draw.below(3); gap > 0; gap -= 1) {
      const from = draw.below(values.length);
      values.fill(0, from, Math.min(values.length, from + 1 + draw.below(6)));
    }
  }
  if (draw.whether(0.01)) values.fill(values[values.length >> 1], values.length >> 1);
}

function drawKind(draw: Draw): SeriesKind {
  let left = draw.random();
  for (const kind of seriesKinds) {
    left -= shares[kind];
    if (left < 0) return kind;
  }
  return 'structural';
}

const longestResampled = 1500;

function drawValues(draw: Draw, kind: SeriesKind, length: number, season: number): Float64Array {
  if (kind === 'structural') return drawStructural(draw, length, season);
  if (kind === 'arima') return drawArima(draw, length, season);
  if (kind === 'gaussian') return drawGaussian(draw, length, season);
  if (kind === 'intermittent') return drawIntermittent(draw, length, season);
  if (kind === 'mixture') {
    const parts = [
      drawStructural(draw, length, season),
      draw.whether(0.5) ? drawArima(draw, length, season) : drawStructural(draw, length, season),
    ];
    const weight = draw.between(0.2, 0.8);
    const [first, second] = parts.map((part) => part.reduce((sum, value) => sum + Math.abs(value), 0) / length || 1);
    return parts[0].map((value, at) => (weight * value) / first + ((1 - weight) * parts[1][at]) / second);
  }
  const finer = length * 3 <= longestResampled ? 3 : 2;
  const fine = drawStructural(draw, length * finer, season * finer);
  const picks = draw.whether(0.3);
  return Float64Array.from({ length }, (_, at) => {
    let sum = 0;
    for (let part = 0; part < finer; part += 1) sum += fine[at * finer + part];
    return picks ? fine[at * finer + finer - 1] : sum;
  });
}

/** A season length by its share. */
export function drawSeason(random: Random): number {
  let left = random();
  for (const [season, share] of drawnSeasons) {
    left -= share;
    if (left < 0) return season;
  }
  return 12;
}

const mostMagnitude = 1e12;

/**
 * One synthetic series.
 *
 * @param seed any whole number; `stream` gives independent series for one seed. The same two give the same series.
 * @param length points, history and horizon together
 * @returns finite values
 */
export function generateSeries(seed: number, stream: number, season: number, length: number): SyntheticSeries {
  const draw = createDraw(createRandom(seed, stream));
  const kind = drawKind(draw);
  const values = drawValues(draw, kind, length, season);
  if (kind !== 'intermittent') sell(draw, values, season);
  for (let at = 0; at < length; at += 1) {
    if (!Number.isFinite(values[at])) values[at] = 0;
    values[at] = Math.max(-mostMagnitude, Math.min(mostMagnitude, values[at]));
  }
  return { kind, season, values };
}
