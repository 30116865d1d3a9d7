import { expect, it } from 'vitest';
import { isBetter, meanError, pickModel } from './pick-model.ts';

it('takes means first and one minimum then: who is best most often is not who is best', () => {
  // The second is best at three origins of four, and far off at the other.
  const errors = new Map([
    ['auto', [10, 10, 10, 10]],
    ['often', [8, 8, 8, 40]],
    ['steady', [7, 7.1, 6.9, 7]],
  ]);
  expect(pickModel(errors, 'auto', 4)).toBe('steady');
  expect(pickModel(new Map([...errors].slice(0, 2)), 'auto', 4)).toBe('auto');
});

it('keeps the favourite where the other is better by no more than noise', () => {
  const noisy = [12, 5, 11, 6];
  expect(meanError(noisy)).toBeLessThan(10);
  expect(
    pickModel(
      new Map([
        ['auto', [10, 10, 10, 10]],
        ['other', noisy],
      ]),
      'auto',
      4,
    ),
  ).toBe('auto');
  expect(
    pickModel(
      new Map([
        ['auto', [10, 10]],
        ['other', [1, 1]],
      ]),
      'auto',
      2,
    ),
  ).toBe('auto');
});

it("is Student's test of the differences, one-sided", () => {
  // Differences 1, 2, 3, 2: t = 2 / sqrt((2 / 3) / 4) = 4.899 with three degrees of freedom, which chance gives 0.8 % of.
  expect(isBetter([9, 8, 7, 8], [10, 10, 10, 10], 4)).toBe(true);
  // The same where the origins overlap and span two horizons only: t = 3.464 with one degree, 8.9 %.
  expect(isBetter([9, 8, 7, 8], [10, 10, 10, 10], 2)).toBe(false);
});

it('takes another where the favourite could not be judged at all', () => {
  expect(
    pickModel(
      new Map([
        ['auto', [Number.NaN]],
        ['naive', [3]],
      ]),
      'auto',
      1,
    ),
  ).toBe('naive');
  expect(pickModel(new Map<string, number[]>(), 'auto', 0)).toBe('auto');
});
