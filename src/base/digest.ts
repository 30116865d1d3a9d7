/**
 * Adds to two 32-bit sums, each mixed by a multiplication of its own (after cyrb53, Briggs 2018): to tell things apart, not to keep a
 * secret.
 */
function add(sums: [number, number], word: number): void {
  sums[0] = Math.imul(sums[0] ^ word, 0x85ebca77);
  sums[0] ^= sums[0] >>> 15;
  sums[1] = Math.imul(sums[1] ^ word, 0xc2b2ae3d);
  sums[1] ^= sums[1] >>> 13;
}

/**
 * A text that is the same for the same parts in the same order, and another for others but by an accident of 1 in 2^64.
 *
 * @param parts texts, and numbers of four or eight bytes each
 */
export function digestOf(parts: readonly (string | Float32Array | Float64Array | Int32Array)[]): string {
  const sums: [number, number] = [0x2c1b3c6d, 0x297a2d39];
  for (const part of parts) {
    add(sums, part.length);
    if (typeof part === 'string') for (let at = 0; at < part.length; at += 1) add(sums, part.charCodeAt(at));
    else for (const word of new Uint32Array(part.buffer, part.byteOffset, part.byteLength / 4)) add(sums, word);
  }
  return sums.map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
