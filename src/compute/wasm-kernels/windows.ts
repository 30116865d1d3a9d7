/** Windows of series, each in its own frame: less its level, over its spread, and the future less the last season. */

const leastVariance: f64 = 0.01;

/**
 * x [batch, lookBack] and y [batch, horizon] from `values` at `starts` [batches, batch], of the batch whose turn it is.
 *
 * @param clock the number of the step before, which is set, and of this one
 * @param period of the season that is taken off the horizon, lookBack at most; 0 takes nothing off
 * @param normalisation 0 takes level and spread from the window's mean and deviation, 1 the level from its last value, 2 nothing
 */
export function cutWindows(
  clock: usize,
  batches: i32,
  batch: i32,
  lookBack: i32,
  horizon: i32,
  period: i32,
  normalisation: i32,
  values: usize,
  starts: usize,
  x: usize,
  y: usize,
): void {
  const step = load<i32>(clock, 4);
  store<i32>(clock, step);
  starts += ((step % batches) * batch * 4) as usize;
  for (let row: i32 = 0; row < batch; row++) {
    const window = values + (load<i32>(starts + (row as usize) * 4) as usize) * 4;
    let level: f64 = 0;
    let scale: f64 = 1;
    if (normalisation == 0) {
      let sum: f64 = 0;
      for (let at: i32 = 0; at < lookBack; at++) sum += load<f32>(window + (at as usize) * 4) as f64;
      level = sum / (lookBack as f64);
      let squares: f64 = 0;
      for (let at: i32 = 0; at < lookBack; at++) {
        const centred = (load<f32>(window + (at as usize) * 4) as f64) - level;
        squares += centred * centred;
      }
      scale = 1 / sqrt<f64>(squares / (lookBack as f64) + leastVariance);
    } else if (normalisation == 1) {
      level = load<f32>(window + ((lookBack - 1) as usize) * 4) as f64;
    }
    for (let at: i32 = 0; at < lookBack; at++) {
      store<f32>(x + (at as usize) * 4, (((load<f32>(window + (at as usize) * 4) as f64) - level) * scale) as f32);
    }
    const future = window + (lookBack as usize) * 4;
    const season = x + ((lookBack - period) as usize) * 4;
    for (let at: i32 = 0; at < horizon; at++) {
      const framed = (((load<f32>(future + (at as usize) * 4) as f64) - level) * scale) as f32;
      const usual: f32 = period == 0 ? 0 : load<f32>(season + ((at % period) as usize) * 4);
      store<f32>(y + (at as usize) * 4, framed - usual);
    }
    x += (lookBack as usize) * 4;
    y += (horizon as usize) * 4;
  }
}

/**
 * spans [batch, rows, span] from `values` [rows, length] at `starts` [batches, batch], as they are, of the batch whose turn it is.
 *
 * @param clock the number of the step before, and of this one
 */
export function cutSpans(
  clock: usize,
  batches: i32,
  batch: i32,
  rows: i32,
  length: i32,
  span: i32,
  values: usize,
  starts: usize,
  spans: usize,
): void {
  const bytes = (span as usize) * 4;
  starts += ((load<i32>(clock, 4) % batches) * batch * 4) as usize;
  for (let window: i32 = 0; window < batch; window++) {
    const start = load<i32>(starts + (window as usize) * 4) as usize;
    for (let row: i32 = 0; row < rows; row++) {
      memory.copy(spans, values + ((row as usize) * (length as usize) + start) * 4, bytes);
      spans += bytes;
    }
  }
}
