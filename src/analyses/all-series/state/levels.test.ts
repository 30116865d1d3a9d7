import { expect, it } from 'vitest';
import type { FileBrief } from '../inputs.ts';
import { stepsBeforeEnd, testDates } from '../jobs/job.ts';
import { continueTotals, planLevels, planReconcile } from './levels.ts';
import { createResults, stages } from './results.ts';

it('numbers series that a column says nothing of, or that changed it, among those that are added up', () => {
  const file = {
    names: ['too short', 'a', 'b', 'c'],
    groupings: [
      {
        column: 'group',
        labels: ['x', 'y'],
        codes: Int32Array.of(0, 0, -1, 1),
        isId: false,
        moved: [0, 3],
      },
    ],
    noForecast: [{ code: 'no-series', problem: { code: 'no-values', params: {} } }, null, null, { code: 'ended' }],
    isLevel: false,
  } as unknown as FileBrief;
  const { leaves, columns } = planLevels(file);
  expect(leaves).toEqual([1, 2, 3]);
  expect(columns).toMatchObject([{ name: 'group', missing: [1], moved: [2] }]);
});

it('holds errors of tests that were made before more came against the dates that they are of', () => {
  const [points, came, horizonSteps] = [40, 2, 1];
  const history = Float64Array.from({ length: 2 * points }, (_, at) => (at % points) ** 2);
  const file = {
    names: ['a', 'b'],
    groupings: [{ column: 'group', labels: ['x'], codes: Int32Array.of(0, 0), isId: false, moved: [] }],
    noForecast: [null, null],
    statuses: ['active', 'active'],
    endsMs: Float64Array.of(0, 0),
    lags: Int32Array.of(0, 0),
    starts: Float64Array.of(0, points, 2 * points),
    history,
    isWhole: Uint8Array.of(1, 1),
    isLevel: false,
    step: { unit: 'day', every: 1 },
    endMs: 0,
  } as unknown as FileBrief;
  const plan = planLevels(file);
  const leaves = createResults(file, horizonSteps);
  leaves.stage.fill(stages.tested);
  leaves.since.fill(came);
  leaves.errors.fill(4);
  const { totals, results } = continueTotals(file, plan, plan.levels, leaves, null);
  results.stage.fill(stages.tested);
  results.since.fill(came);
  results.errors.fill(4);
  const { actual, errors } = planReconcile(file, totals, leaves, results, null);
  const dates = stepsBeforeEnd(horizonSteps).map((back) => points - came - back);
  const above = totals.hierarchy.totals;
  expect(above).toBeGreaterThan(0);
  const expected = Array.from({ length: above + 2 }, (_, node) =>
    dates.map((at) => (node < above ? 2 : 1) * at * at),
  ).flat();
  expect([...actual]).toEqual(expected);
  expect([...errors]).toEqual(expected.map(() => 4));
  // A total that was tested at other dates says nothing of these.
  results.since.fill(0);
  expect([...planReconcile(file, totals, leaves, results, null).errors].slice(0, testDates)).toEqual(
    Array(testDates).fill(Number.NaN),
  );
});
