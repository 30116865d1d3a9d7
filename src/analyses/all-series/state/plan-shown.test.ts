import { expect, it } from 'vitest';
import type { FileBrief } from '../inputs.ts';
import type { ReconciledPart } from '../jobs/reconcile-job.ts';
import { flagsIn } from '../judge-series.ts';
import { addUp, planLevels, planTotals } from './levels.ts';
import { planShown, type SetNumber } from './plan-shown.ts';
import { createResults, stages } from './results.ts';

const horizon = 2;
/** Items a, b and c; the group of a and b is called `a` too; c is all there is of `gone`, and has ended. */
const file: FileBrief = {
  names: ['a', 'b', 'c'],
  groupings: [
    { column: 'item', labels: ['a', 'b', 'c'], codes: Int32Array.of(0, 1, 2), isId: true, moved: [] },
    { column: 'group', labels: ['a', 'gone'], codes: Int32Array.of(0, 0, 1), isId: false, moved: [] },
  ],
  changing: [],
  statuses: ['active', 'active', 'inactive'],
  noForecast: [null, null, { code: 'ended' }],
  endsMs: Float64Array.of(9, 9, 4),
  lags: Int32Array.of(0, 0, 1),
  lengths: Int32Array.of(2, 2, 1),
  history: Float64Array.of(10, 10, 30, 30, 5),
  starts: Float64Array.of(0, 2, 4, 5),
  worth: null,
  beside: [],
  totalsBy: null,
  isWhole: new Uint8Array(3).fill(1),
  isLevel: false,
  step: { unit: 'month', every: 1 },
  endMs: 9,
  horizonSteps: horizon,
  seasonLength: 12,
};

function resultsOf(brief: FileBrief, means: readonly number[]) {
  const results = createResults(brief, horizon);
  for (const [number, mean] of means.entries()) {
    if (Number.isNaN(mean)) continue;
    results.stage[number] = stages.tested;
    results.mean.fill(mean, number * horizon, (number + 1) * horizon);
    results.sum[number] = mean * horizon;
    results.lastYear[number] = 90;
  }
  return results;
}

const results = resultsOf(file, [10, 30, Number.NaN]);
const plan = planLevels(file);
const byGroup = plan.levels.filter(({ columns }) => columns.every((at) => plan.columns[at].name === 'group'));
const totals = planTotals(file, plan, byGroup);
/** Total, group a, group gone, then the items. */
const mean = Float64Array.of(40, 40, 40, 40, 0, 0, 10, 10, 30, 30, 0, 0);
const none = (length: number) => new Float64Array(length).fill(Number.NaN);
const reconciled: ReconciledPart = {
  kind: 'reconciled',
  method: 'structural',
  errorTimes: 0,
  shrinkage: null,
  raised: 0,
  mean,
  low80: none(12),
  high80: none(12),
  low95: none(12),
  high95: none(12),
  sumLow80: none(6),
  sumHigh80: none(6),
  sumLow95: none(6),
  sumHigh95: none(6),
  gains: [],
};
const addedUp = addUp(file, totals, results, resultsOf(totals.brief, [40, 40, 0]), reconciled);
const {
  leaves: items,
  files: [total, groups],
} = addedUp;

const set = (changes: Partial<SetNumber>): SetNumber => ({
  uniqueId: 'a',
  totalsBy: null,
  kind: 'set',
  value: 20,
  fromStep: 1,
  toStep: horizon,
  reason: 'promotion',
  madeMs: 1,
  ...changes,
});
const sumsOf = (shown: typeof items, ...overrides: SetNumber[]) => [
  ...(planShown(shown, file, addedUp, overrides)?.sums ?? []),
];

it('adds what is set for a series up on every level', () => {
  const one = set({});
  expect(sumsOf(items, one)).toEqual([40, 60, Number.NaN]);
  expect(sumsOf(groups, one)).toEqual([100, Number.NaN]);
  expect(sumsOf(total, one)).toEqual([100]);
  expect([...(planShown(items, file, addedUp, [one])?.isChanged ?? [])]).toEqual([1, 0, 0]);
});

it('hands what is set for a total down in the shares of the forecasts, and never to a series of the same name', () => {
  const one = set({ totalsBy: ['group'], value: 80 });
  expect(sumsOf(groups, one)).toEqual([160, Number.NaN]);
  expect(sumsOf(items, one)).toEqual([40, 120, Number.NaN]);
  expect(sumsOf(total, one)).toEqual([160]);
  expect([...(planShown({ file, results }, file, null, [one])?.isChanged ?? [])]).toEqual([0, 0, 0]);
});

it('lets what was set last hold', () => {
  const first = set({ totalsBy: [], uniqueId: total.file.names[0], value: 80, madeMs: 1 });
  const second = set({ uniqueId: 'b', value: 10, toStep: 1, madeMs: 2 });
  expect(sumsOf(items, second, first)).toEqual([40, 70, Number.NaN]);
  expect(sumsOf(total, second, first)).toEqual([110]);
});

it('has no plan where nothing was set', () => {
  expect(planShown(items, file, addedUp, [])).toBeNull();
});

it('gives a total no forecast once all of its series have ended, and says when', () => {
  expect(groups.file.statuses).toEqual(['active', 'inactive']);
  expect(groups.file.noForecast).toEqual([null, { code: 'ended' }]);
  expect(groups.file.endsMs[1]).toBe(4);
  expect([...groups.results.sum]).toEqual([80, Number.NaN]);
  expect([...groups.results.lastYear]).toEqual([90, Number.NaN]);
  expect([...groups.results.stage]).toEqual([stages.tested, stages.none]);
  expect([...groups.results.flags].map(flagsIn)).toEqual([[], ['ended']]);
});
