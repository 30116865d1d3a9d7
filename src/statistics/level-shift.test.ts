import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { findLevelShift, moveToLevel } from './level-shift.ts';

const draw = (length: number, valueAt: (at: number, noise: number) => number, seed = 1) => {
  const random = createRandom(seed);
  return Float64Array.from({ length }, (_, at) => valueAt(at, drawNormal(random)));
};

test('the place of a step, and how the spread went with it', () => {
  const found = findLevelShift(
    draw(200, (at, noise) => (at < 140 ? 500 + 40 * noise : 60 + 4 * noise)),
    1,
  );
  expect(found?.at).toBe(140);
  expect(found?.scale).toBeGreaterThan(0.07);
  expect(found?.scale).toBeLessThan(0.14);
});

test('a step no larger than the season', () => {
  const season = (at: number) => 30 * Math.sin((2 * Math.PI * at) / 12);
  expect(
    findLevelShift(
      draw(144, (at, noise) => (at < 96 ? 100 : 60) + season(at) + noise),
      12,
    )?.at,
  ).toBe(96);
});

test('a step in the midst of what one value sums up', () => {
  const found = findLevelShift(
    draw(60, (at, noise) => [500, 280, 60][Math.sign(at - 40) + 1] + 5 * noise),
    1,
  );
  expect(found?.at).toBeGreaterThanOrEqual(40);
  expect(found?.at).toBeLessThanOrEqual(41);
});

describe('moved onto the new level', () => {
  const move = (values: Float64Array) => {
    const shift = findLevelShift(values, 1);
    if (!shift) throw new Error('no shift');
    return moveToLevel(values, shift);
  };

  test('what lies before spreads around it as what lies behind does, which stays', () => {
    const values = draw(200, (at, noise) => (at < 140 ? 500 + 40 * noise : 60 + 4 * noise));
    const moved = move(values);
    expect(moved.subarray(140)).toEqual(values.subarray(140));
    const mean = moved.subarray(0, 140).reduce((sum, value) => sum + value, 0) / 140;
    const spread = Math.sqrt(moved.subarray(0, 140).reduce((sum, value) => sum + (value - mean) ** 2, 0) / 140);
    expect(Math.abs(mean - 60)).toBeLessThan(2);
    expect(spread).toBeGreaterThan(2.5);
    expect(spread).toBeLessThan(6);
  });

  test('no value falls below zero, and what lies far back stays near', () => {
    const values = draw(200, (at, noise) => (at < 40 ? 900 : at === 120 ? 20 : at < 160 ? 500 : 60) + 4 * noise);
    const moved = move(values);
    expect(Math.min(...moved)).toBeGreaterThan(0);
    expect(Math.max(...moved.subarray(0, 40))).toBeLessThanOrEqual(Math.max(...moved.subarray(40)));
  });
});

describe('what is no lasting shift', () => {
  test.each([
    ['a trend', (at: number, noise: number) => at + noise],
    ['noise', (_: number, noise: number) => 100 + noise],
    ['one wild value', (at: number, noise: number) => (at === 150 ? 5000 : 100 + noise)],
    ['a stretch that has gone by', (at: number, noise: number) => (at > 120 && at < 150 ? 500 : 100) + noise],
    ['levels that shift again and again', (at: number, noise: number) => 100 * (Math.floor(at / 25) % 3) + noise],
    ['a step too new to last', (at: number, noise: number) => (at < 193 ? 100 : 500) + noise],
    [
      'a way down that took a while',
      (at: number, noise: number) => Math.min(500, Math.max(100, 500 - 100 * (at - 100))) + noise,
    ],
    ['a level that was there before', (at: number, noise: number) => (at < 60 || at > 165 ? 100 : 500) + noise],
    ['a constant', () => 3],
  ])('%s', (_, valueAt) => {
    expect(findLevelShift(draw(200, valueAt), 1)).toBeNull();
  });

  test('of 100 walks hardly one', () => {
    const found = Array.from({ length: 100 }, (_, seed) => {
      let level = 0;
      const walk = draw(
        60 + seed,
        (_, noise) => {
          level += noise;
          return level;
        },
        seed,
      );
      return findLevelShift(walk, [1, 7, 12][seed % 3]);
    }).filter((each) => each !== null);
    expect(found.length).toBeLessThan(3);
  });
});
