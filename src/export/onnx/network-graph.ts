/** Networks as ONNX graphs, with all that lies around them: raw values in, raw values out. */
import { quantileLevels } from '../../forecasters/forecaster.ts';
import { modelCards, type NetworkId } from '../../forecasters/model-cards.ts';
import { planOverlapping, planPatches } from '../../forecasters/neural/network-shapes.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { NamedTensor, TrainedNetwork } from '../../forecasters/trained-network.ts';
import { Graph, type Value } from './graph.ts';
import { dense, gelu, norm, spreadQuantiles, Weights } from './layers.ts';

/** Added to the variance of a window (compute/windows/window-frame.ts). */
const leastVariance = 0.01;

type Apply = (graph: Graph, x: Value, weights: Weights, settings: Settings) => Value;

/**
 * [inputs, gates x hidden] to [1, gates x hidden, inputs], the gates in ONNX's order.
 *
 * @param order which of ours each of ONNX's gates is
 */
function gatesOf({ shape: [inputs, width], values }: NamedTensor, order: readonly number[]): Float32Array {
  const hidden = width / order.length;
  const turned = new Float32Array(values.length);
  order.forEach((own, gate) => {
    for (let unit = 0; unit < hidden; unit += 1)
      for (let input = 0; input < inputs; input += 1)
        turned[(gate * hidden + unit) * inputs + input] = values[input * width + own * hidden + unit];
  });
  return turned;
}

/** [gates x hidden] in ONNX's order. */
function biasOf(values: Float32Array, order: readonly number[]): Float32Array {
  const hidden = values.length / order.length;
  const turned = new Float32Array(values.length);
  order.forEach((own, gate) => {
    turned.set(values.subarray(own * hidden, (own + 1) * hidden), gate * hidden);
  });
  return turned;
}

const cells = {
  // Ours are i, f, c, o; ONNX has i, o, f, c.
  lstm: { operator: 'LSTM', order: [0, 3, 1, 2], attributes: {} },
  // z, r, h in both; the reset comes after the product with the state.
  gru: { operator: 'GRU', order: [0, 1, 2], attributes: { linear_before_reset: 1 } },
  rnn: { operator: 'RNN', order: [0], attributes: {} },
} as const;

function recurrent(cell: keyof typeof cells): Apply {
  const { operator, order, attributes } = cells[cell];
  return (graph, x, weights, { lookBackSteps, network: { hiddenSize, layers, patchLength } }) => {
    const { patches, width } = planPatches(lookBackSteps, patchLength);
    const read = graph.slice(x, 1, lookBackSteps - patches * width, lookBackSteps);
    let states = graph.apply('Transpose', [graph.reshape(read, [-1, patches, width])], { perm: [1, 0, 2] });
    for (let layer = 0; layer < layers; layer += 1) {
      const [kernel, state] = ['kernel', 'recurrent'].map((part) => weights.get(`${cell}${layer}.${part}`));
      const { values, shape } = weights.get(`${cell}${layer}.bias`);
      const bias = new Float32Array(2 * order.length * hiddenSize);
      const rows = shape.length > 1 ? 2 : 1;
      for (let row = 0; row < rows; row += 1) {
        const own = values.subarray((row * values.length) / rows, ((row + 1) * values.length) / rows);
        bias.set(biasOf(own, order), row * order.length * hiddenSize);
      }
      const gates = order.length * hiddenSize;
      const inputs = [
        states,
        graph.floats(`${cell}${layer}.kernel`, [1, gates, kernel.shape[0]], gatesOf(kernel, order)),
        graph.floats(`${cell}${layer}.recurrent`, [1, gates, hiddenSize], gatesOf(state, order)),
        graph.floats(`${cell}${layer}.bias`, [1, 2 * gates], bias),
      ];
      const options = { hidden_size: hiddenSize, ...attributes };
      if (layer < layers - 1) {
        states = graph.apply('Squeeze', [graph.apply(operator, inputs, options), graph.ints([1])]);
      } else {
        const last = graph.apply('Squeeze', [graph.applySecond(operator, inputs, options), graph.ints([0])]);
        return dense(graph, weights, 'head', last);
      }
    }
    throw new Error('a recurrent network has a layer at least');
  };
}

