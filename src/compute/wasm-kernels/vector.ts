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
const constantsBytes: i32 = 104;

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
  let p = constant(expSeries);
  p = madd(p, r, constant(expSeries + 4));
  p = madd(p, r, constant(expSeries + 8));
  p = madd(p, r, constant(expSeries + 12));
  p = madd(p, r, constant(expSeries + 16));
  p = madd(p, r, constant(expSeries + 20));
  const y = f32x4.add(madd(p, f32x4.mul(r, r), r), constant(one));
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
  let p = constant(tanhAbove);
  p = madd(p, x2, constant(tanhAbove + 4));
  p = madd(p, x2, constant(tanhAbove + 8));
  p = madd(p, x2, constant(tanhAbove + 12));
  p = madd(p, x2, constant(tanhAbove + 16));
  p = madd(p, x2, constant(tanhAbove + 20));
  p = madd(p, x2, constant(tanhAbove + 24));
  let q = constant(tanhBelow);
  q = madd(q, x2, constant(tanhBelow + 4));
  q = madd(q, x2, constant(tanhBelow + 8));
  q = madd(q, x2, constant(tanhBelow + 12));
  return f32x4.div(f32x4.mul(x, p), q);
}
