/**
 * The network that is trained ahead: an encoder that makes a code of a history, and a decoder that makes of the code and of what
 * is known of a step the quantiles of that step, so that any horizon and any season will do.
 */
import { embedRows } from '../../compute/embedding/embedding.ts';
import * as tf from '../../compute/tf.ts';
import { quantileLevels } from '../forecaster.ts';
import { InitialWeights } from '../neural/initial-weights.ts';
import { dense, initDense, initNorm, norm } from '../neural/layers.ts';
import { headGain, type Parameters } from '../neural/network.ts';
import { spreadQuantiles } from '../neural/quantiles.ts';
import { type ParameterLayout, planShapes } from '../training/flat-parameters.ts';
import { decoderSize, encoderSize } from './read-history.ts';

export type PretrainedShape = {
  /** Width of the encoder. */
  width: number;
  /** Residual blocks of the encoder. */
  blocks: number;
  /** Length of the code. */
  code: number;
  /** Width of the decoder. */
  decoderWidth: number;
  /** Residual blocks of the decoder. */
  decoderBlocks: number;
};

export const usualShape: PretrainedShape = { width: 256, blocks: 3, code: 96, decoderWidth: 128, decoderBlocks: 1 };

const levels = quantileLevels.length;

/** x + down(gelu(up(norm(x)))): a block before which nothing is lost (He et al. 2016, normalised first as Xiong et al. 2020). */
function applyBlock(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const risen = dense(parameters, `${name}.up`, norm(parameters, `${name}.norm`, x), { activation: 'gelu' });
  return tf.add(x, dense(parameters, `${name}.down`, risen));
}

const names = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind}${at}`);

type Layer =
  | { kind: 'dense'; name: string; inputs: number; outputs: number; gain?: number }
  | { kind: 'norm'; name: string; size: number };

function layersOfBlock(name: string, width: number): Layer[] {
  return [
    { kind: 'norm', name: `${name}.norm`, size: width },
    { kind: 'dense', name: `${name}.up`, inputs: width, outputs: width },
    { kind: 'dense', name: `${name}.down`, inputs: width, outputs: width, gain: headGain },
  ];
}

function layersOf({ width, blocks, code, decoderWidth, decoderBlocks }: PretrainedShape): Layer[] {
  return [
    { kind: 'dense', name: 'read', inputs: encoderSize, outputs: width },
    ...names('encoder', blocks).flatMap((name) => layersOfBlock(name, width)),
    { kind: 'norm', name: 'code.norm', size: width },
    { kind: 'dense', name: 'code', inputs: width, outputs: code },
    { kind: 'dense', name: 'join', inputs: code + decoderSize, outputs: decoderWidth },
    ...names('decoder', decoderBlocks).flatMap((name) => layersOfBlock(name, decoderWidth)),
    { kind: 'norm', name: 'head.norm', size: decoderWidth },
    { kind: 'dense', name: 'head', inputs: decoderWidth, outputs: levels, gain: headGain },
    { kind: 'dense', name: 'straight', inputs: decoderSize, outputs: levels, gain: headGain },
  ];
}

/** First weights, by name. */
export function initPretrained(seed: number, shape: PretrainedShape): Parameters {
  const weights = new InitialWeights(seed);
  const init = (layer: Layer) =>
    layer.kind === 'norm' ? initNorm(layer.name, layer.size) : initDense(weights, layer.name, layer);
  return Object.assign({}, ...layersOf(shape).map(init));
}

/** Where each tensor of a network of this shape lies in the vector of all, without making any. */
export function planPretrained(shape: PretrainedShape): ParameterLayout {
  const shapes = layersOf(shape).flatMap((layer): [string, number[]][] =>
    layer.kind === 'norm'
      ? [
          [`${layer.name}.gain`, [layer.size]],
          [`${layer.name}.bias`, [layer.size]],
        ]
      : [
          [`${layer.name}.kernel`, [layer.inputs, layer.outputs]],
          [`${layer.name}.bias`, [layer.outputs]],
        ],
  );
  return planShapes(shapes);
}

/**
 * The codes of histories.
 *
 * @param encoder [histories, encoderSize]
 * @returns [histories, code]
 */
export function encode(parameters: Parameters, encoder: tf.Tensor2D, { blocks }: PretrainedShape): tf.Tensor2D {
  let state: tf.Tensor = dense(parameters, 'read', encoder, { activation: 'gelu', constants: ['x'] });
  for (const name of names('encoder', blocks)) state = applyBlock(parameters, name, state);
  return dense(parameters, 'code', norm(parameters, 'code.norm', state));
}

/**
 * The quantiles of steps.
 *
 * @param codes [histories, code]
 * @param decoder [steps, decoderSize]
 * @param whose [steps, 1] which history each is a step of
 * @returns [steps, quantileLevels] rising, in units of the scale under the inverse hyperbolic sine, from the base on
 */
export function decode(
  parameters: Parameters,
  { codes, decoder, whose }: { codes: tf.Tensor2D; decoder: tf.Tensor2D; whose: tf.Tensor2D },
  { decoderBlocks }: PretrainedShape,
): tf.Tensor2D {
  const joined = tf.concat([embedRows(codes, whose), decoder], 1);
  let state: tf.Tensor = dense(parameters, 'join', joined, { activation: 'gelu' });
  for (const name of names('decoder', decoderBlocks)) state = applyBlock(parameters, name, state);
  const bent = dense(parameters, 'head', norm(parameters, 'head.norm', state));
  const straight = dense(parameters, 'straight', decoder, { constants: ['x'] });
  return spreadQuantiles(tf.add(bent, straight), levels);
}