/** Windows to pieces, [rows, pieces, width]: after each other, or each beginning in the middle of the one before. */
function cutPieces(
  graph: Graph,
  x: Value,
  settings: Settings,
  overlapping: boolean,
): { pieces: Value; tokens: number; width: number } {
  const { lookBackSteps, network } = settings;
  const { patches, width } = (overlapping ? planOverlapping : planPatches)(lookBackSteps, network.patchLength);
  const stride = overlapping ? width / 2 : width;
  const read = graph.slice(x, 1, lookBackSteps - patches * stride, lookBackSteps);
  if (!overlapping) return { pieces: graph.reshape(read, [-1, patches, width]), tokens: patches, width };
  const last = graph.slice(x, 1, lookBackSteps - 1, lookBackSteps);
  const padding = graph.apply('Tile', [last, graph.ints([1, stride])]);
  const halves = graph.reshape(graph.apply('Concat', [read, padding], { axis: 1 }), [-1, patches + 1, stride]);
  const sides = [graph.slice(halves, 1, 0, patches), graph.slice(halves, 1, 1, patches + 1)];
  return { pieces: graph.apply('Concat', sides, { axis: 2 }), tokens: patches, width };
}

/** [rows x tokens, 3 size] to [rows x tokens, size]: every token looks at every other. */
function attend(graph: Graph, qkv: Value, tokens: number, size: number, heads: number): Value {
  const perHead = size / heads;
  const split = graph.apply('Transpose', [graph.reshape(qkv, [-1, tokens, 3, heads, perHead])], {
    perm: [2, 0, 3, 1, 4],
  });
  const [queries, keys, values] = [0, 1, 2].map((part) =>
    graph.apply('Squeeze', [graph.slice(split, 0, part, part + 1), graph.ints([0])]),
  );
  const turned = graph.apply('Transpose', [keys], { perm: [0, 1, 3, 2] });
  const scores = graph.apply('Mul', [graph.apply('MatMul', [queries, turned]), graph.float(1 / Math.sqrt(perHead))]);
  const mixed = graph.apply('MatMul', [graph.apply('Softmax', [scores], { axis: -1 }), values]);
  return graph.reshape(graph.apply('Transpose', [mixed], { perm: [0, 2, 1, 3] }), [-1, size]);
}

function transformer(overlapping: boolean): Apply {
  return (graph, x, weights, settings) => {
    const { hiddenSize, layers, heads } = settings.network;
    const { pieces, tokens, width } = cutPieces(graph, x, settings, overlapping);
    const embedded = dense(graph, weights, 'embed', graph.reshape(pieces, [-1, width]));
    const positions = weights.get('positions');
    const placed = graph.apply('Add', [
      graph.reshape(embedded, [-1, tokens, hiddenSize]),
      graph.floats('positions', positions.shape, positions.values),
    ]);
    let rows = graph.reshape(placed, [-1, hiddenSize]);
    for (let layer = 0; layer < layers; layer += 1) {
      const name = `block${layer}`;
      const qkv = dense(graph, weights, `${name}.qkv`, norm(graph, weights, `${name}.norm1`, rows));
      const mixed = attend(graph, qkv, tokens, hiddenSize, heads);
      rows = graph.apply('Add', [rows, dense(graph, weights, `${name}.out`, mixed)]);
      const risen = gelu(graph, dense(graph, weights, `${name}.up`, norm(graph, weights, `${name}.norm2`, rows)));
      rows = graph.apply('Add', [rows, dense(graph, weights, `${name}.down`, risen)]);
    }
    const read = graph.reshape(norm(graph, weights, 'norm', rows), [-1, tokens * hiddenSize]);
    return dense(graph, weights, 'head', read);
  };
}

const applies = {
  lstm: recurrent('lstm'),
  gru: recurrent('gru'),
  rnn: recurrent('rnn'),
  transformer: transformer(false),
  patchtst: transformer(true),
  nlinear: (graph, x, weights) => dense(graph, weights, 'map', x),
} as const satisfies Partial<Record<NetworkId, Apply>>;

/** Whether a network can be written so. */
export function hasOnnx(model: NetworkId): boolean {
  return Object.hasOwn(applies, model);
}

