/** How many weights a network would have, without making it; free of tfjs, so that the page can reckon with it. */
import {
  convolutionTaps,
  countConvolutionBlocks,
  feedForwardFactor,
  planOverlapping,
  planPatches,
  planStacks,
  tideDecoderWidth,
} from './network-shapes.ts';

/** What the size of a network depends on. */
export type NetworkSize = {
  lookBackSteps: number;
  horizonSteps: number;
  hiddenSize: number;
  layers: number;
  patchLength: number;
  /** Values for each step of the horizon: 1, or one a quantile. */
  levels: number;
};

const dense = (inputs: number, outputs: number) => (inputs + 1) * outputs;
const sumOver = (count: number, of: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => of(index)).reduce((sum, value) => sum + value, 0);

/** A recurrent layer of `gates` blocks; the GRU has its biases twice. */
function recurrentLayer(gates: number, biases: number, inputs: number, hidden: number): number {
  return gates * hidden * (inputs + hidden + biases);
}

const ofRecurrent =
  (gates: number, biases: number) =>
  ({ lookBackSteps, horizonSteps, hiddenSize, layers, patchLength, levels }: NetworkSize) => {
    const { width } = planPatches(lookBackSteps, patchLength);
    const inputsOf = (layer: number) => (layer === 0 ? width : hiddenSize);
    return (
      sumOver(layers, (layer) => recurrentLayer(gates, biases, inputsOf(layer), hiddenSize)) +
      dense(hiddenSize, horizonSteps * levels)
    );
  };

const ofTransformer =
  (plan: typeof planPatches) =>
  ({ lookBackSteps, horizonSteps, hiddenSize, layers, patchLength, levels }: NetworkSize) => {
    const { patches, width } = plan(lookBackSteps, patchLength);
    const norm = 2 * hiddenSize;
    const wide = feedForwardFactor * hiddenSize;
    const block =
      2 * norm +
      dense(hiddenSize, 3 * hiddenSize) +
      dense(hiddenSize, hiddenSize) +
      dense(hiddenSize, wide) +
      dense(wide, hiddenSize);
    const ends = dense(width, hiddenSize) + patches * hiddenSize + norm;
    return ends + layers * block + dense(patches * hiddenSize, horizonSteps * levels);
  };

function tideBlock(inputs: number, hidden: number, outputs: number): number {
  return dense(inputs, hidden) + dense(hidden, outputs) + dense(inputs, outputs) + 2 * outputs;
}

/** Weights and biases by kind of network. */
export const countWeights = {
  lstm: ofRecurrent(4, 1),
  gru: ofRecurrent(3, 2),
  rnn: ofRecurrent(1, 1),
  transformer: ofTransformer(planPatches),
  patchtst: ofTransformer(planOverlapping),
  nlinear: ({ lookBackSteps, horizonSteps, levels }) => dense(lookBackSteps, horizonSteps * levels),
  dlinear: ({ lookBackSteps, horizonSteps, levels }) => 2 * dense(lookBackSteps, horizonSteps * levels),
  segrnn: ({ lookBackSteps, horizonSteps, hiddenSize, patchLength, levels }) => {
    const { width } = planPatches(lookBackSteps, patchLength);
    return (
      dense(width, hiddenSize) +
      recurrentLayer(3, 2, hiddenSize, hiddenSize) +
      Math.ceil(horizonSteps / width) * hiddenSize +
      dense(hiddenSize, width * levels)
    );
  },
  'n-hits': ({ lookBackSteps, horizonSteps, hiddenSize, levels }) =>
    planStacks(lookBackSteps, horizonSteps).reduce(
      (sum, { inputs, backKnots, knots }) =>
        sum +
        dense(inputs, hiddenSize) +
        dense(hiddenSize, hiddenSize) +
        dense(hiddenSize, knots * levels) +
        (backKnots > 0 ? dense(hiddenSize, backKnots) : 0),
      0,
    ),
  tide: ({ lookBackSteps, horizonSteps, hiddenSize, layers, levels }) =>
    sumOver(layers, (layer) => tideBlock(layer === 0 ? lookBackSteps : hiddenSize, hiddenSize, hiddenSize)) +
    tideBlock(hiddenSize, hiddenSize, horizonSteps * tideDecoderWidth) +
    dense(tideDecoderWidth, hiddenSize) +
    dense(hiddenSize, levels) +
    dense(lookBackSteps, horizonSteps * levels),
  tcn: ({ lookBackSteps, horizonSteps, hiddenSize, levels }) =>
    sumOver(
      countConvolutionBlocks(lookBackSteps),
      (block) =>
        dense(convolutionTaps * (block === 0 ? 1 : hiddenSize), hiddenSize) +
        dense(convolutionTaps * hiddenSize, hiddenSize),
    ) +
    dense(1, hiddenSize) +
    dense(hiddenSize, horizonSteps * levels),
} as const satisfies Record<string, (size: NetworkSize) => number>;
