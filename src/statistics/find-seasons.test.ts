import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { findSeasons } from './find-seasons.ts';

function readSample(name: string): Float64Array {
  const file = new URL(`../../public/samples/${name}.csv`, import.meta.url);
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  let last = 0;
  return Float64Array.from(rows, (row) => {
    const cell = row.split(',')[1];
    if (cell !== '') last = Number(cell);
    return last;
  });
}

describe('in real series', () => {
  test.each([
    ['air-passengers', [12]],
    ['flights-hourly', [24, 168]],
    ['flights-daily', [7]],
    ['co2-weekly', [52]],
  ])('%s', (name, seasons) => {
    expect(findSeasons(readSample(name))).toEqual(seasons);
  });

  test.each([
    [oracle.accidentalDeaths, [12]],
    [oracle.nottingham, [12]],
    [oracle.gas, [4]],
    [oracle.earnings, [4]],
    [oracle.nile, []],
    [oracle.internet, []],
  ])('of R', ({ y }, seasons) => {
    expect(findSeasons(Float64Array.from(y))).toEqual(seasons);
  });
});

/** How many of a hundred random series have the seasons. */
function countFound(seasons: number[], draw: (random: () => number, at: number, before: number) => number): number {
  let found = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const random = createRandom(seed);
    let value = 0;
    const y = Float64Array.from({ length: 90 + seed }, (_, at) => {
      value = draw(random, at, value);
      return value;
    });
    if (findSeasons(y).join() === seasons.join()) found += 1;
  }
  return found;
}

describe('in random series', () => {
  const shape = [3, 2.5, 2, 0, -1, -1, -2, -3, -3, 0, 1, 1.5];

  test('the season that was put in, on a trend and in noise', () => {
    expect(countFound([12], (random, at) => 0.8 * shape[at % 12] + drawNormal(random) + 0.1 * at)).toBeGreaterThan(95);
    expect(countFound([7], (random, at) => 2 * Math.sin((2 * Math.PI * at) / 7) + drawNormal(random))).toBeGreaterThan(
      90,
    );
  });

  test('none in noise, and rarely one in a random walk', () => {
    expect(countFound([], (random) => drawNormal(random))).toBeGreaterThan(97);
    expect(countFound([], (random, _, before) => before + drawNormal(random))).toBeGreaterThan(90);
  });

  test('none in a constant, or in a few points', () => {
    expect(findSeasons(new Float64Array(60).fill(5))).toEqual([]);
    expect(findSeasons(Float64Array.of(1, 2, 3))).toEqual([]);
  });
});