/** Normalised windows, and what brings the network's answer back: level and spread [rows, 1], the last season [rows, horizon]. */
function frame(graph: Graph, past: Value, { lookBackSteps, horizonSteps, seasonLength, network }: Settings) {
  const { normalisation } = network;
  let level: Value | null = null;
  let spread: Value | null = null;
  if (normalisation === 'window') {
    level = graph.apply('ReduceMean', [past], { axes: [1], keepdims: 1 });
    const away = graph.apply('Sub', [past, level]);
    const variance = graph.apply('ReduceMean', [graph.apply('Mul', [away, away])], { axes: [1], keepdims: 1 });
    spread = graph.apply('Sqrt', [graph.apply('Add', [variance, graph.float(leastVariance)])]);
  } else if (normalisation === 'last') level = graph.slice(past, 1, lookBackSteps - 1, lookBackSteps);
  const centred = level ? graph.apply('Sub', [past, level]) : past;
  const x = spread ? graph.apply('Div', [centred, spread]) : centred;
  const period = seasonLength <= lookBackSteps ? seasonLength : 1;
  const season = graph.slice(x, 1, lookBackSteps - period, lookBackSteps);
  const repeated = graph.apply('Tile', [season, graph.ints([1, Math.ceil(horizonSteps / period)])]);
  return { x, level, spread, lastSeason: graph.slice(repeated, 1, 0, horizonSteps) };
}

export type OnnxRequest = {
  model: NetworkId;
  settings: Settings;
  trained: TrainedNetwork;
  /** Said of it to whoever opens the file. */
  about: string;
  metadata: Readonly<Record<string, string>>;
};

/**
 * A trained network as an ONNX file. It reads `values`, double [N, look-back], the last values of each series as they are in the
 * file, and gives `forecast`, double [N, horizon]; of a network of quantiles also `quantiles`, double [N, horizon, levels].
 *
 * @throws {Error} where `hasOnnx` says no, or the weights are not those of such a network
 */
export function writeOnnx({ model, settings, trained, about, metadata }: OnnxRequest): Uint8Array<ArrayBuffer> {
  const apply = (applies as Partial<Record<NetworkId, Apply>>)[model];
  if (!apply || !modelCards[model]) throw new Error(`${model} has no graph`);
  const { lookBackSteps, horizonSteps, network } = settings;
  const levels = network.loss === 'pinball' ? quantileLevels.length : 1;
  const graph = new Graph();
  const values = graph.input('values', 'double', ['N', lookBackSteps]);
  const { centre, spread: unit } = trained.scaler;
  const scaled = graph.apply('Div', [graph.apply('Sub', [values, graph.double(centre)]), graph.double(unit)]);
  const framed = frame(graph, graph.apply('Cast', [scaled], { to: 1 }), settings);
  const season = graph.reshape(framed.lastSeason, [-1, horizonSteps, 1]);
  const said = trained.members.map((tensors) => {
    const raw = graph.reshape(apply(graph, framed.x, new Weights(tensors), settings), [-1, horizonSteps, levels]);
    const whole = graph.apply('Add', [levels > 1 ? spreadQuantiles(graph, raw) : raw, season]);
    const spread = framed.spread && graph.reshape(framed.spread, [-1, 1, 1]);
    const level = framed.level && graph.reshape(framed.level, [-1, 1, 1]);
    const wide = spread ? graph.apply('Mul', [whole, spread]) : whole;
    const placed = graph.apply('Cast', [level ? graph.apply('Add', [wide, level]) : wide], { to: 11 });
    return graph.apply('Add', [graph.apply('Mul', [placed, graph.double(unit)]), graph.double(centre)]);
  });
  const sum = said.reduce((before, one) => graph.apply('Add', [before, one]));
  const mean = said.length === 1 ? sum : graph.apply('Div', [sum, graph.double(said.length)]);
  const floored = trained.isFloored ? graph.apply('Max', [mean, graph.double(0)]) : mean;
  const middle = (levels - 1) / 2;
  const points = graph.apply('Squeeze', [graph.slice(floored, 2, middle, middle + 1), graph.ints([2])]);
  graph.output('forecast', points, 'double', ['N', horizonSteps]);
  if (levels > 1) graph.output('quantiles', floored, 'double', ['N', horizonSteps, levels]);
  return graph.finish(model, about, metadata);
}
