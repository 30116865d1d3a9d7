/** Layers that several networks are made of, as parts of ONNX graphs. */
import { quantileLevels } from '../../forecasters/forecaster.ts';
import type { NamedTensor } from '../../forecasters/trained-network.ts';
import type { Graph, Value } from './graph.ts';

/** Added to the variance of a layer (compute/layer-norm/layer-norm.ts). */
const layerNormEpsilon = 1e-5;
/** Of GELU in its tanh form (Hendrycks and Gimpel 2016). */
const geluScale = Math.sqrt(2 / Math.PI);
const geluCubic = 0.044715;

/** Weights of one member by name. */
export class Weights {
  readonly #tensors: ReadonlyMap<string, NamedTensor>;
  constructor(tensors: readonly NamedTensor[]) {
    this.#tensors = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  get(name: string): NamedTensor {
    const found = this.#tensors.get(name);
    if (!found) throw new Error(`no weights are called ${name}`);
    return found;
  }
}

/** x kernel + bias: [rows, inputs] to [rows, outputs]. */
export function dense(graph: Graph, weights: Weights, name: string, x: Value): Value {
  const kernel = weights.get(`${name}.kernel`);
  const bias = weights.get(`${name}.bias`);
  return graph.apply('Gemm', [
    x,
    graph.floats(`${name}.kernel`, kernel.shape, kernel.values),
    graph.floats(`${name}.bias`, bias.shape, bias.values),
  ]);
}

export function norm(graph: Graph, weights: Weights, name: string, x: Value): Value {
  const [gain, bias] = [weights.get(`${name}.gain`), weights.get(`${name}.bias`)];
  const inputs = [x, graph.floats('gain', gain.shape, gain.values), graph.floats('bias', bias.shape, bias.values)];
  return graph.apply('LayerNormalization', inputs, { axis: -1, epsilon: { float: layerNormEpsilon } });
}

/** Spelt out, as the operator is younger than the others. */
export function gelu(graph: Graph, x: Value): Value {
  const cubed = graph.apply('Mul', [graph.apply('Mul', [x, x]), x]);
  const inner = graph.apply('Add', [x, graph.apply('Mul', [cubed, graph.float(geluCubic)])]);
  const bent = graph.apply('Tanh', [graph.apply('Mul', [inner, graph.float(geluScale)])]);
  const half = graph.apply('Mul', [x, graph.float(0.5)]);
  return graph.apply('Mul', [half, graph.apply('Add', [bent, graph.float(1)])]);
}

/** The middle value as it is, each further one a softplus away from the one before (forecasters/neural/quantiles.ts). */
export function spreadQuantiles(graph: Graph, raw: Value): Value {
  const levels = quantileLevels.length;
  const middle = (levels - 1) / 2;
  const at = (level: number) => graph.slice(raw, 2, level, level + 1);
  const steps = quantileLevels.map((_, level) => (level === middle ? at(level) : graph.apply('Softplus', [at(level)])));
  const found = new Map<number, Value>([[middle, steps[middle]]]);
  for (let level = middle + 1; level < levels; level += 1)
    found.set(level, graph.apply('Add', [found.get(level - 1) as Value, steps[level]]));
  for (let level = middle - 1; level >= 0; level -= 1)
    found.set(level, graph.apply('Sub', [found.get(level + 1) as Value, steps[level]]));
  return graph.apply(
    'Concat',
    quantileLevels.map((_, level) => found.get(level) as Value),
    { axis: 2 },
  );
}
