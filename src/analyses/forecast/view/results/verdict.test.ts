import { describe, expect, it } from 'vitest';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { makeForecast, makeMetrics, makeResult } from '../../../../evaluation/testing/make-result.ts';
import { defaultBacktest } from '../../../../forecasters/backtest-settings.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { defaultSettings } from '../../../../forecasters/settings.ts';
import { englishWords } from '../../../../i18n/load-words.ts';
import type { Series } from '../../../../series/series.ts';
import { outlineOf } from '../../../../series/series-outline.ts';
import { pointsOf } from '../../../../series/testing/points-of.ts';
import { beginWork } from '../../state/run.ts';
import {
  sayAugmentation,
  sayCaveats,
  sayCombinations,
  sayCoverage,
  sayMethod,
  sayPanelLearning,
  sayStanding,
  sayVerdict,
  standingOf,
} from './verdict.ts';

const words = englishWords;

function resultOf(model: ModelId, mae: number | null, ratio: number | null, refitted = true): ModelResult {
  return makeResult(model, {
    curve: model === 'seasonal-naive' ? { train: [], validation: [] } : { train: [1], validation: [1] },
    metrics: makeMetrics(1, { mae, mase: mae === null ? null : mae / 10 }),
    maeRatioToNaive: ratio,
    refitted,
  });
}

const naive = resultOf('seasonal-naive', 50, 1);
const better = resultOf('lstm', 44, 0.88);
const worse = resultOf('transformer', 60, 1.2);

describe('the leaderboard', () => {
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
    expect(sayVerdict(words, [naive, better, worse], 'seasonal-naive', 'mase')).toBe(
      'LSTM did best on the hold-out: its forecasts were off by 44 on average, 12% better than the seasonal naive.',
    );
  });

  it('says plainly that no model beat the seasonal naive', () => {
    expect(sayVerdict(words, [naive, worse], 'seasonal-naive', 'mase')).toContain('No model beat the seasonal naive');
  });

  it('names the metric that was asked for', () => {
    expect(sayVerdict(words, [naive, better], 'seasonal-naive', 'mae')).toMatch(/^LSTM did best/);
    const byRmse = [naive, { ...worse, metrics: { ...worse.metrics, rmse: 0.5 } }];
    expect(sayVerdict(words, byRmse, 'seasonal-naive', 'rmse')).toMatch(/^By RMSE, Transformer did best/);
  });

  it('claims nothing about networks that were not run', () => {
    expect(sayVerdict(words, [naive], 'seasonal-naive', 'mase')).toBe(
      'Repeating the last season was off by 50 on average.',
    );
    expect(sayVerdict(words, [], 'seasonal-naive', 'mase')).toBeNull();
  });
});

