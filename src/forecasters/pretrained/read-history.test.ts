import { describe, expect, test } from 'vitest';
import { decoderSize, encoderSize, readHistory } from './read-history.ts';

const monthly = Float64Array.from(
  { length: 60 },
  (_, at) => 100 + at + 20 * Math.sin((2 * Math.PI * at) / 12) + ((at * 7) % 5),
);

function readSteps(history: Float64Array, season: number, steps: number): Float32Array {
  const reading = readHistory(history, season);
  const target = new Float32Array(steps * decoderSize);
  for (let step = 1; step <= steps; step += 1) reading.writeStep(step, target, (step - 1) * decoderSize);
  return target;
}

describe('what is read has no unit', () => {
  test.each([1e-9, 0.01, 1000, 1e12])('times %f', (factor) => {
    const scaled = monthly.map((value) => value * factor);
    const [plain, other] = [readHistory(monthly, 12), readHistory(scaled, 12)];
    expect(other.scale / factor).toBeCloseTo(plain.scale, 6);
    expect(other.baseOf(3) / factor).toBeCloseTo(plain.baseOf(3), 6);
    // Whether values are whole numbers is the one thing that has to do with the unit.
    const differences = plain.encoder
      .map((value, at) => Math.abs(value - other.encoder[at]))
      .filter((each) => each > 1e-4);
    expect(differences.length).toBeLessThanOrEqual(1);
    expect(
      readSteps(scaled, 12, 14).every((value, at) => Math.abs(value - readSteps(monthly, 12, 14)[at]) < 1e-4),
    ).toBe(true);
  });
});

test.each([
  ['three points', Float64Array.of(3, 1, 4), 12],
  ['one point', Float64Array.of(5), 7],
  ['zeros', new Float64Array(40), 7],
  ['a constant', new Float64Array(40).fill(7), 1],
  ['a season longer than the history', monthly.slice(0, 20), 168],
  ['negative values', monthly.map((value) => -value), 12],
  ['a negative and a positive half', monthly.map((value) => value - 130), 4],
])('%s: all numbers are finite and of a moderate size', (_, history, season) => {
  const reading = readHistory(history, season);
  expect(reading.encoder).toHaveLength(encoderSize);
  const all = [...reading.encoder, ...readSteps(history, season, 30)];
  expect(all.every((value) => Number.isFinite(value) && Math.abs(value) < 40)).toBe(true);
  expect(Number.isFinite(reading.baseOf(30))).toBe(true);
});

test('values after the history change nothing: only the history is read', () => {
  const buffer = Float64Array.of(...monthly, 1e9, 1e9);
  expect(readHistory(buffer.subarray(0, 60), 12).encoder).toEqual(readHistory(monthly, 12).encoder);
  expect(readSteps(buffer.subarray(0, 60), 12, 5)).toEqual(readSteps(monthly, 12, 5));
});

test('the base of a series with a sure season goes up and down with it', () => {
  const pure = Float64Array.from({ length: 48 }, (_, at) => 50 + 10 * Math.cos((2 * Math.PI * at) / 12));
  const { baseOf } = readHistory(pure, 12);
  for (let step = 1; step <= 24; step += 1)
    expect(baseOf(step)).toBeCloseTo(50 + 10 * Math.cos((2 * Math.PI * (47 + step)) / 12), 6);
});
