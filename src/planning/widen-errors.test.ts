import { expect, it } from 'vitest';
import { normalQuantile } from '../statistics/normal.ts';
import { measureSpread, reconcileErrors } from './coherent-spread.ts';
import { buildHierarchy } from './hierarchy.ts';
import { createReconciler } from './reconcile.ts';
import { widenErrors } from './widen-errors.ts';

const deviationsOf80 = 2 * normalQuantile(0.9);

it('stretches errors of series to the spread of their intervals, never narrows them, and adds them up again', () => {
  const hierarchy = buildHierarchy([], [{ columns: [] }], 4);
  // A total and four series, two origins of two steps, of the second of which one step is known. Root mean squares 5, 1, 2, 4.
  const leaves = [
    [5, -5, 5, 0],
    [1, -1, 1, 0],
    [2, 2, 2, 0],
    [4, -4, 4, 0],
  ];
  const total = [0, 1, 2, 3].map((at) => leaves.reduce((sum, own) => sum + own[at], 0));
  const values = Float64Array.from([total, ...leaves].flat());
  const errors = { nodes: 5, origins: 2, horizon: 2, values, drawn: [0], steps: [2, 1], untested: [] };
  const widths = Float64Array.of(1, 10, 0.5, Number.NaN, 100).map((times) => times * deviationsOf80);
  const widened = widenErrors(hierarchy, errors, widths).values;
  const expected = [25, -21, 25, 0, 10, -10, 10, 0, 1, -1, 1, 0, 2, 2, 2, 0, 12, -12, 12, 0];
  for (const [at, value] of expected.entries()) expect(widened[at]).toBeCloseTo(value, 12);
  expect(values[4]).toBe(5);
});

it('gives series that could not be tested errors as wide as their intervals, which the total has too', () => {
  const [tested, untested] = [2, 10];
  const hierarchy = buildHierarchy([], [{ columns: [] }], tested + untested);
  const [nodes, origins, horizon] = [1 + tested + untested, 6, 13];
  const columns = origins * horizon;
  const values = new Float64Array(nodes * columns).fill(Number.NaN);
  // Two series err by 1 in turns, so that their total is right.
  for (let at = 0; at < columns; at += 1) {
    const error = at % 2 === 0 ? 1 : -1;
    for (const [node, own] of [0, error, -error].entries()) values[node * columns + at] = own;
  }
  const errors = { nodes, origins, horizon, values };
  const coherent = reconcileErrors(errors, createReconciler(hierarchy, { errors, method: 'bottom-up' }).project);
  if (!coherent) throw new Error('no errors');
  const first = 1 + tested;
  const without = Array.from({ length: untested }, (_, at) => first + at);
  expect(coherent.untested).toEqual(without);
  const width = 40;
  const widened = widenErrors(hierarchy, coherent, new Float64Array(nodes).fill(1).fill(width, first));
  const forecast = new Float64Array(nodes * horizon).fill(100);
  const [{ low, high, sumLow, sumHigh }] = measureSpread(hierarchy, forecast, widened, {
    levels: [80],
    seed: 1,
  }).intervals;
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const widthOf = (node: number) =>
    mean(Array.from({ length: horizon }, (_, step) => high[node * horizon + step] - low[node * horizon + step]));
  expect(mean(without.map(widthOf)) / width).toBeCloseTo(1, 1);
  // What goes on has half of the variance: a sum over n steps is √((n² + n) / 2) times as wide as a step.
  const sumWidth = mean(without.map((node) => sumHigh[node] - sumLow[node]));
  expect(sumWidth / (width * Math.sqrt((horizon ** 2 + horizon) / 2))).toBeCloseTo(1, 0);
  expect(sumWidth).toBeGreaterThan(width * Math.sqrt(horizon));
  // They do not err together: their total is √n times as uncertain.
  expect(widthOf(0) / (width * Math.sqrt(untested))).toBeGreaterThan(0.6);
  expect(widthOf(0) / (width * Math.sqrt(untested))).toBeLessThan(1.5);
  // What has no interval of its own stays without errors.
  const ended = widenErrors(hierarchy, coherent, new Float64Array(nodes).fill(Number.NaN));
  expect(ended.values.subarray(first * columns).every((error) => error === 0)).toBe(true);
});
