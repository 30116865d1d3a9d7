import { expect, test } from 'vitest';
import { fitForms, forecastFromFit } from './ets.ts';
import { weighForms } from './ets-average.ts';
import { createAutoEts } from './exponential-smoothing.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { forecastFrom } from './testing/forecast-from.ts';

const { gas } = oracle;
const fits = fitForms(Float64Array.from(gas.y), gas.seasonLength);

test('the likelier a form the more it weighs, by e for 3 of the criterion', () => {
  const forms = weighForms(fits);
  expect(forms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(forms.length).toBeGreaterThan(1);
  const [best, next] = forms;
  expect(best.fit).toBe(fits[0]);
  expect(Math.log(best.weight / next.weight)).toBeCloseTo((next.fit.aicc - best.fit.aicc) / 3, 9);
});

test('forecasts the weighted mean of the forms', async () => {
  const { yhat } = await forecastFrom(createAutoEts(gas.seasonLength, 4), gas.y);
  const expected = new Float64Array(4);
  for (const { fit, weight } of weighForms(fits)) {
    forecastFromFit(fit, Float64Array.from(gas.y), 4).yhat.forEach((value, step) => {
      expected[step] += weight * value;
    });
  }
  for (const [step, value] of yhat.entries()) expect(value).toBeCloseTo(expected[step], 6);
});
