import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { findLevelShift } from './level-shift.ts';

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

describe('what is no lasting shift', () => {
  test.each([
    ['a trend', (at: number, noise: number) => at + noise],
    ['noise', (_: number, noise: number) => 100 + noise],
    ['one wild value', (at: number, noise: number) => (at === 150 ? 5000 : 100 + noise)],
    ['a stretch that has gone by', (at: number, noise: number) => (at > 120 && at < 150 ? 500 : 100) + noise],
    ['levels that shift again and again', (at: number, noise: number) => 100 * (Math.floor(at / 25) % 3) + noise],
    ['a step too new to last', (at: number, noise: number) => (at < 193 ? 100 : 500) + noise],
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
