/** Four float32 at a time: multiply-add, exp, tanh, sigmoid, and the ends of rows that fill no whole vector. */

// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f32>(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Four values, or the `count` < 4 that a row still has, followed by zeros. */
// @ts-ignore: decorator
@inline
export function loadUpTo4(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadTail(from, count);
}

// @ts-ignore: decorator
@inline
export function storeUpTo4(to: usize, value: v128, count: i32): void {
  if (count >= 4) v128.store(to, value);
  else storeTail(to, value, count);
}

/** The same where not even one value may be left. */
// @ts-ignore: decorator
@inline
export function loadFrom4(from: usize, count: i32): v128 {
  return count > 0 ? loadUpTo4(from, count) : f32x4.splat(0);
}

// @ts-ignore: decorator
@inline
export function storeFrom4(to: usize, value: v128, count: i32): void {
  if (count > 0) storeUpTo4(to, value, count);
}

function loadTail(from: usize, count: i32): v128 {
  let value = v128.load32_zero(from);
  if (count > 1) value = f32x4.replace_lane(value, 1, load<f32>(from, 4));
  if (count > 2) value = f32x4.replace_lane(value, 2, load<f32>(from, 8));
  return value;
}

function storeTail(to: usize, value: v128, count: i32): void {
  store<f32>(to, f32x4.extract_lane(value, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(value, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(value, 2), 8);
}

/** The first `count` of four values, followed by zeros. */
// @ts-ignore: decorator
@inline
export function firstOf(value: v128, count: i32): v128 {
  if (count >= 4) return value;
  return v128.and(value, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)));
}

// @ts-ignore: decorator
@inline
export function sumOf(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

// Places of the constants in memory. An engine may build a constant vector anew at each use, in several instructions;
// from memory it is one.
const one: usize = 0;
const magic: usize = 4;
const perLn2: usize = 8;
const ln2High: usize = 12;
const ln2Low: usize = 16;
const expLeast: usize = 20;
const expMost: usize = 24;
const tanhLeast: usize = 28;
const tanhMost: usize = 32;
/** Highest power first. */
const expSeries: usize = 36;
const tanhAbove: usize = 60;
const tanhBelow: usize = 88;
const half: usize = 104;
const geluLeast: usize = 108;
const geluMost: usize = 112;
/** The factor of tanh(z · (linear + cubic · z²)), and twice its slope. */
const geluLinear: usize = 116;
const geluCubic: usize = 120;
const geluRise: usize = 124;
const geluRiseSquare: usize = 128;
const constantsBytes: i32 = 132;

const geluScale: f32 = 0.7978845608028654;

let constants: usize = 0;

export function constantBytes(): i32 {
  return constantsBytes;
}

/** Must be called once before anything else, with the address of `constantBytes()` bytes that stay. */
export function writeConstants(at: usize): void {
  constants = at;
  store<f32>(at, 1, one);
  // 1.5 · 2^23: what it is added to is rounded to a whole number, which stays in the low bits.
  store<f32>(at, 12582912, magic);
  store<f32>(at, 1.44269504088896341, perLn2);
  store<f32>(at, -0.693359375, ln2High);
  store<f32>(at, 2.1219444e-4, ln2Low);
  store<f32>(at, -87, expLeast);
  store<f32>(at, 88, expMost);
  store<f32>(at, -7.90531110763549805, tanhLeast);
  store<f32>(at, 7.90531110763549805, tanhMost);
  store<f32>(at, 0.5, half);
  store<f32>(at, -6, geluLeast);
  store<f32>(at, 6, geluMost);
  store<f32>(at, geluScale, geluLinear);
  store<f32>(at, geluScale * 0.044715, geluCubic);
  store<f32>(at, 2 * geluScale, geluRise);
  store<f32>(at, 6 * geluScale * 0.044715, geluRiseSquare);
  writeExpSeries(at + expSeries);
  writeTanhRatio(at + tanhAbove, at + tanhBelow);
}

/** Cephes expf. */
function writeExpSeries(at: usize): void {
  store<f32>(at, 1.98756915e-4);
  store<f32>(at, 1.3981999507e-3, 4);
  store<f32>(at, 8.3334519073e-3, 8);
  store<f32>(at, 4.1665795894e-2, 12);
  store<f32>(at, 1.6666665459e-1, 16);
  store<f32>(at, 5.0000001201e-1, 20);
}

/** Eigen's ptanh, in powers of the square. */
function writeTanhRatio(above: usize, below: usize): void {
  store<f32>(above, -2.76076847742355e-16);
  store<f32>(above, 2.00018790482477e-13, 4);
  store<f32>(above, -8.60467152213735e-11, 8);
  store<f32>(above, 5.12229709037114e-8, 12);
  store<f32>(above, 1.48572235717979e-5, 16);
  store<f32>(above, 6.37261928875436e-4, 20);
  store<f32>(above, 4.89352455891786e-3, 24);
  store<f32>(below, 1.19825839466702e-6);
  store<f32>(below, 1.18534705686654e-4, 4);
  store<f32>(below, 2.268434632439e-3, 8);
  store<f32>(below, 4.89352518554385e-3, 12);
}

// @ts-ignore: decorator
@inline
function constant(place: usize): v128 {
  return v128.load32_splat(constants + place);
}

// @ts-ignore: decorator
@inline
export function bounded(x: v128, least: v128, most: v128): v128 {
  // In this order of arguments NaN passes through.
  return f32x4.pmin(f32x4.pmax(x, least), most);
}

/** exp by 2^n times a polynomial; below -87 it stays at exp(-87), above 88 at exp(88). */
// @ts-ignore: decorator
@inline
export function exp4(input: v128): v128 {
  const x = bounded(input, constant(expLeast), constant(expMost));
  const rounded = madd(x, constant(perLn2), constant(magic));
  const n = f32x4.sub(rounded, constant(magic));
  let r = madd(n, constant(ln2High), x);
  r = madd(n, constant(ln2Low), r);
  const r2 = f32x4.mul(r, r);
  const p = madd(
    madd(constant(expSeries), r, constant(expSeries + 4)),
    r2,
    madd(constant(expSeries + 8), r, constant(expSeries + 12)),
  );
  const q = madd(constant(expSeries + 16), r, constant(expSeries + 20));
  const y = madd(madd(p, r2, q), r2, f32x4.add(r, constant(one)));
  // From the low bits the whole number is shifted to where an exponent lies.
  return i32x4.add(y, i32x4.shl(rounded, 23));
}

// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(constant(one), f32x4.add(constant(one), exp4(f32x4.neg(x))));
}

