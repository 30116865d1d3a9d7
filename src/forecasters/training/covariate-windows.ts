/** Covariates on the device, cut with the windows they go with. */

import * as tf from '../../compute/tf.ts';
import { cutSpans } from '../../compute/windows/spans.ts';
import { findFrame, type Normalisation } from '../../compute/windows/window-frame.ts';
import type { WindowCovariates } from '../neural/network.ts';

/** What lies beside the series: rows as long as they are end to end, [rows x values]; no rows of a kind there is none of. */
export type CovariateRows = {
  future: Float32Array;
  past: Float32Array;
  statics: Float32Array;
  /** Which target each point is of, 1 in its row; absent where there is but one. */
  heads?: Float32Array;
};

export type CovariateWindows = {
  /**
   * What goes with one batch of windows. What is known afterwards is cut where a window's look-back ends.
   *
   * @param starts [batches x batch] int32, batch after batch
   * @param clock [2] int32, of AdamwState
   * @param step what JavaScript knows to be clock[1]
   */
  cut(starts: tf.Tensor1D, clock: tf.Tensor1D, batch: { batch: number; step: number }): WindowCovariates;
  dispose(): void;
};

/**
 * Puts covariates on the device.
 *
 * @param values [any] the series end to end, which must outlive what is returned
 */
export function placeCovariates(
  { future, past, statics, heads }: CovariateRows,
  values: tf.Tensor1D,
  window: { lookBackSteps: number; horizonSteps: number; normalisation?: Normalisation },
): CovariateWindows {
  const { lookBackSteps, horizonSteps, normalisation } = window;
  const asRows = (rows: Float32Array) =>
    rows.length === 0 ? null : tf.tensor2d(rows.slice(), [rows.length / values.size, values.size]);
  const placed = {
    own: tf.reshape(values, [1, values.size]) as tf.Tensor2D,
    future: asRows(future),
    past: asRows(past),
    statics: asRows(statics),
    heads: heads ? asRows(heads) : null,
  };
  return {
    cut(starts, clock, { batch, step }) {
      const cut = (rows: tf.Tensor2D, span: number) => cutSpans({ values: rows, starts, clock }, { batch, step, span });
      const own = tf.reshape(cut(placed.own, lookBackSteps), [batch, lookBackSteps]) as tf.Tensor2D;
      const codes = placed.statics && cut(placed.statics, 1);
      const chosen = placed.heads && cut(placed.heads, 1);
      return {
        spread: findFrame(own, normalisation).spread,
        future: placed.future && cut(placed.future, lookBackSteps + horizonSteps),
        past: placed.past && cut(placed.past, lookBackSteps),
        statics: codes && (tf.reshape(codes, [batch, codes.shape[1]]) as tf.Tensor2D),
        ...(chosen && { heads: tf.reshape(chosen, [batch, chosen.shape[1]]) as tf.Tensor2D }),
      };
    },
    dispose: () => {
      for (const rows of Object.values(placed)) rows?.dispose();
    },
  };
}
