import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { decomposeMstl, decomposeStl } from './stl.ts';

function expectClose(ours: Float64Array, theirs: number[]): void {
  const tail = ours.subarray(ours.length - theirs.length);
  for (const [at, value] of theirs.entries()) expect(tail[at]).toBeCloseTo(value, 6);
}

test.each([oracle.air, oracle.gas])('a season that stays the same: trend and season of R’s stl', (each) => {
  const y = Float64Array.from(each.y);
  const { trend } = decomposeStl(y, each.seasonLength, 10 * y.length + 1);
  expectClose(trend, each.stl.trend);
});

test('the day and the week of hourly flights are those of R’s mstl', () => {
  const file = new URL('../../public/samples/flights-hourly.csv', import.meta.url);
  const rows = readFileSync(file, 'utf8').split('\n').slice(1, 1009);
  const { seasonals, trend } = decomposeMstl(
    Float64Array.from(rows, (row) => Number(row.split(',')[1])),
    [24, 168],
  );
  expectClose(trend, oracle.flightsTwoSeasons.trend);
  expectClose(seasonals[0], oracle.flightsTwoSeasons.seasonal24);
  expectClose(seasonals[1], oracle.flightsTwoSeasons.seasonal168);
});

test('the parts of a pure season are the season and a level', () => {
  const y = Float64Array.from({ length: 48 }, (_, at) => 10 + [3, -1, 0, -2][at % 4]);
  const { seasonal, trend } = decomposeStl(y, 4, 11);
  for (const at of y.keys()) {
    expect(trend[at]).toBeCloseTo(10, 9);
    expect(seasonal[at]).toBeCloseTo(y[at] - 10, 9);
  }
});
