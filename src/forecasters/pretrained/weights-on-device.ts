/** The weights as tensors: they go to the device once, as that takes longer than a forecast does. */
import * as tf from '../../compute/tf.ts';
import type { Parameters } from '../neural/network.ts';
import { unflatten } from '../training/flat-parameters.ts';
import type { PretrainedWeights } from './weights-file.ts';

type OnDevice = { theta: tf.Tensor1D; parameters: Parameters };

/** By the backend whose memory they lie in: a device that is lost takes them with it. */
const onDevice = new WeakMap<object, WeakMap<PretrainedWeights, OnDevice>>();

/** Tensors of the backend in use, which stay there and are nobody's to dispose of. */
export function parametersOf(weights: PretrainedWeights): Parameters {
  const backend = tf.backend();
  const known = onDevice.get(backend) ?? new WeakMap<PretrainedWeights, OnDevice>();
  onDevice.set(backend, known);
  const found = known.get(weights);
  if (found) return found.parameters;
  const theta = tf.keep(tf.tensor1d(weights.theta));
  const parameters = unflatten(theta, weights.layout);
  for (const tensor of Object.values(parameters)) tf.keep(tensor);
  known.set(weights, { theta, parameters });
  return parameters;
}

/** Frees them again, where they were tuned to a file and are not asked for any more. */
export function releaseParameters(weights: PretrainedWeights): void {
  const known = onDevice.get(tf.backend());
  const found = known?.get(weights);
  if (!found) return;
  known?.delete(weights);
  tf.dispose([...Object.values(found.parameters), found.theta]);
}
