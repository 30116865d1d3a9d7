import { createRandom, drawNormal } from '../../base/random.ts';

let shocks = new Float64Array(0);

/**
 * Normal numbers that all simulations share, so that they are drawn once; the seed is fixed.
 *
 * @returns at least `count` of them, the same whenever asked
 */
export function shareShocks(count: number): Float64Array {
  if (shocks.length < count) {
    const random = createRandom(1);
    shocks = Float64Array.from({ length: Math.max(count, 2 * shocks.length) }, () => drawNormal(random));
  }
  return shocks;
}
