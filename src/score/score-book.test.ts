import { expect, test } from 'vitest';
import type { Series } from '../series/series.ts';
import { planTotals } from './panel-totals.ts';
import { makeBook } from './score-book.ts';
import type { ScoredSeries } from './score-series.ts';

/** Months from 2020 on, numbered. */
const months = (uniqueId: string, length: number): Series => ({
  uniqueId,
  step: { unit: 'month', every: 1 },
  firstMs: Date.UTC(2020, 0, 1),
  y: Float64Array.from({ length }, (_, at) => at),
  filled: new Uint8Array(length),
});

test('a series that is behind the file is compared with the same months of the year before', () => {
  const leaves = [
    { series: months('whole', 36), lag: 0, status: 'active' as const, noForecast: null },
    { series: months('behind', 35), lag: 1, status: 'active' as const, noForecast: null },
  ];
  const totals = planTotals(leaves, [], null);
  if (!totals.ok) throw new Error(totals.problem.code);
  const forecast = { yhat: new Float64Array(2), quantiles: null };
  const run = { model: 'quick', form: null, score: null, elapsedMs: 0, forecast };
  const scored = new Map(
    ['Total', 'whole', 'behind'].map((name) => [name, { models: [run], failures: [] } as unknown as ScoredSeries]),
  );
  const given = {
    leaves,
    totals: totals.value,
    reconciled: null,
    scored,
    refused: [],
    model: 'quick',
    sayModel: (model: string) => `${model} in words`,
  };
  const { series } = makeBook({ ...given, settings: [], levels: [80] });
  expect(new Set(series.map((one) => one.model))).toEqual(new Set(['quick in words']));
  // January and February of the third year.
  expect(series.map(({ uniqueId, lastYear }) => [uniqueId, lastYear])).toEqual([
    ['Total', 2 * (24 + 25)],
    ['whole', 24 + 25],
    ['behind', 24 + 25],
  ]);
});