describe('what is said along with the verdict', () => {
  const length = 40;
  const series: Series = {
    uniqueId: 'a',
    step: { unit: 'month', every: 1 },
    firstMs: 0,
    y: new Float64Array(length).fill(100),
    filled: new Uint8Array(length),
  };
  const forecasts = (size: number, phase: number) =>
    Float64Array.from({ length }, (_, at) => 100 + size * (1.2 + Math.sin(at * 1.7 + phase)));
  const withErrors = (result: ModelResult, size: number, phase = 0) => ({
    ...result,
    test: [makeForecast(0, ...forecasts(size, phase))],
  });
  const shown = (of: Series) => ({ series: outlineOf(of), pointAt: pointsOf(of) });
  const by = { metric: 'mase', horizonSteps: 1 } as const;
  const caveats = (results: ModelResult[]) => sayCaveats(words, results, 'seasonal-naive', shown(series), by);

  it('says that a lead may be chance', () => {
    const ets = withErrors(resultOf('ets', 49, 0.98), 1, 1);
    expect(caveats([withErrors(naive, 1), ets])).toEqual([
      'The hold-out is too short to rule out that this lead over the seasonal naive is chance.',
    ]);
  });

  it('says that absolute errors favour nothing where most values are zero', () => {
    const results = [withErrors(naive, 5, 1), withErrors(better, 1)];
    const rare = { ...series, y: Float64Array.from(series.y, (value, at) => (at % 3 === 0 ? value : 0)) };
    const said = (metric: 'mae' | 'rmsse', of: Series = rare) =>
      sayCaveats(words, results, 'seasonal-naive', shown(of), { ...by, metric }).filter((text) =>
        text.includes('RMSSE'),
      );
    expect(said('mae')).toEqual([
      'More than half of the values are zero, where MAE favours a forecast of nothing. ' +
        'For how much is needed on average, rank by RMSSE.',
    ]);
    expect(said('rmsse')).toEqual([]);
    expect(said('mae', series)).toEqual([]);
  });

  it('says that the networks lose, or that they are as good', () => {
    const ets = withErrors(resultOf('ets', 10, 0.2), 1);
    const all = (size: number) => [withErrors(naive, 5, 1), ets, withErrors(better, size, 2), withErrors(worse, 6, 2)];
    expect(caveats(all(4))).toEqual(['The networks lose here: the best of them, LSTM, was off by 44.']);
    expect(caveats(all(1.02))).toEqual(['As far as this test can tell, LSTM did as well.']);
    expect(caveats([withErrors(naive, 5, 1), withErrors(better, 1)])).toEqual([]);
  });

  it('says what a combination is made of, and what it was chosen from', () => {
    const auto = (names: string[], origins = 3) => ({
      ...resultOf('auto', 1, 1),
      members: names.map((name) => ({ name, weight: 1 / names.length })),
      tried: {
        origins,
        models: [...names, 'drift'].map((name) => ({ name, error: 1, weight: 0, passedOver: null })),
      },
    });
    expect(sayCombinations(words, [naive, auto(['ets', 'theta'])])[0]).toContain(
      'Auto combines 50% ETS and 50% Theta, by how 3 models did',
    );
    expect(sayCombinations(words, [auto(['ets', 'theta', 'mstl', 'ridge', 'arima'])])[0]).toContain(
      '20% ETS, 20% Theta, 20% MSTL, and 40% of 2 others',
    );
    expect(sayCombinations(words, [auto(['ets'])])[0]).toContain('Auto settled on ETS: of 2 models');
    expect(sayCombinations(words, [auto(['other'])])[0]).toContain('Auto settled on other:');
    expect(sayCombinations(words, [auto(['ets', 'theta'], 0)])[0]).toContain('combines 2 models alike');
    expect(sayCombinations(words, [naive])).toEqual([]);
  });

  it('says how many points the intervals held', () => {
    const covered = { ...better, metrics: makeMetrics(1, { coverage80: 0.82, coverage95: 1 }) };
    expect(sayCoverage(words, covered, 29)).toBe(
      'Of the 29 points in the hold-out, 82% lay within the 80% band and 100% lay within the 95% band. The bands of LSTM were set before that part was seen.',
    );
    expect(sayCoverage(words, { ...better, metrics: makeMetrics(null) }, 29)).toBeNull();
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
    network: defaultSettings({ unit: 'month', every: 1 }, 144).network,
    backtest: defaultBacktest,
  };
  const step = { unit: 'month', every: 1 } as const;

  const twice = [makeForecast(0), makeForecast(12)];

  it('counts the forecast origins and says what was learned from everything', () => {
    const work = { ...beginWork(settings, 144), results: [naive, better] };
    const [how, , refit] = sayMethod(words, { ...work, results: [naive, { ...better, test: twice }] }, { step });
    expect(how).toContain('made at 3 successive origins in the hold-out, 12 months apart');
    expect(refit).toBe('The forecast beyond the end comes from models refit on everything.');
  });

  it('says which models were refit, and from how much', () => {
    const ets = { ...resultOf('ets', 40, 0.8), test: twice, refits: 1 };
    const lstm = { ...better, test: twice };
    const work = { ...beginWork(settings, 144), results: [naive, ets, lstm] };
    expect(sayMethod(words, work, { step })[1]).toMatch(/^Refit at each origin: ETS. All others were fitted once/);
    expect(sayMethod(words, { ...work, results: [naive, ets] }, { step })[1]).toMatch(/^Every model was refit/);
    expect(sayMethod(words, { ...work, results: [naive, lstm] }, { step })[1]).toMatch(/^Every model was fitted once/);
    expect(sayMethod(words, work, { step, closedWeekdays: [5, 6] })).toContain(
      'The file has no Saturday or Sunday: closed days count as zero, in forecasts too, and in no test.',
    );
    const sliding = { ...settings, backtest: { ...defaultBacktest, windowSteps: 60, stepSteps: 6 } };
    const said = sayMethod(words, { ...work, ...beginWork(sliding, 144), results: [naive, ets] }, { step });
    expect(said[0]).toContain('made at 4 successive origins in the hold-out, 6 months apart');
    expect(said[2]).toContain('the last 60 months before each origin alone');
  });

  it('names the models that were stopped before they had seen the last part', () => {
    const work = { ...beginWork(settings, 144), results: [naive, resultOf('lstm', 44, 0.9, false)] };
    expect(sayMethod(words, work, { step })[1]).toContain('The forecast of LSTM has not seen the last part');
  });
});

describe('what networks of several series learned from', () => {
  const panel = { series: 24, windows: 3456, leftOut: 0, embedded: false, tuning: null };

  it('is nothing where they learned from the series shown alone', () => {
    expect(sayPanelLearning(words, [naive, better])).toEqual([]);
  });

  it('is counted, what was left out too', () => {
    expect(sayPanelLearning(words, [naive, { ...better, panel }])).toEqual([
      'The networks learned from 24 series of the file together, 3,456 windows in all.',
    ]);
    expect(sayPanelLearning(words, [naive, { ...better, panel: { ...panel, embedded: true } }])[1]).toBe(
      'They told the series apart by an embedding of each.',
    );
    expect(sayPanelLearning(words, [naive, { ...better, panel: { ...panel, leftOut: 1 } }])[1]).toBe(
      '1 other series was left out: too short for a window, or on another rhythm.',
    );
  });

  it('says which of them were tuned, and where that was dropped', () => {
    const tuned = { ...panel, tuning: { kind: 'head', epochs: 7 } } as const;
    const dropped = { ...panel, tuning: { kind: 'head', epochs: 0 } } as const;
    const sentences = sayPanelLearning(words, [
      { ...better, panel: tuned },
      { ...worse, panel: dropped },
    ]);
    expect(sentences.slice(1)).toEqual([
      'Tuned to the series shown afterwards (the last layer alone): LSTM.',
      'Tuning to the series shown did not lower its validation error and was dropped: Transformer.',
    ]);
  });
});

it('says what became of augmented windows, with both errors', () => {
  const errors = { plain: 12.5, augmented: 11.25 };
  expect(sayAugmentation(words, { used: true, errors })).toContain('11.25 instead of 12.5');
  expect(sayAugmentation(words, { used: false, errors: { plain: 11.25, augmented: 12.5 } })).toContain(
    '12.5 instead of 11.25',
  );
  expect(sayAugmentation(words, { used: false, errors: null })).toContain('Too short');
});
