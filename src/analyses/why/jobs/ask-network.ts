/** What the network that was trained ahead makes of what was found: whether it is surprised too, and what leaving it in does. */
import { loadWeights, WeightsMissing } from '../../../forecasters/pretrained/load-weights.ts';
import { forecastPretrained } from '../../../forecasters/pretrained/pretrained-forecaster.ts';
import { measureWindowErrors } from '../../../forecasters/pretrained/window-errors.ts';
import type { Series } from '../../../series/series.ts';
import { meanOf } from '../../../statistics/moments.ts';
import { findFar } from '../../../statistics/unusual/find-unusual.ts';

export type NetworkQuestion = {
  kind: 'ask-network';
  /** Runs of points that were found, and what is usual there. */
  findings: readonly { from: number; usual: Float64Array }[];
  seasonLength: number;
  horizonSteps: number;
};

export type NetworkAnswer = {
  kind: 'ask-network';
  /** Points at which it was surprised, what is there, by how many usual swings that lies away, and what it expected. */
  surprises: { at: number; value: number; deviate: number; expected: number }[];
  /** The first point that it was asked about. */
  from: number;
  /** [findings] change of the mean of the forecast by leaving each in, as a share of the mean without; null where nothing can be said. */
  effects: (number | null)[];
};

/** @returns null where the weights are not to be had */
export async function askNetwork(
  { y, filled }: Series,
  { findings, seasonLength, horizonSteps }: NetworkQuestion,
  signal: AbortSignal,
): Promise<NetworkAnswer | null> {
  try {
    const weights = await loadWeights();
    const options = { seasonLength, horizonSteps };
    // With what is usual in their place, so that one finding is no surprise for another window.
    const clean = y.slice();
    for (const { from, usual } of findings) clean.set(usual, from);
    const errors = await measureWindowErrors(weights, clean, options, signal);
    const surprises: NetworkAnswer['surprises'] = [];
    if (errors) {
      const { from, expected, spread } = errors;
      const deviates = expected.map((value, i) => (spread[i] > 0 ? (y[from + i] - value) / spread[i] : 0));
      const { places, deviates: sizes } = findFar(deviates, (i) => filled[from + i] === 0);
      for (const i of places) {
        surprises.push({ at: from + i, value: y[from + i], deviate: Math.abs(sizes[i]), expected: expected[i] });
      }
    }
    const left = findings.map(({ from, usual }) => {
      const one = clean.slice();
      one.set(y.subarray(from, from + usual.length), from);
      return one;
    });
    const [without, ...having] = await forecastPretrained(weights, [clean, ...left], options, signal);
    const base = meanOf(without.yhat);
    const effects = having.map(({ yhat }) => (base > 0 ? meanOf(yhat) / base - 1 : null));
    return { kind: 'ask-network', surprises, from: errors?.from ?? y.length, effects };
  } catch (error) {
    if (error instanceof WeightsMissing) return null;
    throw error;
  }
}
