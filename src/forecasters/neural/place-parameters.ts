import * as tf from '../../compute/tf.ts';
import { type ParameterLayout, unflatten } from '../training/flat-parameters.ts';
import type { Parameters } from './network.ts';

/** Trained weights that any backend can be asked for. */
export type PlacedParameters = { here(): Parameters; dispose(): void };

/** Parameters on whichever backend is in use: a fault may have put another in the place of the one they were trained on. */
export function placeParameters(values: Float32Array, layout: ParameterLayout): PlacedParameters {
  let place: { backend: tf.KernelBackend; theta: tf.Tensor1D; parameters: Parameters } | null = null;
  const dispose = () => {
    if (place) tf.dispose([place.theta, ...Object.values(place.parameters)]);
    place = null;
  };
  const here = (): Parameters => {
    if (place?.backend === tf.backend()) return place.parameters;
    dispose();
    const theta = tf.tensor1d(values.slice());
    const parameters = tf.tidy(() => unflatten(theta, layout));
    place = { backend: tf.backend(), theta, parameters };
    return parameters;
  };
  return { here, dispose };
}
