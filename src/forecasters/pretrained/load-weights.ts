/** Where the weights of the pre-trained network come from: a file beside the app, or on the disk. */
import { type PretrainedWeights, readWeights } from './weights-file.ts';

/** The weights are not to be had; other models do not need them. */
export class WeightsMissing extends Error {}

type Source = () => Promise<Uint8Array>;

let source: Source | null = null;
/** Many series ask one after the other: where the weights were not to be had, so long passes until they are asked for again. */
const askAgainAfterMs = 10_000;
let loading: { weights: Promise<PretrainedWeights>; failedAtMs: number | null } | null = null;

/** Says where the weights are; before that there are none. */
export function takeWeightsFrom(given: Source): void {
  source = given;
  loading = null;
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
 * The weights, fetched once; where that failed, again after a while.
 *
 * @throws {WeightsMissing} where they cannot be had, or are not whole
 */
export function loadWeights(): Promise<PretrainedWeights> {
  const failedAtMs = loading?.failedAtMs ?? Number.POSITIVE_INFINITY;
  if (loading && performance.now() - failedAtMs < askAgainAfterMs) return loading.weights;
  const begun: typeof loading = { weights: load(), failedAtMs: null };
  begun.weights.catch(() => {
    begun.failedAtMs = performance.now();
  });
  loading = begun;
  return begun.weights;
}
