/** Windows of series, each in its own frame: less its mean, over its deviation, and the future less the last season. */

const leastVariance: f64 = 0.01;

/**
 * x [batch, lookBack] and y [batch, horizon] from `values` at `starts` [batch].
 *
 * @param period of the season that is repeated over the horizon; lookBack at most
 */
export function cutWindows(
  batch: i32,
  lookBack: i32,
  horizon: i32,
  period: i32,
  values: usize,
  starts: usize,
  x: usize,
  y: usize,
): void {
  for (let row: i32 = 0; row < batch; row++) {
    const window = values + (load<i32>(starts + (row as usize) * 4) as usize) * 4;
    let sum: f64 = 0;
    for (let at: i32 = 0; at < lookBack; at++) sum += load<f32>(window + (at as usize) * 4) as f64;
    const level = sum / (lookBack as f64);
    let squares: f64 = 0;
    for (let at: i32 = 0; at < lookBack; at++) {
      const centred = (load<f32>(window + (at as usize) * 4) as f64) - level;
      squares += centred * centred;
    }
    const scale = 1 / sqrt<f64>(squares / (lookBack as f64) + leastVariance);
    for (let at: i32 = 0; at < lookBack; at++) {
      store<f32>(x + (at as usize) * 4, (((load<f32>(window + (at as usize) * 4) as f64) - level) * scale) as f32);
    }
    const future = window + (lookBack as usize) * 4;
    const season = x + ((lookBack - period) as usize) * 4;
    for (let at: i32 = 0; at < horizon; at++) {
      const framed = (((load<f32>(future + (at as usize) * 4) as f64) - level) * scale) as f32;
      store<f32>(y + (at as usize) * 4, framed - load<f32>(season + ((at % period) as usize) * 4));
    }
    x += (lookBack as usize) * 4;
    y += (horizon as usize) * 4;
  }
}
