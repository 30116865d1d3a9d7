import { describe, expect, it } from 'vitest';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Series } from '../series/series.ts';
import { pointsOf } from '../series/testing/points-of.ts';
import type { MetricId } from './metric-cards.ts';
import { type Judged, recommendModel, safestOf } from './recommend-model.ts';
import type { ModelResult } from './results.ts';
import { makeForecast, makeMetrics, makeResult } from './testing/make-result.ts';

const length = 60;
const origin = 20;
const series: Series = {
  uniqueId: 'a',
  step: { unit: 'month', every: 1 },
  firstMs: 0,
  y: new Float64Array(length),
  filled: new Uint8Array(length),
};

/** A model whose errors have a size and an order of their own. */
function resultOf(model: ModelId, size: number, phase = 0, points = length - origin, coverage80 = 0.8): ModelResult {
  const errors = Array.from({ length: points }, (_, at) => size * (1.2 + Math.sin(at * 1.7 + phase)));
  const mae = errors.reduce((sum, each) => sum + each, 0) / points;
  return makeResult(model, { test: [makeForecast(origin, ...errors)], metrics: makeMetrics(mae, { coverage80 }) });
}

const judged = (change: Partial<Judged> = {}): Judged => ({
  pointAt: pointsOf(series),
  split: { validationEnd: origin },
  settings: { horizonSteps: 1, seasonLength: 12 },
  metric: 'mase',
  ...change,
});
const taken = (results: ModelResult[], change: Partial<Judged> = {}) => {
  const found = recommendModel(results, judged(change));
  return found && { model: found.result.model, doubt: found.doubt, isBest: found.isBest };
};

describe('the forecast taken', () => {
  it('is of the model that was brought along, unless another was better than chance would have it', () => {
    const close = [resultOf('seasonal-naive', 1.02), resultOf('lstm', 1, 2)];
    expect(recommendModel(close, judged())?.result.model).toBe('seasonal-naive');
    expect(recommendModel(close, judged({ brought: 'lstm' }))).toMatchObject({
      result: { model: 'lstm' },
      isBrought: true,
    });
    const far = [resultOf('seasonal-naive', 1), resultOf('lstm', 6, 2)];
    expect(recommendModel(far, judged({ brought: 'lstm' }))?.result.model).toBe('seasonal-naive');
  });

  it('is of the best where the test tells it from the safest', () => {
    const results = [resultOf('seasonal-naive', 6), resultOf('auto', 5, 1), resultOf('lstm', 1, 2)];
    expect(taken(results)).toEqual({ model: 'lstm', doubt: null, isBest: true });
  });

  it('is of the safest where the best may be ahead by chance', () => {
    const results = [resultOf('seasonal-naive', 6), resultOf('auto', 1.02, 1), resultOf('lstm', 1, 2)];
    expect(taken(results)).toEqual({ model: 'auto', doubt: null, isBest: false });
    expect(taken(results.filter(({ model }) => model !== 'auto'))?.model).toBe('lstm');
  });

  it('is of the naive only where it is better than the safest beyond chance', () => {
    expect(taken([resultOf('seasonal-naive', 1), resultOf('auto', 5, 1)])?.model).toBe('seasonal-naive');
    expect(taken([resultOf('seasonal-naive', 1), resultOf('auto', 1.02, 2)])?.model).toBe('auto');
  });

  it('is of the safest where too little can be told, however far ahead another is', () => {
    const of = (points: number) => [
      resultOf('seasonal-naive', 6, 0, points),
      resultOf('auto', 5, 1, points),
      resultOf('lstm', 1, 2, points),
    ];
    expect(taken(of(4))).toEqual({ model: 'auto', doubt: 'few-points', isBest: false });
    expect(taken(of(40))?.doubt).toBeNull();
    const season = { settings: { horizonSteps: 1, seasonLength: 52 } };
    expect(taken(of(40), season)).toEqual({ model: 'auto', doubt: 'short-season', isBest: false });
    const none = [resultOf('seasonal-naive', 6), resultOf('auto', 5, 1, 40, 0)];
    expect(taken(none)).toEqual({ model: 'auto', doubt: 'none-held', isBest: true });
    expect(taken([resultOf('auto', 5, 1), resultOf('lstm', 1, 2, 40, 0)])?.model).toBe('auto');
  });

  it('counts no point that is not in the file', () => {
    const filled = new Uint8Array(length).fill(1, origin + 4);
    const results = [resultOf('seasonal-naive', 6), resultOf('lstm', 1, 2)];
    const found = recommendModel(results, judged({ pointAt: pointsOf({ ...series, filled }) }));
    expect(found?.points).toBe(4);
    expect(found?.doubt).toBe('few-points');
  });

  it('goes by absolute errors where the metric judges no single points', () => {
    const results = [resultOf('seasonal-naive', 6), resultOf('auto', 5, 1), resultOf('lstm', 1, 2)];
    expect(taken(results, { metric: 'coverage80' })?.model).toBe('lstm');
  });

  it('is of none where there is none', () => {
    expect(recommendModel([], judged())).toBeNull();
    expect(safestOf([resultOf('mean', 1), resultOf('theta', 9)])?.model).toBe('theta');
    expect(safestOf([resultOf('mean', 1)])?.model).toBe('mean');
  });
});

it('a model stands apart from the naive only where absolute errors and the metric both tell them apart', () => {
  const naive = resultOf('seasonal-naive', 1);
  // Smaller on average, with single errors that squares make of as much.
  const spiky = makeResult('lstm', {
    test: [makeForecast(origin, ...Array.from({ length: 40 }, (_, at) => (at % 20 === 3 ? 7 : 0.3)))],
    metrics: makeMetrics(0.5),
  });
  const differ = (metric: MetricId) => recommendModel([naive, spiky], judged({ metric }))?.fromNaive.get(spiky);
  expect(differ('mae')).toBe('real');
  expect(differ('rmse')).toBe('noise');
});
