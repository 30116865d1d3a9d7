import { expect, test } from 'vitest';
import type { Series } from '../series/series.ts';
import { cutTogether } from './fine-tuned.ts';

const dayMs = 86_400_000;

function taskOf(fromDay: number, length: number, isMeasured: boolean) {
  const y = Float64Array.from({ length }, (_, at) => fromDay + at);
  const series: Series = {
    uniqueId: `${fromDay}`,
    step: { unit: 'day', every: 1 },
    firstMs: fromDay * dayMs,
    y,
    filled: new Uint8Array(length),
  };
  return { series, actual: isMeasured ? Float64Array.of(1) : null };
}

const lastOf = (histories: Float64Array[]) => histories.map((history) => history[history.length - 1]);

test('all series are cut when the first of those that are measured ends', () => {
  const tasks = [taskOf(0, 50, true), taskOf(10, 60, true), taskOf(5, 20, false), taskOf(60, 9, true)];
  expect(lastOf(cutTogether(tasks))).toEqual([49, 49, 24, 60]);
});

test('nothing is cut where nothing is measured', () => {
  expect(lastOf(cutTogether([taskOf(0, 50, false), taskOf(10, 60, false)]))).toEqual([49, 69]);
});
