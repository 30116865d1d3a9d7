import { describe, expect, it } from 'vitest';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Series } from '../series/series.ts';
import { pointsOf } from '../series/testing/points-of.ts';
import type { Metrics } from './metric-cards.ts';
import { compareResults, rankResults, spreadOf, usableMetric } from './ranking.ts';
import type { ModelResult } from './results.ts';
import { makeForecast, makeMetrics, makeResult } from './testing/make-result.ts';

const none = makeMetrics(null);

function resultOf(model: ModelId, metrics: Partial<Metrics>, errors: number[] = []): ModelResult {
  const forecasts = [makeForecast(0, ...errors.map((error) => -error))];
  return makeResult(model, { test: forecasts, metrics: { ...none, ...metrics } });
}

describe('rankResults', () => {
  const results = [
    resultOf('naive', { mae: 3, r2: 0.2 }),
    resultOf('ets', { mae: 1, r2: 0.9 }),
    resultOf('theta', {}),
    resultOf('auto', { mae: 2, r2: 0.95 }),
  ];
  const orderBy = (metric: 'mae' | 'r2' | 'mase') => rankResults(results, metric).map(({ model }) => model);

  it('puts the least error first and undefined ones last', () => {
    expect(orderBy('mae')).toEqual(['ets', 'auto', 'naive', 'theta']);
  });

  it('puts the highest share of explained variance first', () => {
    expect(orderBy('r2')).toEqual(['auto', 'ets', 'naive', 'theta']);
  });

  it('ranks by the mean absolute error where the metric is undefined for all', () => {
    expect(usableMetric(results, 'mase')).toBe('mae');
    expect(orderBy('mase')).toEqual(orderBy('mae'));
  });
});

it('the spread is over the origins that have the metric', () => {
  const result = resultOf('ets', {});
  const at = (mae: number | null) => ({ ...none, mae });
  expect(spreadOf({ ...result, originMetrics: [at(3), null, at(1), at(null), at(2)] }, 'mae')).toEqual({
    low: 1,
    high: 3,
  });
  expect(spreadOf({ ...result, originMetrics: [at(3), null] }, 'mae')).toBeNull();
});

describe('compareResults', () => {
  const length = 40;
  const series: Series = {
    uniqueId: 'a',
    step: { unit: 'month', every: 1 },
    firstMs: 0,
    y: new Float64Array(length),
    filled: new Uint8Array(length),
  };
  const wave = (size: number, phase = 0) =>
    Array.from({ length }, (_, at) => size * (1.2 + Math.sin(at * 1.7 + phase)));
  const by = { metric: 'mae', horizonSteps: 1 } as const;

  it('tells a large difference from a small one', () => {
    const good = resultOf('ets', {}, wave(1));
    expect(compareResults(good, resultOf('naive', {}, wave(5, 1)), pointsOf(series), by)).toBe('real');
    expect(compareResults(good, resultOf('theta', {}, wave(1.05, 2)), pointsOf(series), by)).toBe('noise');
    expect(compareResults(good, { ...good, model: 'auto' }, pointsOf(series), by)).toBe('noise');
  });

  it('cannot tell from a few points, and does not count those that were filled', () => {
    const filled = new Uint8Array(length).fill(1, 3);
    const pair = [resultOf('ets', {}, wave(1)), resultOf('naive', {}, wave(5, 1))] as const;
    expect(compareResults(pair[0], pair[1], pointsOf({ ...series, filled }), by)).toBe('unknown');
  });
});
