/** One step of AdamW on all parameters, in place. */
import { loadUpTo4, madd, storeUpTo4 } from './vector';

const beta1: f32 = 0.9;
const beta2: f32 = 0.999;
const epsilon: f32 = 1e-8;

/** What the gradient is multiplied by so that its Euclidean norm is `clipNorm` at most. */
function clipScale(size: i32, gradient: usize, clipNorm: f32): f32 {
  let squares = f64x2.splat(0);
  for (let index: i32 = 0; index < size; index += 4) {
    const g = loadUpTo4(gradient + (index as usize) * 4, size - index);
    const square = f32x4.mul(g, g);
    squares = f64x2.add(squares, f64x2.promote_low_f32x4(square));
    squares = f64x2.add(squares, f64x2.promote_low_f32x4(i64x2.shuffle(square, square, 1, 0)));
  }
  const norm = sqrt<f64>(f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1)) as f32;
  return clipNorm / max(norm, clipNorm);
}

/**
 * theta [size] and moments [2, size] move by the gradient [size].
 *
 * @param schedule three numbers a step: learning rate times weight decay, which applies where `decays` [size] is 1; learning
 * rate / (1 - beta1 ^ step); and 1 / sqrt(1 - beta2 ^ step)
 * @param clock the number of the step, twice, which moves on
 * @param losses the ring [ring] in which `loss` gets its place
 */
export function adamw(
  size: i32,
  theta: usize,
  moments: usize,
  gradient: usize,
  decays: usize,
  schedule: usize,
  clipNorm: f32,
  clock: usize,
  ring: i32,
  losses: usize,
  loss: usize,
): void {
  const step = load<i32>(clock);
  store<i32>(clock, step + 1);
  store<i32>(clock, step + 1, 4);
  store<f32>(losses + ((step % ring) as usize) * 4, load<f32>(loss));
  schedule += (step as usize) * 12;
  const clip = f32x4.splat(clipScale(size, gradient, clipNorm));
  const decay = v128.load32_splat(schedule);
  const rate = v128.load32_splat(schedule, 4);
  const perDeviation = v128.load32_splat(schedule, 8);
  const one = f32x4.splat(1);
  const kept1 = f32x4.splat(beta1);
  const kept2 = f32x4.splat(beta2);
  const new1 = f32x4.splat(1 - beta1);
  const new2 = f32x4.splat(1 - beta2);
  const least = f32x4.splat(epsilon);
  const secondMoments = moments + (size as usize) * 4;
  for (let index: i32 = 0; index < size; index += 4) {
    const at = (index as usize) * 4;
    const count = size - index;
    const g = f32x4.mul(loadUpTo4(gradient + at, count), clip);
    const first = madd(loadUpTo4(moments + at, count), kept1, f32x4.mul(g, new1));
    const second = madd(loadUpTo4(secondMoments + at, count), kept2, f32x4.mul(f32x4.mul(g, g), new2));
    const deviation = madd(f32x4.sqrt(second), perDeviation, least);
    const kept = f32x4.sub(one, f32x4.mul(loadUpTo4(decays + at, count), decay));
    const moved = f32x4.div(f32x4.mul(first, rate), deviation);
    storeUpTo4(moments + at, first, count);
    storeUpTo4(secondMoments + at, second, count);
    storeUpTo4(theta + at, f32x4.sub(f32x4.mul(loadUpTo4(theta + at, count), kept), moved), count);
  }
}
