/** One network for several targets: what lies below its last layer is shared, and each target has a head of its own. */
import * as tf from '../../compute/tf.ts';
import type { FitTask, FittedForecaster, Forecaster } from '../forecaster.ts';
import type { Network, NetworkLengths, WindowCovariates } from './network.ts';

/**
 * The outputs of the head that each window belongs to: hard parameter sharing (Caruana 1997). Nothing is learnt by a head from the
 * windows of the others.
 *
 * @param network one that gives `heads` times as many values for each step: the levels of the first head, then those of the next
 * @returns a network that gives [batch, horizon x levels], and is to be told by `WindowCovariates.heads` whose windows it reads
 */
export function withTargetHeads(
  network: Network,
  { horizonSteps, levels = 1 }: NetworkLengths,
  heads: number,
): Network {
  return {
    init: network.init,
    head: network.head,
    apply(parameters, x, dropout, covariates) {
      const { heads: chosen } = covariates as WindowCovariates;
      if (!chosen) throw new Error('a network of several targets was not told whose windows it reads');
      const [batch] = x.shape;
      const all = network.apply(parameters, x, dropout, covariates);
      const byHead = tf.reshape(all, [batch, horizonSteps, heads, levels]);
      const own = tf.sum(tf.mul(byHead, tf.reshape(chosen, [batch, 1, heads, 1])), 2);
      return tf.reshape(own, [batch, horizonSteps * levels]);
    },
  };
}

/** The histories of a task in the order of their heads, which is the same whichever of the targets is shown. */
function inOrder(task: FitTask, places: readonly number[]): FitTask {
  const { histories, covariates, heads = [] } = task;
  return {
    ...task,
    histories: places.map((at) => histories[at]),
    ...(covariates && { covariates: places.map((at) => covariates[at]) }),
    heads: places.map((at) => heads[at]),
  };
}

/**
 * A forecaster that learns from targets in the order of their heads, so that it comes to the same weights whichever of them is asked for
 * first. Tasks without heads are left as they are.
 */
export function inOrderOfHeads(forecaster: Forecaster): Forecaster {
  return {
    ...forecaster,
    async fit(task, context): Promise<FittedForecaster> {
      const { heads } = task;
      if (!heads) return forecaster.fit(task, context);
      const places = [...heads.keys()].sort((one, other) => heads[one] - heads[other]);
      const fitted = await forecaster.fit(inOrder(task, places), context);
      return {
        ...fitted,
        forecast: (histories, series, parts, covariates) =>
          fitted.forecast(histories, places.indexOf(series), parts, covariates),
      };
    },
  };
}
