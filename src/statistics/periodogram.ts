import { meanOf } from './moments.ts';

/** Fast Fourier transform in place, of a length that is a power of two (Cooley and Tukey 1965). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let at = 1, mirror = 0; at < size; at += 1) {
    let bit = size >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (at >= mirror) continue;
    [real[at], real[mirror]] = [real[mirror], real[at]];
    [imaginary[at], imaginary[mirror]] = [imaginary[mirror], imaginary[at]];
  }
  for (let half = 1; half < size; half *= 2) {
    for (let offset = 0; offset < half; offset += 1) {
      const angle = (-Math.PI * offset) / half;
      const cosine = Math.cos(angle);
      const sine = Math.sin(angle);
      for (let low = offset; low < size; low += 2 * half) {
        const high = low + half;
        const x = real[high] * cosine - imaginary[high] * sine;
        const y = real[high] * sine + imaginary[high] * cosine;
        real[high] = real[low] - x;
        imaginary[high] = imaginary[low] - y;
        real[low] += x;
        imaginary[low] += y;
      }
    }
  }
}

/**
 * Power of a series by frequency (Schuster 1898), its mean taken out and padded with zeros to a power of two.
 *
 * @param values [length]
 * @returns `power` [frequencies], that of frequency k being k / size cycles a step; k = 0 to size / 2
 */
export function measurePower(values: ArrayLike<number>): { size: number; power: Float64Array } {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, values.length)));
  const centre = meanOf(values);
  const real = new Float64Array(size);
  for (let at = 0; at < values.length; at += 1) real[at] = values[at] - centre;
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  const power = Float64Array.from(
    { length: size / 2 + 1 },
    (_, k) => (real[k] ** 2 + imaginary[k] ** 2) / values.length,
  );
  return { size, power };
}
