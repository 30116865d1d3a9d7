import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { varianceOf } from '../statistics/moments.ts';
import { withNormalQuantiles } from './classical/classical-forecaster.ts';
import { combineForecasts } from './combine-forecasts.ts';
import { type Forecast, quantileLevels } from './forecaster.ts';

const forecastOf = (values: number[], deviation: number): Forecast =>
  withNormalQuantiles(Float64Array.from(values), new Float64Array(values.length).fill(deviation));

test('points combine to the weighted mean at each step', () => {
  const forecasts = [forecastOf([1, 2], 1), { ...forecastOf([3, 6], 1), quantiles: null }];
  expect([...combineForecasts(forecasts, [0.75, 0.25]).yhat]).toEqual([1.5, 3]);
});

test('members that agree keep their spread; where they do not, it is that of their mixture', () => {
  const agreed = combineForecasts([forecastOf([5], 2), forecastOf([5], 2)], [0.5, 0.5]).quantiles as Float64Array[];
  expect(agreed[quantileLevels.indexOf(0.9)][0]).toBeCloseTo(5 + 2 * 1.2815515655, 8);
  const apart = combineForecasts([forecastOf([2], 2), forecastOf([8], 2)], [0.5, 0.5]).quantiles as Float64Array[];
  const random = createRandom(3);
  const drawn = Float64Array.from({ length: 20_000 }, (_, at) => (at % 2 ? 2 : 8) + 2 * drawNormal(random));
  const deviation = (apart[quantileLevels.indexOf(0.9)][0] - 5) / 1.2815515655;
  expect(deviation ** 2 / varianceOf(drawn)).toBeCloseTo(1, 1);
});
