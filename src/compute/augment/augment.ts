/** Windows made a little different in each step of training, so that few of them teach more. */
import { drawBits, hashKey } from '../dropout/hash.ts';
import { defineOp, type OpInputs, runOp } from '../op.ts';
import { refuseRecording } from '../storage.ts';
import * as tf from '../tf.ts';

/** What is done to windows; 0 leaves a way out. */
export type Augmentation = {
  /** Deviation of the noise added to each value of the past. */
  jitter: number;
  /** Deviation of the factor that past and future of a window are multiplied by, about 1. */
  scaling: number;
  /** Share of the windows in which a part of the past runs at half or at twice its pace, 0-1. */
  warping: number;
  /** Whether each window is mixed with another of its batch. */
  mixing: boolean;
};

export type AugmentAttributes = Augmentation & {
  seed: number;
  /** What JavaScript knows to be clock[0]. */
  step: number;
  /** Points of the season that y is told from, the last of x; 0 where it is told from nothing. */
  period: number;
};

/** The first of the places that draws are counted from, out of reach of dropout's. */
export const firstSite = 1_000_000;
/** Draws for each window, at the first place: four make its factor, then the warping's share, start and stretch, the mixing's share and partner. */
export const drawsAWindow = 16;
export const drawAt = { warps: 4, start: 5, stretch: 6, share: 7, partner: 8 } as const;
/** Part of the past that runs at another pace. */
export const warpedShare = 0.25;
/** Fewer points of the past than this are not warped. */
const leastWarped = 8;

/** sin(πt) for |t| at most a half, to 1e-7, by its Taylor series: the same on every backend. */
export const sineTerms = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362_880, -1 / 39_916_800] as const;

function sine(t: number): number {
  const angle = Math.PI * t;
  return angle * sineTerms.reduceRight((sum, term) => sum * angle * angle + term, 0);
}

/** Points of the past that may be warped, all before the last season; 0 where there are too few. */
export function countWarpable(lookBackSteps: number, period: number): number {
  const length = lookBackSteps - period;
  return length < leastWarped ? 0 : length;
}

/** Where in the past the value of each point is taken from: [length], ends and order kept (Le Guennec et al. 2016). */
function warpPlaces(length: number, start: number, stretch: number): Float64Array {
  const last = length - 1;
  const part = warpedShare * last;
  const from = start * (last - part);
  const stretched = part * stretch;
  return Float64Array.from({ length }, (_, at) => {
    const along = (at * (last - part + stretched)) / last;
    if (along < from) return along;
    return along < from + stretched ? from + (along - from) / stretch : along - stretched + part;
  });
}

function augmentOnCpu({ x, y }: OpInputs, attributes: AugmentAttributes): tf.Tensor[] {
  refuseRecording('windows were augmented in JavaScript');
  const { jitter, scaling, warping, mixing, seed, step, period } = attributes;
  const [batch, lookBack] = x.shape;
  const [, horizon] = y.shape;
  const [ofWindows, ofPoints] = [0, 1].map((site) => hashKey({ seed, site: firstSite + site, step }));
  const uniform = (key: number, index: number) => drawBits(key, index) / 2 ** 24;
  const ofWindow = (row: number, draw: number) => uniform(ofWindows, row * drawsAWindow + draw);
  /** Nearly normal, of deviation 1: four uniform draws (Irwin 1927; Hall 1927). */
  const normal = (key: number, first: number) =>
    Math.sqrt(3) * ([0, 1, 2, 3].reduce((sum, at) => sum + uniform(key, first + at), 0) - 2);
  const warpable = countWarpable(lookBack, period);
  const rows = Array.from({ length: batch }, (_, row) => row);

  const places = rows.flatMap((row): number[] => {
    const isWarped = warpable > 0 && ofWindow(row, drawAt.warps) < warping;
    const stretch = ofWindow(row, drawAt.stretch) < 0.5 ? 0.5 : 2;
    const moved = isWarped ? warpPlaces(warpable, ofWindow(row, drawAt.start), stretch) : new Float64Array(0);
    return Array.from({ length: lookBack }, (_, at) => Math.min(lookBack - 1, moved[at] ?? at));
  });
  const left = places.map((place, at): number => Math.floor(at / lookBack) * lookBack + Math.floor(place));
  const right = places.map((place, at): number => Math.floor(at / lookBack) * lookBack + Math.ceil(place));
  const flat = tf.reshape(x, [x.size]);
  const toward = tf.tensor1d(places.map((place) => place - Math.floor(place)));
  const [before, after] = [left, right].map((indices) => tf.gather(flat, tf.tensor1d(indices, 'int32')));
  const warped = tf.reshape(tf.add(tf.mul(before, tf.sub(1, toward)), tf.mul(after, toward)), x.shape);

  const factors = tf.tensor2d(
    rows.map((row) => [1 + scaling * normal(ofWindows, row * drawsAWindow)]),
    [batch, 1],
  );
  const noise = tf.tensor2d(
    rows.map((row) =>
      Array.from({ length: lookBack }, (_, at) => jitter * normal(ofPoints, 4 * (row * lookBack + at))),
    ),
    [batch, lookBack],
  );
  // The future stays what it was: noise in the season that it is told from is taken off again.
  const told = Array.from({ length: horizon }, (_, at) => (period === 0 ? 0 : lookBack - period + (at % period)));
  const ofSeason = period === 0 ? tf.zerosLike(y) : tf.gather(noise, tf.tensor1d(told, 'int32'), 1);
  const past = tf.add(tf.mul(warped, factors), noise);
  const future = tf.sub(tf.mul(y, factors), ofSeason);
  if (!mixing || batch === 1) return [past, future];

  const partners = rows.map((row) => {
    const away = 1 + Math.min(batch - 2, Math.floor(ofWindow(row, drawAt.partner) * (batch - 1)));
    return (row + away) % batch;
  });
  const shares = tf.tensor2d(
    rows.map((row) => [(1 + sine(ofWindow(row, drawAt.share) - 0.5)) / 2]),
    [batch, 1],
  );
  const mix = (own: tf.Tensor) =>
    tf.add(tf.mul(own, shares), tf.mul(tf.gather(own, tf.tensor1d(partners, 'int32')), tf.sub(1, shares)));
  return [mix(past), mix(future)];
}

defineOp('Augment', (inputs, attributes) => augmentOnCpu(inputs, attributes as AugmentAttributes));

/**
 * Windows and what follows them, made different: noise (Um et al. 2017), another scale, a part of the past at another pace
 * (window warping, Le Guennec et al. 2016), and mixed with another window of the batch (mix-up, Zhang et al. 2018, with shares
 * of the arcsine distribution, Beta(1/2, 1/2)). What is drawn follows from seed, step, window and point alone, as in dropout.
 *
 * The last season of the past is not warped, and noise in it is taken off what is to be learnt, so that the future that x and y
 * stand for together is changed by scale and mixing alone. Nothing is learnt through the outputs.
 *
 * @param windows x [batch, look-back] and y [batch, horizon] of `cutWindows`, in their frames
 * @param clock [2] int32, of AdamwState
 */
export function augmentWindows(
  { x, y }: { x: tf.Tensor2D; y: tf.Tensor2D },
  clock: tf.Tensor1D,
  attributes: AugmentAttributes,
): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const [past, future] = runOp('Augment', { x, y, clock }, attributes);
  return { x: past as tf.Tensor2D, y: future as tf.Tensor2D };
}
