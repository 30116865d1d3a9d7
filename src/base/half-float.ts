/** Numbers of 16 bits (IEEE 754 binary16), which JavaScript has no array for everywhere yet. */

const bits = new DataView(new ArrayBuffer(4));

/** The nearest of 16 bits, ties to even; beyond 65,504 infinite. */
export function toHalf(value: number): number {
  bits.setFloat32(0, value);
  const whole = bits.getUint32(0);
  const sign = (whole >>> 16) & 0x8000;
  const exponent = (whole >>> 23) & 0xff;
  const fraction = whole & 0x7fffff;
  if (exponent === 0xff) return sign | (fraction === 0 ? 0x7c00 : 0x7e00);
  const power = exponent - 127 + 15;
  if (power >= 31) return sign | 0x7c00;
  if (power <= 0) {
    if (power < -10) return sign;
    return sign | roundedShift(fraction | 0x800000, 14 - power);
  }
  return sign | ((power << 10) + roundedShift(fraction, 13));
}

/** Shifts to the right and rounds, ties to even; what carries over runs into the bits above, as an exponent's should. */
function roundedShift(value: number, by: number): number {
  const rest = value & ((1 << by) - 1);
  const half = 1 << (by - 1);
  const floor = value >>> by;
  return rest > half || (rest === half && (floor & 1) === 1) ? floor + 1 : floor;
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
