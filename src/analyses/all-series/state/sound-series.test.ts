import { expect, it } from 'vitest';
import { emptyColumns } from '../jobs/job.ts';
import { isSoundSeries } from './sound-series.ts';

const part = { kind: 'test', numbers: [0, 1], failures: [], ...emptyColumns(2, 3) };
const kept = (one: object) => ({ horizonSteps: 3, series: 2, parts: [one] });

it('takes what was kept before drivers were used, and nothing that lacks another column or has one of another kind', () => {
  expect(isSoundSeries('parts', kept(part))).toBe(true);
  const { drivers, ...before } = part;
  expect(isSoundSeries('parts', kept(before))).toBe(true);
  expect(isSoundSeries('parts', kept({ ...part, drivers: drivers.slice(1) }))).toBe(false);
  expect(isSoundSeries('parts', kept({ ...part, drivers: Array.from(drivers) }))).toBe(false);
  const { mean: _, ...without } = part;
  expect(isSoundSeries('parts', kept(without))).toBe(false);
});

it('takes a plan without what was made to add up, and none whose levels or method are no such thing', () => {
  const plan = { horizonSteps: 3, overrides: [] };
  const sums = { levels: [[], ['store']], level: 0, method: 'mint' };
  const driverTrial = { columns: ['visitors'], series: 24, isWorth: false };
  for (const sound of [{}, { sums: null, driverTrial: null }, { sums, driverTrial }])
    expect(isSoundSeries('plan', { ...plan, ...sound })).toBe(true);
  for (const wrong of [
    { sums: { ...sums, levels: [[1]] } },
    { sums: { ...sums, level: -1 } },
    { sums: { ...sums, method: 'magic' } },
    { driverTrial: { ...driverTrial, series: 'all' } },
  ])
    expect(isSoundSeries('plan', { ...plan, ...wrong })).toBe(false);
});
