/** lowbias32 of the hash prospector (Wellons 2018): 32 bits in, 32 well-mixed bits out. */
function mix(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The same in WGSL, as mix32. */
export const mixFunction = `
fn mix32(bits: u32) -> u32 {
  var x = bits;
  x = (x ^ (x >> 16u)) * 0x7feb352du;
  x = (x ^ (x >> 15u)) * 0x846ca68bu;
  return x ^ (x >> 16u);
}`;

/** What tells one use of dropout from another. */
export type DropoutKey = {
  seed: number;
  /** Which place in the network, counted from 0. */
  site: number;
  /** Steps of training before this one. */
  step: number;
};

/** The part of `hashKey` that is the same in every step. */
export function hashSite({ seed, site }: Omit<DropoutKey, 'step'>): number {
  return mix((mix(seed) + site) >>> 0);
}

/** The 32 bits that all draws of one use start from. */
export function hashKey({ step, ...use }: DropoutKey): number {
  return mix((hashSite(use) + step) >>> 0);
}

/** 24 random bits for one value, the same on every backend: what lies below `dropsBelow(rate)` is dropped. */
export function drawBits(key: number, index: number): number {
  return mix((key + index) >>> 0) >>> 8;
}

/** The share `rate` of all 24-bit numbers. */
export function dropsBelow(rate: number): number {
  return Math.round(rate * 2 ** 24);
}
