/** Augmented windows, as augment/augment.ts defines them, with the same draws. */

const drawsAWindow: u32 = 16;
const warpedShare: f32 = 0.25;

// @ts-ignore: decorator
@inline
function mix(bits: u32): u32 {
  let x = bits;
  x = (x ^ (x >> 16)) * 0x7feb352d;
  x = (x ^ (x >> 15)) * 0x846ca68b;
  return x ^ (x >> 16);
}

// @ts-ignore: decorator
@inline
function uniform(key: u32, index: u32): f32 {
  return ((mix(key + index) >> 8) as f32) * (1.0 / 16777216.0);
}

// @ts-ignore: decorator
@inline
function normal(key: u32, first: u32): f32 {
  const sum = uniform(key, first) + uniform(key, first + 1) + uniform(key, first + 2) + uniform(key, first + 3);
  return 1.7320508 * (sum - 2);
}

/** sin(πt) for |t| at most a half. */
function sine(t: f32): f32 {
  const angle = (3.1415927 as f32) * t;
  const square = angle * angle;
  let sum: f32 = -1.0 / 39916800.0;
  sum = sum * square + (1.0 / 362880.0);
  sum = sum * square - (1.0 / 5040.0);
  sum = sum * square + (1.0 / 120.0);
  sum = sum * square - (1.0 / 6.0);
  return angle * (sum * square + 1);
}

/** Adds `share` of each window `row`, warped, scaled and with noise, to the outputs. */
function add(
  row: u32,
  share: f32,
  ofWindows: u32,
  ofPoints: u32,
  lookBack: u32,
  horizon: u32,
  period: u32,
  warpable: u32,
  jitter: f32,
  scaling: f32,
  warping: f32,
  x: usize,
  y: usize,
  newX: usize,
  newY: usize,
): void {
  const first = row * drawsAWindow;
  const factor = share * (1 + scaling * normal(ofWindows, first));
  const noise = share * jitter;
  const isWarped = warpable > 0 && uniform(ofWindows, first + 4) < warping;
  const last = (warpable as f32) - 1;
  const part = warpedShare * last;
  const from = uniform(ofWindows, first + 5) * (last - part);
  const stretch: f32 = uniform(ofWindows, first + 6) < 0.5 ? 0.5 : 2;
  const stretched = part * stretch;
  const rate = (last - part + stretched) / last;
  const past = x + (row as usize) * (lookBack as usize) * 4;
  for (let at: u32 = 0; at < lookBack; at++) {
    let value: f32;
    if (isWarped && at < warpable) {
      const along = (at as f32) * rate;
      let place = along;
      if (along >= from) place = along < from + stretched ? from + (along - from) / stretch : along - stretched + part;
      place = min<f32>(place, (lookBack as f32) - 1);
      const left = floor<f32>(place);
      const toward = place - left;
      value =
        load<f32>(past + (left as usize) * 4) * (1 - toward) + load<f32>(past + (ceil<f32>(place) as usize) * 4) * toward;
    } else {
      value = load<f32>(past + (at as usize) * 4);
    }
    const to = newX + (at as usize) * 4;
    store<f32>(to, load<f32>(to) + factor * value + noise * normal(ofPoints, 4 * (row * lookBack + at)));
  }
  const future = y + (row as usize) * (horizon as usize) * 4;
  for (let at: u32 = 0; at < horizon; at++) {
    const told = period == 0 ? 0 : lookBack - period + (at % period);
    const off: f32 = period == 0 ? 0 : noise * normal(ofPoints, 4 * (row * lookBack + told));
    const to = newY + (at as usize) * 4;
    store<f32>(to, load<f32>(to) + factor * load<f32>(future + (at as usize) * 4) - off);
  }
}

/**
 * newX [batch, lookBack] and newY [batch, horizon] from x and y.
 *
 * @param clock the step, which the draws follow from
 * @param ofWindows place of the draws for windows, `ofPoints` of those for their points
 * @param warpable points of the past that may be warped; 0 for none
 */
export function augment(
  clock: usize,
  ofWindows: u32,
  ofPoints: u32,
  batch: u32,
  lookBack: u32,
  horizon: u32,
  period: u32,
  warpable: u32,
  jitter: f32,
  scaling: f32,
  warping: f32,
  mixing: u32,
  x: usize,
  y: usize,
  newX: usize,
  newY: usize,
): void {
  const step = load<u32>(clock);
  const windows = mix(ofWindows + step);
  const points = mix(ofPoints + step);
  for (let row: u32 = 0; row < batch; row++) {
    memory.fill(newX, 0, (lookBack as usize) * 4);
    memory.fill(newY, 0, (horizon as usize) * 4);
    const mixes = mixing != 0 && batch > 1;
    const first = row * drawsAWindow;
    const share: f32 = mixes ? (1 + sine(uniform(windows, first + 7) - 0.5)) * 0.5 : 1;
    add(row, share, windows, points, lookBack, horizon, period, warpable, jitter, scaling, warping, x, y, newX, newY);
    if (mixes) {
      const away = 1 + min<u32>(batch - 2, (uniform(windows, first + 8) * ((batch - 1) as f32)) as u32);
      const other = (row + away) % batch;
      add(other, 1 - share, windows, points, lookBack, horizon, period, warpable, jitter, scaling, warping, x, y, newX, newY);
    }
    newX += (lookBack as usize) * 4;
    newY += (horizon as usize) * 4;
  }
}
