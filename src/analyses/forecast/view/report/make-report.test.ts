import { expect, it } from 'vitest';
import { stepsShown } from './make-report.ts';

it('shows steps spread over a long horizon, the first and the last among them', () => {
  expect(stepsShown(3)).toEqual([0, 1, 2]);
  const shown = stepsShown(168);
  expect(shown).toHaveLength(16);
  expect([shown[0], shown[15]]).toEqual([0, 167]);
  expect(new Set(shown).size).toBe(16);
});
