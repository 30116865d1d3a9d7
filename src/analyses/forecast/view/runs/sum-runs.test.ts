import { describe, expect, it } from 'vitest';
import { rankResults } from '../../../../evaluation/ranking.ts';
import { recommendModel } from '../../../../evaluation/recommend-model.ts';
import { makeForecast, makeMetrics, makeResult } from '../../../../evaluation/testing/make-result.ts';
import { defaultSettings, type Settings } from '../../../../forecasters/settings.ts';
import { beginWork, type Work } from '../../state/run.ts';
import type { ForecastKept } from './comparable.ts';
import { orderRuns, sumRuns } from './sum-runs.ts';

const settings: Settings = {
  ...defaultSettings({ unit: 'month', every: 1 }, 144),
  horizonSteps: 12,
  models: ['seasonal-naive', 'ets', 'theta'],
};
const from = 132;
const y = Float64Array.from({ length: 12 }, (_, step) => 100 + 10 * Math.sin(step));

/** A model that is off by so much, now above and now below. */
function resultOf(model: 'seasonal-naive' | 'ets' | 'theta', off: number) {
  const yhat = [...y].map((value, step) => value + (step % 2 === 0 ? off : -off));
  return makeResult(model, {
    test: [makeForecast(from, ...yhat)],
    metrics: makeMetrics(off, { coverage80: 1, coverage95: 1 }),
    trainingMs: 1000 * off,
  });
}

function workOf(off: { ets: number; theta: number }): Work {
  const begun = beginWork(settings, 144);
  return {
    ...begun,
    split: { length: 144, trainEnd: 120, validationEnd: from },
    tested: { from, at: null, y, filled: new Uint8Array(12) },
    results: [resultOf('seasonal-naive', 9), resultOf('ets', off.ets), resultOf('theta', off.theta)],
  };
}

function kept(id: number, outcome: Work, name = ''): ForecastKept {
  return { id, name, outcome, settings } as unknown as ForecastKept;
}

describe('sumRuns', () => {
  it('names the model whose forecast is taken, which need not have the lowest error', () => {
    const work = workOf({ ets: 2.1, theta: 2 });
    const [sum] = sumRuns([kept(1, work)], 'mae');
    expect(rankResults(work.results, 'mae')[0]?.model).toBe('theta');
    expect(sum?.taken?.model).toBe('ets');
    expect(sum?.error).toBe(2.1);
    const judged = { pointAt: (at: number) => ({ y: y[at - from] ?? Number.NaN, isFilled: false }), ...work };
    expect(recommendModel(work.results, { ...judged, metric: 'mae' })?.result).toBe(sum?.taken);
  });
});

describe('orderRuns', () => {
  const runs = [
    kept(4, { ...workOf({ ets: 3, theta: 3 }), results: [] }),
    kept(3, workOf({ ets: 4, theta: 4 }), 'run 10'),
    kept(2, workOf({ ets: 1, theta: 1 })),
    kept(1, workOf({ ets: 3, theta: 3 }), 'Run 9'),
  ];
  const sums = sumRuns(runs, 'mae');
  const idsBy = (order: Parameters<typeof orderRuns>[1]) =>
    orderRuns(sums, order, { metric: 'mae', language: 'en' }).map(({ run }) => run.id);

  it('puts the newest, the best, the quickest or the first of the alphabet first', () => {
    expect(idsBy('newest')).toEqual([4, 3, 2, 1]);
    expect(idsBy('error')).toEqual([2, 1, 3, 4]);
    expect(idsBy('time')).toEqual([4, 2, 1, 3]);
    expect(idsBy('name')).toEqual([1, 3, 4, 2]);
  });

  it('tells of each run the one before it in time, however they are ordered', () => {
    expect(sums.map(({ before }) => before?.id ?? null)).toEqual([3, 2, 1, null]);
  });
});
