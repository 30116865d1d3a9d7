import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { type Augmentation, augmentWindows } from './augment.ts';

const none: Augmentation = { jitter: 0, scaling: 0, warping: 0, mixing: false };
const all: Augmentation = { jitter: 0.03, scaling: 0.1, warping: 0.5, mixing: true };

type Rows = number[][];
type Case = { x: Rows; y: Rows; what: Partial<Augmentation>; period?: number; seed?: number; step?: number };

function augment({ x, y, what, period = 0, seed = 5, step = 3 }: Case): { x: Rows; y: Rows } {
  return tf.tidy(() => {
    const windows = { x: tf.tensor2d(x), y: tf.tensor2d(y) };
    const clock = tf.tensor1d([step, step], 'int32');
    const made = augmentWindows(windows, clock, { ...none, ...what, period, seed, step });
    return { x: made.x.arraySync(), y: made.y.arraySync() };
  });
}

const rows = (count: number, length: number, value: (row: number, at: number) => number): Rows =>
  Array.from({ length: count }, (_, row) => Array.from({ length }, (__, at) => value(row, at)));
const wavy = (row: number, at: number) => Math.sin(0.7 * at + row) + 0.1 * row;
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: number[]) => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
};

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
});

// In Node the wasm backend runs our kernel, the cpu backend the twin.
describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  test('nothing asked for changes nothing', () => {
    const [x, y] = [rows(3, 20, wavy), rows(3, 5, wavy)];
    const made = augment({ x, y, what: {}, period: 4 });
    made.x.flat().forEach((value, at) => {
      expect(value).toBeCloseTo(x.flat()[at], 6);
    });
    made.y.flat().forEach((value, at) => {
      expect(value).toBeCloseTo(y.flat()[at], 6);
    });
  });

  test('noise has the deviation asked for and no mean, and is unrelated from step to step', () => {
    const zeros = { x: rows(64, 40, () => 0), y: rows(64, 3, () => 0), what: { jitter: 0.5 } };
    const noise = augment(zeros).x.flat();
    expect(Math.abs(meanOf(noise))).toBeLessThan(0.03);
    expect(deviationOf(noise)).toBeGreaterThan(0.48);
    expect(deviationOf(noise)).toBeLessThan(0.52);
    expect(augment(zeros).x.flat()).toEqual(noise);
    for (const other of [
      { ...zeros, step: 4 },
      { ...zeros, seed: 6 },
    ]) {
      const product =
        meanOf(
          augment(other)
            .x.flat()
            .map((value, at) => value * noise[at]),
        ) / 0.25;
      expect(Math.abs(product)).toBeLessThan(0.08);
    }
  });

  test('a factor is the same for the past and the future of a window, about 1 over all of them', () => {
    const made = augment({ x: rows(200, 10, () => 1), y: rows(200, 4, () => 2), what: { scaling: 0.1 } });
    const factors = made.x.map(([first]) => first);
    made.x.forEach((row, at) => {
      for (const value of row) expect(value).toBeCloseTo(factors[at], 6);
      for (const value of made.y[at]) expect(value).toBeCloseTo(2 * factors[at], 5);
    });
    expect(Math.abs(meanOf(factors) - 1)).toBeLessThan(0.03);
    expect(deviationOf(factors)).toBeGreaterThan(0.085);
    expect(deviationOf(factors)).toBeLessThan(0.115);
  });

  test('a ramp that is warped keeps its ends, its last season and its order, and runs at two paces', () => {
    // 32 steps before a season of 8, 8 of which are stretched to 16 or squeezed to 4: 40 or 28 are shared out among 32.
    const made = augment({ x: rows(60, 41, (_, at) => at), y: rows(60, 2, () => 7), what: { warping: 1 }, period: 8 });
    const paces = made.x.map((row) => row.slice(1, 33).map((value, at) => value - row[at]));
    made.x.forEach((row, at) => {
      expect(row[0]).toBeCloseTo(0, 5);
      expect(row.slice(33)).toEqual([33, 34, 35, 36, 37, 38, 39, 40]);
      const [slowest, fastest] = [Math.min(...paces[at]), Math.max(...paces[at])];
      const [slow, fast] = slowest < 0.8 ? [40 / 32 / 2, 40 / 32] : [28 / 32, (2 * 28) / 32];
      expect(slowest).toBeCloseTo(slow, 4);
      expect(fastest).toBeCloseTo(fast, 4);
    });
    const squeezed = paces.filter((own) => Math.min(...own) > 0.8).length;
    expect(squeezed).toBeGreaterThan(15);
    expect(squeezed).toBeLessThan(45);
    expect(made.y.flat()).toEqual(made.y.flat().map(() => 7));
  });

  test('half of the windows are warped where a half is asked for, and none that are too short', () => {
    const ramp = (length: number) => rows(400, length, (_, at) => at * at);
    const isChanged = (row: number[]) => row.some((value, at) => Math.abs(value - at * at) > 1e-3);
    const made = augment({ x: ramp(30), y: rows(400, 1, () => 0), what: { warping: 0.5 }, period: 4 });
    expect(Math.abs(made.x.filter(isChanged).length / 400 - 0.5)).toBeLessThan(0.08);
    const short = augment({ x: ramp(11), y: rows(400, 1, () => 0), what: { warping: 1 }, period: 4 });
    expect(short.x.filter(isChanged)).toEqual([]);
  });

  test('windows are mixed with others in shares of the arcsine distribution', () => {
    // One-hot windows, so that the shares can be read off.
    const count = 300;
    const made = augment({
      x: rows(count, count, (row, at) => (row === at ? 1 : 0)),
      y: rows(count, 1, (row) => row),
      what: { mixing: true },
    });
    const shares = made.x.map((row, own) => {
      const others = row.flatMap((value, at) => (at !== own && value !== 0 ? [{ at, value }] : []));
      expect(others.length).toBeLessThan(2);
      const [other] = others;
      if (other) {
        expect(row[own] + other.value).toBeCloseTo(1, 5);
        expect(made.y[own][0]).toBeCloseTo(row[own] * own + other.value * other.at, 2);
      }
      return row[own];
    });
    // Beta(1/2, 1/2): mean 1/2, variance 1/8, a third of it below a quarter.
    expect(Math.abs(meanOf(shares) - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(deviationOf(shares) ** 2 - 1 / 8)).toBeLessThan(0.02);
    expect(Math.abs(shares.filter((share) => share < 0.25).length / count - 1 / 3)).toBeLessThan(0.08);
    const partners = made.x.map((row, own) => row.findIndex((value, at) => at !== own && value !== 0));
    expect(new Set(partners).size).toBeGreaterThan(count / 2);
  });

  test('a window alone in its batch stays unmixed', () => {
    const made = augment({ x: [[1, 2, 3]], y: [[4]], what: { mixing: true } });
    expect(made).toEqual({ x: [[1, 2, 3]], y: [[4]] });
  });

  test('noise does not move the future that past and target stand for together', () => {
    const period = 5;
    const [x, y] = [rows(9, 23, wavy), rows(9, 12, (row, at) => wavy(row, 23 + at))];
    /** The target and the season that it is told from. */
    const futureOf = (windows: { x: Rows; y: Rows }) =>
      windows.y.flatMap((row, at) => row.map((value, step) => value + windows.x[at][18 + (step % period)]));
    const quiet = augment({ x, y, what: { ...all, jitter: 0 }, period });
    const noisy = augment({ x, y, what: { ...all, jitter: 0.4 }, period });
    expect(noisy.x).not.toEqual(quiet.x);
    const expected = futureOf(quiet);
    futureOf(noisy).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at], 5);
    });
  });
});

test('the kernel draws as the twin does, over shapes that are multiples of nothing', async () => {
  const shapes = [
    { batch: 1, lookBack: 3, horizon: 1, period: 0 },
    { batch: 2, lookBack: 24, horizon: 12, period: 12 },
    { batch: 7, lookBack: 31, horizon: 9, period: 4 },
    { batch: 33, lookBack: 100, horizon: 50, period: 24 },
  ];
  for (const { batch, lookBack, horizon, period } of shapes) {
    const one = {
      x: rows(batch, lookBack, wavy),
      y: rows(batch, horizon, wavy),
      what: all,
      period,
      seed: 77,
      step: 1234,
    };
    await tf.setBackend('cpu');
    const twin = augment(one);
    await tf.setBackend('wasm');
    const kernel = augment(one);
    const expected = [...twin.x, ...twin.y].flat();
    const errors = [...kernel.x, ...kernel.y].flat().map((value, at) => Math.abs(value - expected[at]));
    expect(Math.max(...errors)).toBeLessThan(2e-5);
  }
});
