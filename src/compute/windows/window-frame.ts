import * as tf from '../tf.ts';

/** What a network is spared of: level and spread of each window, [batch, 1], and its last season, [batch, horizon]. */
export type WindowFrame = { level: tf.Tensor2D; spread: tf.Tensor2D; lastSeason: tf.Tensor2D };

/** Added to the variance, as a share of the series' own: flat windows are not blown up. */
export const leastVariance = 0.01;

/**
 * What a window is normalised by: its own mean and deviation (RevIN without affine weights, Kim et al. 2022), its last value
 * alone (NLinear, Zeng et al. 2023; SegRNN, Lin et al. 2023), or nothing.
 */
export const normalisations = ['window', 'last', 'none'] as const;
export type Normalisation = (typeof normalisations)[number];

/** What decides the frame of a window. */
export type FrameShape = {
  horizonSteps: number;
  /** By mean and deviation where absent. */
  normalisation?: Normalisation;
  /** Of the season that is taken as given over the horizon; 0 takes nothing as given. */
  seasonLength: number;
};

/** Length of what is repeated: a season, or the last value where a window holds no whole one; 0 where nothing is. */
export function periodOf(seasonLength: number, lookBackSteps: number): number {
  return seasonLength <= lookBackSteps ? seasonLength : 1;
}

/** The last season repeated over the horizon; the last value where a window holds no whole season. */
function repeatLastSeason(x: tf.Tensor2D, { seasonLength, horizonSteps }: FrameShape): tf.Tensor2D {
  const [batch, lookBack] = x.shape;
  const period = periodOf(seasonLength, lookBack);
  if (period === 0) return tf.zeros([batch, horizonSteps]);
  const season = tf.slice(x, [0, lookBack - period], [-1, period]) as tf.Tensor2D;
  const repeated = tf.tile(season, [1, Math.ceil(horizonSteps / period)]);
  return tf.slice(repeated, [0, 0], [-1, horizonSteps]);
}

/** Level and spread of windows [batch, look-back], each [batch, 1]. */
export function findFrame(
  past: tf.Tensor2D,
  normalisation: Normalisation = 'window',
): { level: tf.Tensor2D; spread: tf.Tensor2D } {
  const [batch, lookBack] = past.shape;
  if (normalisation === 'window') {
    const level = tf.mean(past, 1, true) as tf.Tensor2D;
    const variance = tf.mean(tf.square(tf.sub(past, level)), 1, true);
    return { level, spread: tf.sqrt(tf.add(variance, leastVariance)) as tf.Tensor2D };
  }
  const level = normalisation === 'last' ? tf.slice(past, [0, lookBack - 1], [-1, 1]) : tf.zeros([batch, 1]);
  return { level: level as tf.Tensor2D, spread: tf.ones([batch, 1]) };
}

/**
 * Normalises each window, so that trend and level are no obstacle, and takes the seasonal naive forecast as given, so that a
 * network learns only what differs from it.
 *
 * @param past [batch, look-back] values of a series scaled to unit variance
 * @returns x [batch, look-back], what the network reads, and the frame that its output belongs into
 */
export function frameWindows(past: tf.Tensor2D, shape: FrameShape): { x: tf.Tensor2D; frame: WindowFrame } {
  const { level, spread } = findFrame(past, shape.normalisation);
  const x = tf.div(tf.sub(past, level), spread) as tf.Tensor2D;
  return { x, frame: { level, spread, lastSeason: repeatLastSeason(x, shape) } };
}

/** What the network should give for the true values [batch, horizon]. */
export function intoFrame(future: tf.Tensor2D, { level, spread, lastSeason }: WindowFrame): tf.Tensor2D {
  return tf.sub(tf.div(tf.sub(future, level), spread), lastSeason);
}

/**
 * The values that the network's output stands for.
 *
 * @param y [batch, horizon x levels], the levels of each step side by side
 * @returns [batch, horizon x levels]
 */
export function outOfFrame(y: tf.Tensor2D, { level, spread, lastSeason }: WindowFrame): tf.Tensor2D {
  const [batch, horizon] = lastSeason.shape;
  const byStep = tf.reshape(y, [batch, horizon, -1]);
  const whole = tf.reshape(tf.add(byStep, tf.expandDims(lastSeason, 2)), y.shape);
  return tf.add(tf.mul(whole, spread), level);
}
