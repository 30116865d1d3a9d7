/** Where the weights of the pre-trained network come from: a file beside the app, or on the disk. */
import { type PretrainedWeights, readWeights } from './weights-file.ts';

/** The weights are not to be had; other models do not need them. */
export class WeightsMissing extends Error {}

type Source = () => Promise<Uint8Array>;

let source: Source | null = null;
let loaded: Promise<PretrainedWeights> | null = null;

/** Says where the weights are; before that there are none. */
export function takeWeightsFrom(given: Source): void {
  source = given;
  loaded = null;
}

async function load(): Promise<PretrainedWeights> {
  if (!source) throw new WeightsMissing('nobody has said where the weights are');
  const bytes = await source().catch((error: unknown) => {
    throw new WeightsMissing(String(error));
  });
  const weights = readWeights(bytes);
  if (!weights) throw new WeightsMissing('the file does not hold the weights, or not all of them');
  return weights;
}

/**
 * The weights, fetched once; where that failed, once more.
 *
 * @throws {WeightsMissing} where they cannot be had, or are not whole
 */
export function loadWeights(): Promise<PretrainedWeights> {
  loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}
