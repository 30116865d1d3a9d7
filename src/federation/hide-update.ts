/** A shop's update cut to a norm and covered by noise, before it leaves: the Gaussian mechanism, applied where the data is. */
import type { NamedTensor } from '../forecasters/trained-network.ts';
import type { Noise } from './round.ts';

/** Draws from the standard normal distribution. */
export type DrawNormal = () => number;

/** Draws that nobody can repeat: a seed that others know could be taken off again. Box and Muller 1958, of 53 bits each. */
export function secretNormal(): number {
  const words = crypto.getRandomValues(new Uint32Array(4));
  const uniform = (at: number) => ((words[at] >>> 5) * 2 ** 26 + (words[at + 1] >>> 6) + 0.5) / 2 ** 53;
  return Math.sqrt(-2 * Math.log(uniform(0))) * Math.cos(2 * Math.PI * uniform(2));
}

function baseOf(base: readonly NamedTensor[], { name }: NamedTensor): Float32Array {
  const found = base.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`${name} is missing`);
  return found.values;
}

/** The Euclidean norm of all differences together. */
export function normOfUpdate(base: readonly NamedTensor[], learnt: readonly NamedTensor[]): number {
  let squares = 0;
  for (const tensor of learnt) {
    const from = baseOf(base, tensor);
    for (let at = 0; at < from.length; at += 1) squares += (tensor.values[at] - from[at]) ** 2;
  }
  return Math.sqrt(squares);
}

/**
 * What is learnt, as near to what it was learnt from as `clipNorm`, with noise of `multiplier` x `clipNorm` on every weight.
 *
 * @param base of the same names and shapes
 */
export function hideUpdate(
  base: readonly NamedTensor[],
  learnt: readonly NamedTensor[],
  { clipNorm, multiplier }: Noise,
  draw: DrawNormal = secretNormal,
): NamedTensor[] {
  const norm = normOfUpdate(base, learnt);
  const share = norm > clipNorm ? clipNorm / norm : 1;
  const deviation = multiplier * clipNorm;
  return learnt.map((tensor) => {
    const from = baseOf(base, tensor);
    return {
      ...tensor,
      values: tensor.values.map((value, at) => from[at] + share * (value - from[at]) + deviation * draw()),
    };
  });
}