/** tanh by a ratio of polynomials, good to a few units in the last place near zero too. */
// @ts-ignore: decorator
@inline
export function tanh4(input: v128): v128 {
  const x = bounded(input, constant(tanhLeast), constant(tanhMost));
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const high = madd(madd(constant(tanhAbove), x2, constant(tanhAbove + 4)), x2, constant(tanhAbove + 8));
  const middle = madd(constant(tanhAbove + 12), x2, constant(tanhAbove + 16));
  const low = madd(constant(tanhAbove + 20), x2, constant(tanhAbove + 24));
  const p = madd(madd(high, x4, middle), x4, low);
  let q = madd(constant(tanhBelow), x2, constant(tanhBelow + 4));
  q = madd(q, x2, constant(tanhBelow + 8));
  q = madd(q, x2, constant(tanhBelow + 12));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** (1 + tanh(√(2/π) (z + 0.044715 z³))) / 2, of which GELU is z times as much (Hendrycks and Gimpel 2016). */
// @ts-ignore: decorator
@inline
export function geluShare4(input: v128): v128 {
  const z = bounded(input, constant(geluLeast), constant(geluMost));
  const inner = f32x4.mul(z, madd(f32x4.mul(z, z), constant(geluCubic), constant(geluLinear)));
  return madd(tanh4(inner), constant(half), constant(half));
}

/** The slope of GELU, given its share. */
// @ts-ignore: decorator
@inline
export function geluSlope4(input: v128, share: v128): v128 {
  // Beyond 6 it is 0 or 1, and far beyond it rounding errors would be multiplied by the cube of the input.
  const z = bounded(input, constant(geluLeast), constant(geluMost));
  const rise = f32x4.mul(z, madd(f32x4.mul(z, z), constant(geluRiseSquare), constant(geluRise)));
  return madd(rise, f32x4.sub(share, f32x4.mul(share, share)), share);
}
