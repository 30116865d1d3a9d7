import { expect, test } from 'vitest';
import { applyOverrides, checkOverride, type Override, spreadOverride } from './overrides.ts';
import { nestedHierarchy } from './testing/made-panel.ts';
import { type JudgedPlan, measureValueAdded } from './value-added.ts';

const override = (changes: Partial<Override>): Override => ({
  uniqueId: 'a',
  kind: 'set',
  value: 20,
  fromStep: 1,
  toStep: 2,
  reason: 'promotion',
  madeMs: 1,
  ...changes,
});
const forecast = Float64Array.of(10, 10, 30, 40);

test('a number or a share of the model’s number, for a range of steps; the model’s forecast stays', () => {
  const { planned, isSet } = applyOverrides(forecast, [
    override({}),
    override({ kind: 'change', value: 0.1, fromStep: 3, toStep: 3 }),
  ]);
  expect([...planned]).toEqual([20, 20, 33, 40]);
  expect([...isSet]).toEqual([1, 1, 1, 0]);
  expect([...forecast]).toEqual([10, 10, 30, 40]);
});

test('the later override holds, whatever their order, of the model’s number', () => {
  const first = override({ kind: 'change', value: 1, madeMs: 1 });
  const second = override({ kind: 'change', value: 0.5, fromStep: 2, toStep: 3, madeMs: 2 });
  expect([...applyOverrides(forecast, [second, first]).planned]).toEqual([20, 15, 45, 40]);
});

test('steps beyond a shorter horizon are left out', () => {
  expect([...applyOverrides(forecast.subarray(0, 1), [override({})]).planned]).toEqual([20]);
});

test.each([
  [{ value: Number.NaN }, 'not-a-number'],
  [{ value: -1 }, 'below-zero'],
  [{ kind: 'change', value: -1.2 }, 'below-zero'],
  [{ fromStep: 0 }, 'steps-outside'],
  [{ toStep: 9 }, 'steps-outside'],
  [{ fromStep: 3, toStep: 2 }, 'steps-outside'],
  [{ fromStep: 1.5 }, 'steps-outside'],
  [{ reason: '  ' }, 'no-reason'],
] as const)('%o is refused: %s', (changes, code) => {
  expect(checkOverride(override(changes), { horizon: 4, nonNegative: true })).toMatchObject({
    ok: false,
    problem: { code },
  });
});

test('below zero is taken where the series has been there, and a reason is trimmed', () => {
  const checked = checkOverride(override({ value: -5, reason: ' weather ' }), { horizon: 4, nonNegative: false });
  expect(checked).toMatchObject({ ok: true, value: { value: -5, reason: 'weather' } });
});

test('what is set for a total is handed down in shares, evenly where all are zero, and adds up', () => {
  const hierarchy = nestedHierarchy(4, 2);
  // Two steps; the leaves 0 and 2 of group 0 are 1 and 3, then zero.
  const values = Float64Array.of(10, 6, 4, 0, 6, 6, 1, 0, 2, 2, 3, 0, 4, 4);
  spreadOverride(hierarchy, values, 1, { planned: Float64Array.of(8, 5), isSet: Uint8Array.of(1, 1) });
  expect([...values]).toEqual([14, 11, 8, 5, 6, 6, 2, 2.5, 2, 2, 6, 2.5, 4, 4]);
});

test('value added by hand: the model over the naive, the planner over the model', () => {
  const plan: JudgedPlan = {
    uniqueId: 'a',
    actual: Float64Array.of(100, 100, Number.NaN),
    naive: Float64Array.of(80, 130, 1),
    model: Float64Array.of(90, 110, 1),
    planned: Float64Array.of(90, 95, 1),
    isSet: Uint8Array.of(0, 1, 1),
  };
  const worse = { ...plan, uniqueId: 'b', planned: Float64Array.of(90, 150, 1) };
  const { all, overridden, series } = measureValueAdded([plan, worse]);
  expect(all).toEqual({
    points: 4,
    naive: 0.25,
    model: 0.1,
    planned: 0.1875,
    modelOverNaive: 0.15,
    plannedOverModel: -0.0875,
  });
  expect(overridden).toEqual({
    points: 2,
    naive: 0.3,
    model: 0.1,
    planned: 0.275,
    modelOverNaive: 0.2,
    plannedOverModel: -0.175,
  });
  expect(series).toEqual({ overridden: 2, better: 1, worse: 1 });
});

test('where nothing came there is no value to measure', () => {
  const none = Float64Array.of(Number.NaN);
  const { all } = measureValueAdded([
    { uniqueId: 'a', actual: none, naive: none, model: none, planned: none, isSet: Uint8Array.of(1) },
  ]);
  expect(all).toMatchObject({ points: 0, model: null, plannedOverModel: null });
});
