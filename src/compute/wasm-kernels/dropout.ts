/** Dropout by the counter hash of dropout/hash.ts. */
import { loadUpTo4, storeUpTo4 } from './vector';

// @ts-ignore: decorator
@inline
function mix(bits: v128): v128 {
  let x = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * y = 0 where the 24 random bits of `site`, step and place are below `below`, else x · kept.
 *
 * @param clock the step, which the random bits follow from
 */
export function dropout(size: i32, site: i32, clock: usize, below: i32, kept: f32, x: usize, y: usize): void {
  const key = i32x4.extract_lane(mix(i32x4.splat(site + load<i32>(clock))), 0);
  const limit = i32x4.splat(below);
  const scale = f32x4.splat(kept);
  let counter = i32x4.add(i32x4.splat(key), i32x4(0, 1, 2, 3));
  for (let index: i32 = 0; index < size; index += 4) {
    const at = (index as usize) * 4;
    const keeps = i32x4.ge_s(i32x4.shr_u(mix(counter), 8), limit);
    storeUpTo4(y + at, v128.and(f32x4.mul(loadUpTo4(x + at, size - index), scale), keeps), size - index);
    counter = i32x4.add(counter, i32x4.splat(4));
  }
}
