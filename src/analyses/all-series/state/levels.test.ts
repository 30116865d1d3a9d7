import { expect, it } from 'vitest';
import type { FileBrief } from '../inputs.ts';
import { planLevels } from './levels.ts';

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
