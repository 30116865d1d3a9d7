import { expect, it } from 'vitest';
import { outlineOf } from './series-outline.ts';

it('says of a series what it is, and holds none of its values', () => {
  const outline = outlineOf({
    uniqueId: 'sales',
    step: { unit: 'day', every: 1 },
    firstMs: 0,
    y: Float64Array.of(0, 0, 5, Number.NaN, 0, 7),
    filled: Uint8Array.of(0, 0, 0, 1, 2, 0),
    closedWeekdays: [6],
    covariates: [
      { name: 'price', known: 'future', values: new Float64Array(9) },
      { name: 'visits', known: 'past', values: new Float64Array(6) },
    ],
    statics: [{ name: 'shop', value: 'north' }],
  });
  expect(outline).toEqual({
    uniqueId: 'sales',
    step: { unit: 'day', every: 1 },
    firstMs: 0,
    closedWeekdays: [6],
    length: 6,
    isIntermittent: true,
    zeroShare: 0.6,
    covariates: [
      { name: 'price', stepsAhead: 3 },
      { name: 'visits', stepsAhead: 0 },
    ],
  });
});
