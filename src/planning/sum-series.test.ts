import { expect, test } from 'vitest';
import { filledAlone, filledFromAround, type Series } from '../series/series.ts';
import { buildHierarchy } from './hierarchy.ts';
import { shareCalendar, sumLeaves } from './sum-series.ts';
import { columnOf } from './testing/made-panel.ts';

const week = 7 * 86_400_000;
const monday = Date.UTC(2024, 0, 1);

function weekly(uniqueId: string, start: number, y: number[], filled = y.map(() => 0)): Series {
  return {
    uniqueId,
    step: { unit: 'week', every: 1 },
    firstMs: monday + start * week,
    y: Float64Array.from(y),
    filled: Uint8Array.from(filled),
  };
}

const hierarchy = buildHierarchy([columnOf('group', [0, 0, 1])], [{ columns: [] }, { columns: [0] }], 3);

test('leaves of different lengths and ends add up on one calendar', () => {
  const leaves = [weekly('a', 1, [1, 2, 3, 4]), weekly('b', 3, [10, 20]), weekly('c', 0, [100, 100])];
  const calendar = shareCalendar(leaves);
  expect([...calendar.offsets, calendar.length]).toEqual([1, 3, 0, 5]);
  const total = sumLeaves(hierarchy, 0, leaves, calendar, 'all');
  expect([...total.y]).toEqual([100, 101, 2, 13, 24]);
  expect(total.firstMs).toBe(monday);
  const group = sumLeaves(hierarchy, 1, leaves, calendar, 'group 0');
  expect([...group.y]).toEqual([1, 2, 13, 24]);
  expect(group.firstMs).toBe(monday + week);
  // A group that has ended goes on as nothing.
  expect([...sumLeaves(hierarchy, 2, leaves, calendar, 'group 1').y]).toEqual([100, 100, 0, 0, 0]);
});

test('a point of a sum is the file’s where one of its leaves is', () => {
  const leaves = [
    weekly('a', 0, [1, 2, 3, 4], [0, filledFromAround, filledAlone, filledFromAround]),
    weekly('b', 0, [1, 2, 3], [filledAlone, 0, filledAlone]),
    weekly('c', 0, [0]),
  ];
  const { filled } = sumLeaves(hierarchy, 1, leaves, shareCalendar(leaves), 'group');
  expect([...filled]).toEqual([0, 0, filledAlone, filledFromAround]);
});

test('a series between the points of the others is told apart', () => {
  const odd = { ...weekly('b', 0, [1, 2]), firstMs: monday + 2 * 86_400_000 };
  const leaves = [weekly('a', 0, [1, 2, 3]), odd, weekly('c', 0, [1])];
  const calendar = shareCalendar(leaves);
  expect(calendar.offsets[1]).toBe(-1);
  expect(() => sumLeaves(hierarchy, 0, leaves, calendar, 'all')).toThrow('between');
});

test('a sum has the events that all of its leaves have', () => {
  const at = (...points: number[]) => ({ at: points, shares: points.map(() => 1) });
  const leaves = [
    {
      ...weekly('a', 0, [1, 2, 3, 4]),
      events: [
        { name: 'Fair', ...at(1, 5) },
        { name: 'Strike', ...at(2) },
      ],
    },
    { ...weekly('b', 2, [10, 20]), events: [{ name: 'Fair', ...at(3) }] },
    weekly('c', 0, [100, 100]),
  ];
  const calendar = shareCalendar(leaves);
  expect(sumLeaves(hierarchy, 1, leaves, calendar, 'group 0').events).toEqual([{ name: 'Fair', ...at(1, 5) }]);
  expect(sumLeaves(hierarchy, 0, leaves, calendar, 'all').events).toBeUndefined();
});
