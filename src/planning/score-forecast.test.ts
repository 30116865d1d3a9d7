import { expect, test } from 'vitest';
import { scoreForecasts } from './score-forecast.ts';

const of = (...values: number[]) => Float64Array.from(values);

test('by hand: 100 for 110, 120 for 100, and what has not come does not count', () => {
  const one = {
    actual: of(110, 100, Number.NaN),
    yhat: of(100, 120, 130),
    band80: { low: of(95, 105, 0), high: of(115, 125, 200) },
    band95: { low: of(90, 100, 0), high: of(120, 130, 200) },
  };
  // |10| + |-20| over 210; 10 - 20 over 210; 110 is within 95 to 115, 100 below 105 and on the bound of 100.
  expect(scoreForecasts([one])).toEqual({
    points: 2,
    miss: 30 / 210,
    lean: -10 / 210,
    inside80: 1,
    inside95: 2,
    banded: 2,
  });
});

test('several series are summed before they are divided; bounds that are not there are not missed', () => {
  const [small, large] = [
    { actual: of(1), yhat: of(2), band80: null, band95: null },
    { actual: of(99), yhat: of(90), band80: { low: of(80), high: of(98) }, band95: { low: of(70), high: of(99) } },
  ];
  expect(scoreForecasts([small, large])).toEqual({
    points: 2,
    miss: 10 / 100,
    lean: 8 / 100,
    inside80: 0,
    inside95: 1,
    banded: 1,
  });
  expect(scoreForecasts([])).toMatchObject({ points: 0, miss: null, lean: null });
});
