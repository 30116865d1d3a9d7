import { expect, test } from 'vitest';
import { reconcile } from './reconcile.ts';
import { measureGain } from './reconciliation-gain.ts';
import { forecastPlainly, makePanel, nestedHierarchy } from './testing/made-panel.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

test('on a panel of known truth reconciling gains at every level over forecasts of each node alone', () => {
  const panel = makePanel(4, 9, 96, 1);
  const origins = range(40, 90);
  const { errors, actual } = forecastPlainly(panel, origins, 1);
  const gains = measureGain(panel.hierarchy, { errors, actual, origins });
  expect(gains.map(({ nodes }) => nodes)).toEqual([1, 4, 3, 9, 12, 36]);
  const ratio = gains.map(({ base, reconciled }) => (reconciled.rmse as number) / (base.rmse as number));
  expect(ratio.reduce((sum, one) => sum + one, 0) / ratio.length).toBeLessThan(1);
  expect((gains.at(-1)?.reconciled.rmse as number) / (gains.at(-1)?.base.rmse as number)).toBeLessThan(1);
});

test('nothing that comes after an origin tells how its errors are reconciled', () => {
  const panel = makePanel(2, 6, 80, 2);
  const origins = range(40, 70);
  const { errors, actual } = forecastPlainly(panel, origins, 2);
  const early = origins.slice(0, 20);
  const cut = {
    ...errors,
    origins: 20,
    values: Float64Array.from({ length: errors.nodes * 40 }, (_, at) => errors.values[Math.floor(at / 40) * 60 + (at % 40)]),
  };
  const actualThen = Float64Array.from({ length: cut.values.length }, (_, at) => actual[Math.floor(at / 40) * 60 + (at % 40)]);
  const alone = measureGain(panel.hierarchy, { errors: cut, actual: actualThen, origins: early });
  // What came later is changed beyond recognition.
  const later = errors.values.map((error, at) => (at % 60 < 40 ? error : 50 * error));
  const changed = { ...errors, values: later };
  const whole = measureGain(panel.hierarchy, { errors: changed, actual, origins });
  const part = measureGain(panel.hierarchy, {
    errors: { ...changed, values: later.map((error, at) => (at % 60 < 40 ? error : Number.NaN)) },
    actual,
    origins,
  });
  for (const [level, { reconciled }] of part.entries()) expect(reconciled.rmse).toBeCloseTo(alone[level].reconciled.rmse as number, 9);
  expect(whole[0].reconciled.rmse).not.toBeCloseTo(alone[0].reconciled.rmse as number, 3);
});

test('errors are those of reconciled forecasts', () => {
  const panel = makePanel(2, 6, 60, 3);
  const { errors, actual, forecast } = forecastPlainly(panel, [50], 1);
  const { values } = reconcile(panel.hierarchy, forecast(50), { method: 'structural' });
  const [total] = measureGain(panel.hierarchy, { errors, actual, origins: [50], method: 'structural' });
  expect(total.reconciled.rmse).toBeCloseTo(Math.abs(actual[0] - values[0]), 9);
  expect(total.base.wape).toBeCloseTo(Math.abs(errors.values[0]) / actual[0], 12);
});

test('a new leaf without errors does not stop the comparison, many do', () => {
  const hierarchy = nestedHierarchy(20, 2);
  const values = new Float64Array(23 * 4).fill(1);
  values.fill(Number.NaN, 3 * 4, 4 * 4);
  const errors = { nodes: 23, origins: 4, horizon: 1, values };
  const given = { actual: values.map(() => 10), origins: [10, 11, 12, 13] };
  const gains = measureGain(hierarchy, { errors, ...given });
  expect(gains.map(({ base }) => base.wape)).toEqual([0.1, 0.1, 0.1]);
  values.fill(Number.NaN, 3 * 4, 10 * 4);
  expect(measureGain(hierarchy, { errors, ...given })[0]).toMatchObject({ base: { wape: null, rmse: null } });
});
