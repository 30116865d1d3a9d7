import { describe, expect, test } from 'vitest';
import { quantileLevels } from '../forecaster.ts';
import { findWidening, isBetter, planTuning, widen } from './judge-tuning.ts';

const lengths = { seasonLength: 4, horizonSteps: 3 };
const rising = (length: number) => Float64Array.from({ length }, (_, at) => at);

describe('what is learnt and what is kept back', () => {
  test('of one series are four stretches, of many the end of each', () => {
    const alone = planTuning([rising(60)], lengths, 0);
    expect(alone?.learnt.map(({ length }) => length)).toEqual([48]);
    expect(alone?.stretches.map(({ came }) => [...came])).toEqual([
      [57, 58, 59],
      [54, 55, 56],
      [51, 52, 53],
      [48, 49, 50],
    ]);
    const many = planTuning(
      Array.from({ length: 20 }, () => rising(60)),
      lengths,
      0,
    );
    expect(many?.learnt.every(({ length }) => length === 57)).toBe(true);
    expect(many?.stretches).toHaveLength(20);
    for (const { before, came } of many?.stretches ?? []) expect([before.length, came.length]).toEqual([57, 3]);
  });

  test('is never less kept back than asked for', () => {
    const many = planTuning(
      Array.from({ length: 20 }, () => rising(60)),
      lengths,
      10,
    );
    expect(many?.learnt.every(({ length }) => length === 50)).toBe(true);
  });

  test('is looked at of 128 series at most, and nothing of what is too short, constant or too little to tell', () => {
    const most = planTuning(
      Array.from({ length: 1000 }, () => rising(60)),
      lengths,
      0,
    );
    expect(most?.stretches.length).toBeGreaterThan(100);
    expect(most?.stretches.length).toBeLessThanOrEqual(128);
    expect(most?.learnt).toHaveLength(1000);
    expect(planTuning([rising(20)], lengths, 0)).toBeNull();
    expect(planTuning([new Float64Array(60).fill(5)], lengths, 0)).toBeNull();
    expect(planTuning([], lengths, 0)).toBeNull();
    const mixed = planTuning([...Array.from({ length: 20 }, () => rising(60)), rising(5)], lengths, 0);
    expect(mixed?.learnt).toHaveLength(20);
  });
});

test('a gain counts where it is beyond chance: two standard errors of the paired differences', () => {
  expect(isBetter([1, 2, 3, 4], [0.9, 1.9, 2.9, 3.9])).toBe(true);
  // Mean 0.25, standard deviation 0.5: one standard error.
  expect(isBetter([1, 1, 1, 1], [0, 1, 1, 1])).toBe(false);
  expect(isBetter([1, 1, 1, 1], [1, 1, 1, 1])).toBe(false);
  expect(isBetter([1, 1, 1, 1], [1.1, 1.1, 1.1, 1.1])).toBe(false);
});

test('quantiles widen until 80 % would have been held, by a half at most, and never narrow', () => {
  const reaches = (times: number) => Array.from({ length: 99 }, (_, at) => (times * (at + 1)) / 80);
  expect(findWidening(reaches(1.2))).toBeCloseTo(1.2, 12);
  expect(findWidening(reaches(0.5))).toBe(1);
  expect(findWidening(reaches(4))).toBe(1.5);
  const yhat = Float64Array.of(10);
  const quantiles = quantileLevels.map((level) => Float64Array.of(10 + level - 0.5));
  const wider = widen({ yhat, quantiles }, 1.2).quantiles ?? [];
  expect(wider.map(([value]) => value - 10)).toEqual(
    quantileLevels.map((level) => expect.closeTo(1.2 * (level - 0.5))),
  );
});
