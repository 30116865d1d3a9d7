/** Losses with their gradients: the mean over all values of the rows that count. */

/** Numbers of the losses, as loss-wasm.ts counts them. */
const huber: i32 = 1;
const pinball: i32 = 2;
const mae: i32 = 3;

/**
 * yhat [rows, columns, levels], y [rows, columns], mask [rows]; `levels` is 1 but for the pinball loss, whose quantiles
 * [levels] are read. Writes one number to `total` and the gradient of yhat.
 */
export function loss(
  kind: i32,
  rows: i32,
  columns: i32,
  levels: i32,
  delta: f32,
  quantiles: usize,
  yhat: usize,
  y: usize,
  mask: usize,
  total: usize,
  gradient: usize,
): void {
  let counted: f64 = 0;
  for (let row: i32 = 0; row < rows; row++) counted += load<f32>(mask + (row as usize) * 4) as f64;
  const scale = 1 / (counted * ((columns * levels) as f64));
  let sum: f64 = 0;
  for (let row: i32 = 0; row < rows; row++) {
    const weight = ((load<f32>(mask + (row as usize) * 4) as f64) * scale) as f32;
    let rowSum: f64 = 0;
    for (let column: i32 = 0; column < columns; column++) {
      const actual = load<f32>(y);
      for (let level: i32 = 0; level < levels; level++) {
        const error: f32 = load<f32>(yhat) - actual;
        let value: f32 = error * error;
        let slope: f32 = error + error;
        if (kind == huber) {
          slope = max<f32>(min<f32>(error, delta), -delta);
          value = slope * (error - slope * <f32>0.5);
        } else if (kind == pinball) {
          slope = <f32>(error > 0 ? 1 : 0) - load<f32>(quantiles + (level as usize) * 4);
          value = error * slope;
        } else if (kind == mae) {
          slope = <f32>(error > 0 ? 1 : error < 0 ? -1 : 0);
          value = error * slope;
        }
        rowSum += value as f64;
        store<f32>(gradient, slope * weight);
        yhat += 4;
        gradient += 4;
      }
      y += 4;
    }
    sum += rowSum * (weight as f64);
  }
  store<f32>(total, sum as f32);
}
