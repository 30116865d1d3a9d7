import { describe, expect, it } from 'vitest';
import type { ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/settings.ts';
import { createWords } from '../../i18n/words.ts';
import { beginWork } from '../../session/run.ts';
import { rankByMae, sayMethod, sayStanding, sayVerdict, standingOf } from './ranking.ts';

const words = createWords('en');

function resultOf(model: ModelId, mae: number | null, ratio: number | null, refitted = true): ModelResult {
  return {
    model,
    fitEnd: 'stopped-early',
    epochs: 1,
    parameterCount: 1,
    curve: model === 'seasonal-naive' ? { train: [], validation: [] } : { train: [1], validation: [1] },
    test: [],
    metrics: { mae, rmse: 1, mse: 1, mape: 1, smape: 1, mase: 1, wape: 1, r2: 1 },
    maeRatioToNaive: ratio,
    trainingMs: 1,
    forecast: new Float64Array(1),
    originMetrics: [],
    intervals: [],
    coverage: [],
    form: null,
    members: null,
    refitted,
  };
}

const naive = resultOf('seasonal-naive', 50, 1);
const better = resultOf('lstm', 44, 0.88);
const worse = resultOf('transformer', 60, 1.2);

describe('the leaderboard', () => {
  it('puts the least error first and undefined ones last', () => {
    const undefinedOne = resultOf('lstm', null, null);
    expect(rankByMae([undefinedOne, worse, naive]).map(({ model }) => model)).toEqual([
      'seasonal-naive',
      'transformer',
      'lstm',
    ]);
  });

  it('says how a model compares with the seasonal naive', () => {
    expect(sayStanding(words, better, 'seasonal-naive')).toBe('12% better than the seasonal naive');
    expect(sayStanding(words, worse, 'seasonal-naive')).toBe('loses to the seasonal naive, 20% worse');
    expect(sayStanding(words, naive, 'seasonal-naive')).toBe('the bar to clear');
    expect(standingOf(resultOf('lstm', 50, 0.998), 'seasonal-naive')).toBe('same');
    expect(standingOf(resultOf('lstm', 50, null), 'seasonal-naive')).toBe('incomparable');
  });
});

describe('the verdict', () => {
  it('names the best model and by how much it is better', () => {
    expect(sayVerdict(words, [naive, better, worse], 'seasonal-naive')).toBe(
      'LSTM did best on the test part: its forecasts were off by 44 on average, 12% better than the seasonal naive.',
    );
  });

  it('says plainly that no model beat the seasonal naive', () => {
    expect(sayVerdict(words, [naive, worse], 'seasonal-naive')).toContain('No model beat the seasonal naive');
  });

  it('claims nothing about networks that were not run', () => {
    expect(sayVerdict(words, [naive], 'seasonal-naive')).toBe('Repeating the last season was off by 50 on average.');
    expect(sayVerdict(words, [], 'seasonal-naive')).toBeNull();
  });
});

describe('the method', () => {
  const settings = {
    models: [],
    horizonSteps: 12,
    lookBackSteps: 24,
    seasonLength: 12,
    testSteps: null,
    seed: 1,
    network: {
      epochs: 1,
      hiddenSize: 1,
      layers: 1,
      dropout: 0,
      learningRate: 1,
      weightDecay: 0,
      heads: 1,
      patchLength: 1,
    },
  };
  const step = { unit: 'month', every: 1 } as const;

  it('counts the starting points and says what was learned from everything', () => {
    const work = { ...beginWork(settings, 144), results: [naive, better] };
    const [how, refit] = sayMethod(words, work, step);
    expect(how).toContain('made at 3 successive points of the test part, 12 months apart');
    expect(refit).toBe('The forecast beyond the end comes from models trained again on everything.');
  });

  it('names the models that were stopped before they had seen the last part', () => {
    const work = { ...beginWork(settings, 144), results: [naive, resultOf('lstm', 44, 0.9, false)] };
    expect(sayMethod(words, work, step)[1]).toContain('The forecast of LSTM comes from weights');
  });
});
