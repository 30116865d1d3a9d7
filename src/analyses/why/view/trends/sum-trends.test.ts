import { expect, it } from 'vitest';
import type { TrendItem } from '../../trends/items.ts';
import { causesOf, groupsOf, moveOf, sumTrends } from './sum-trends.ts';

const item = (uniqueId: string, more: Partial<TrendItem>): TrendItem => {
  return { uniqueId, groups: [], spark: [], trend: null, year: null, week: null, units: [0, 0], money: null, ...more };
};
const trend = (change: number, chance: number) => ({
  trend: { change, low: change - 0.1, high: change + 0.1, chance },
});

it('calls none rising that chance makes among so many', () => {
  const noise = Array.from({ length: 99 }, (_, at) => item(`n${at}`, trend(0.3, (at + 1) / 100)));
  expect(sumTrends([...noise, item('a', trend(0.2, 0.004))])).toMatchObject({ tested: 100, risers: [], fallers: [] });
  const found = sumTrends([
    ...noise,
    item('a', trend(0.2, 1e-6)),
    item('b', trend(0.5, 1e-5)),
    item('c', trend(-0.2, 1e-6)),
  ]);
  expect(found.risers.map(({ uniqueId }) => uniqueId)).toEqual(['b', 'a']);
  expect(found.fallers.map(({ uniqueId }) => uniqueId)).toEqual(['c']);
});

it('counts in which month the series are largest, of those that have a season', () => {
  const peak = (month: number, chance: number) => ({ year: { atMs: Date.UTC(2025, month, 10), above: 1, chance } });
  const { months, weekdays } = sumTrends([
    item('a', peak(11, 1e-9)),
    item('b', peak(11, 1e-9)),
    item('c', peak(3, 0.6)),
  ]);
  expect(months).toEqual({ tested: 3, seasonal: 2, counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] });
  expect(weekdays).toBeNull();
});

it('tells what moved the total by groups and by items, the rest together, and adds up', () => {
  const items = Array.from({ length: 20 }, (_, at) =>
    item(`s${at}`, { groups: [at < 5 ? 'x' : 'y', `s${at}`], units: [10, 10 + at], money: [20, 30 + 3 * at] }),
  );
  expect(groupsOf({ groups: ['Kind', 'Item'], items })).toEqual([0]);
  const byKind = moveOf(
    items,
    ({ units }) => units,
    ({ groups }) => groups[0],
  );
  expect(byKind).toEqual({
    before: 200,
    now: 390,
    parts: [
      { name: 'y', value: 180 },
      { name: 'x', value: 10 },
    ],
  });
  const byItem = moveOf(
    items,
    ({ units }) => units,
    ({ uniqueId }) => uniqueId,
  );
  expect(byItem.parts).toHaveLength(8);
  expect(byItem.parts[0]).toEqual({ name: 's19', value: 19 });
  expect(byItem.parts[7].name).toBeNull();
  expect(byItem.parts.reduce((sum, { value }) => sum + value, 0)).toBe(190);
  expect(causesOf(items)).toMatchObject({ before: 400, now: 1170, gone: 0 });
  expect(causesOf([...items, item('free', { units: [1, 1] })])).toBeNull();
});
