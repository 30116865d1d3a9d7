import { expect, it } from 'vitest';
import type { FileBrief } from '../inputs.ts';
import { judgeEarlier } from './earlier-plan.ts';
import type { SetNumber } from './plan-shown.ts';
import { createResults, stages } from './results.ts';

const horizon = 3;
const day = 86_400_000;

/** A file of daily series, one number a day, that all end on its last day but for a lag. */
function fileOf(series: Record<string, number[]>, days: number, lags: number[] = []): FileBrief {
  const names = Object.keys(series);
  const values = Object.values(series);
  const starts = new Float64Array(names.length + 1);
  for (const [at, { length }] of values.entries()) starts[at + 1] = starts[at] + length;
  return {
    names,
    groupings: [],
    changing: [],
    statuses: names.map(() => 'active' as const),
    noForecast: names.map(() => null),
    endsMs: Float64Array.from(names, (_, at) => (days - 1 - (lags[at] ?? 0)) * day),
    lags: Int32Array.from(names, (_, at) => lags[at] ?? 0),
    lengths: Int32Array.from(values, ({ length }) => length),
    history: Float64Array.from(values.flat()),
    starts,
    worth: null,
    beside: [],
    totalsBy: null,
    isWhole: new Uint8Array(names.length).fill(1),
    isLevel: false,
    step: { unit: 'day', every: 1 },
    endMs: (days - 1) * day,
    horizonSteps: horizon,
    seasonLength: 2,
  };
}

const before = fileOf({ a: [10, 20, 10, 20], b: [5, 5, 5] }, 4, [0, 1]);
const results = createResults(before, horizon);
results.stage.fill(stages.tested);
results.mean.set([12, 18, 12, 6, 6, 6]);
results.sum.set([42, 18]);
const change: SetNumber = {
  uniqueId: 'a',
  totalsBy: null,
  kind: 'set',
  value: 15,
  fromStep: 1,
  toStep: 1,
  reason: 'fair',
  madeMs: 1,
};
const earlier = { known: { file: before, results }, addedUp: null, overrides: [change], dataName: 'before.csv' };

it('holds the model, the naive and a planner against the days that a later file adds', () => {
  // Two days on; a came as 16 and 20, b, which still lags a day, as 5 on the second of its two.
  const later = fileOf({ b: [5, 5, 5, 9, 5], a: [10, 20, 10, 20, 16, 20] }, 6, [1, 0]);
  const came = judgeEarlier(earlier, later);
  // Of b its fifth day is the first after the end of the earlier file. Errors of the model 4, 2, 1; of the naive 6, 0, 0.
  expect(came).toMatchObject({ dataName: 'before.csv', steps: 2, series: { overridden: 1, better: 1, worse: 0 } });
  expect(came?.all.points).toBe(3);
  expect(came?.all.model).toBeCloseTo(7 / 41, 12);
  expect(came?.all.naive).toBeCloseTo(6 / 41, 12);
  expect(came?.overridden.model).toBeCloseTo(4 / 16, 12);
  expect(came?.overridden.planned).toBeCloseTo(1 / 16, 12);
  expect(came?.overridden.plannedOverModel).toBeCloseTo(3 / 16, 12);
});

it('says nothing of a file that is no later, has other series or another rhythm, or of which nothing was forecast', () => {
  expect(judgeEarlier(earlier, before)).toBeNull();
  expect(judgeEarlier(earlier, fileOf({ x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5] }, 6))).toBeNull();
  const later = fileOf({ a: [10, 20, 10, 20, 16] }, 5);
  expect(judgeEarlier(earlier, { ...later, step: { unit: 'week', every: 1 } })).toBeNull();
  expect(
    judgeEarlier({ ...earlier, known: { file: before, results: createResults(before, horizon) } }, later),
  ).toBeNull();
});
