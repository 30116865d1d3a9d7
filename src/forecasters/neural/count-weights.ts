/** How many weights a network would have, without making it; free of tfjs, so that the page can reckon with it. */
import {
  convolutionTaps,
  countConvolutionBlocks,
  feedForwardFactor,
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

export const countRecurrentWeights =
  ({ gates, biases }: { gates: number; biases: number }) =>
  ({ lookBackSteps, horizonSteps, hiddenSize, layers, patchLength, levels }: NetworkSize) => {
    const { width } = planPatches(lookBackSteps, patchLength);
    const inputsOf = (layer: number) => (layer === 0 ? width : hiddenSize);
    return (
      sumOver(layers, (layer) => recurrentLayer(gates, biases, inputsOf(layer), hiddenSize)) +
      dense(hiddenSize, horizonSteps * levels)
    );
  };

export const countTransformerWeights =
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

export const countNLinearWeights = ({ lookBackSteps, horizonSteps, levels }: NetworkSize) =>
  dense(lookBackSteps, horizonSteps * levels);

export const countDLinearWeights = ({ lookBackSteps, horizonSteps, levels }: NetworkSize) =>
  2 * dense(lookBackSteps, horizonSteps * levels);

export const countSegRnnWeights = ({ lookBackSteps, horizonSteps, hiddenSize, patchLength, levels }: NetworkSize) => {
  const { width } = planPatches(lookBackSteps, patchLength);
  return (
    dense(width, hiddenSize) +
    recurrentLayer(3, 2, hiddenSize, hiddenSize) +
    Math.ceil(horizonSteps / width) * hiddenSize +
    dense(hiddenSize, width * levels)
  );
};

export const countNHitsWeights = ({ lookBackSteps, horizonSteps, hiddenSize, levels }: NetworkSize) =>
  planStacks(lookBackSteps, horizonSteps).reduce(
    (sum, { inputs, backKnots, knots }) =>
      sum +
      dense(inputs, hiddenSize) +
      dense(hiddenSize, hiddenSize) +
      dense(hiddenSize, knots * levels) +
      (backKnots > 0 ? dense(hiddenSize, backKnots) : 0),
    0,
  );

export const countTideWeights = ({ lookBackSteps, horizonSteps, hiddenSize, layers, levels }: NetworkSize) =>
  sumOver(layers, (layer) => tideBlock(layer === 0 ? lookBackSteps : hiddenSize, hiddenSize, hiddenSize)) +
  tideBlock(hiddenSize, hiddenSize, horizonSteps * tideDecoderWidth) +
  dense(tideDecoderWidth, hiddenSize) +
  dense(hiddenSize, levels) +
  dense(lookBackSteps, horizonSteps * levels);

export const countConvolutionWeights = ({ lookBackSteps, horizonSteps, hiddenSize, levels }: NetworkSize) =>
  sumOver(
    countConvolutionBlocks(lookBackSteps),
    (block) =>
      dense(convolutionTaps * (block === 0 ? 1 : hiddenSize), hiddenSize) +
      dense(convolutionTaps * hiddenSize, hiddenSize),
  ) +
  dense(1, hiddenSize) +
  dense(hiddenSize, horizonSteps * levels);
