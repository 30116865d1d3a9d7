import { describe, expect, it } from 'vitest';
import type { Doubt, Recommendation } from '../../../../evaluation/recommend-model.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { makeForecast, makeMetrics, makeResult } from '../../../../evaluation/testing/make-result.ts';
import { defaultBacktest } from '../../../../forecasters/backtest-settings.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { defaultSettings } from '../../../../forecasters/settings.ts';
import { englishWords } from '../../../../i18n/load-words.ts';
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
    metrics: makeMetrics(null, { mae, mase: mae === null ? null : mae / 10, rmsse: 1 }),
    maeRatioToNaive: ratio,
    refitted,
  });
}

const naive = resultOf('seasonal-naive', 50, 1);
const better = resultOf('lstm', 44, 0.88);
const worse = resultOf('transformer', 60, 1.2);

type Difference = 'real' | 'noise' | 'unknown';

/** What a test came to: which model is taken, and how the others differ from it and from the naive. */
function recommend(
  result: ModelResult,
  others: readonly [ModelResult, Difference][] = [],
  change: Partial<Recommendation> = {},
): Recommendation {
  const differences = new Map(others);
  return {
    result,
    doubt: null,
    points: 30,
    differences,
    fromNaive: new Map([better, worse, result].map((each) => [each, 'real'] as const)),
    isBest: [...differences.values()].every((difference) => difference === 'real'),
    ...change,
  };
}

describe('the leaderboard', () => {
  it('says how a model compares with the seasonal naive', () => {
    const told = recommend(better);
    expect(sayStanding(words, better, told)).toBe('12% better than repeating the last season');
    expect(sayStanding(words, worse, told)).toBe('20% worse than repeating the last season');
    expect(sayStanding(words, naive, told)).toBe('the bar to clear');
    const level = resultOf('lstm', 50, 0.998);
    expect(standingOf(level, recommend(level))).toBe('same');
    expect(standingOf(resultOf('lstm', 50, null), told)).toBe('incomparable');
  });

  it('gives no figure where the difference may be chance or cannot be told', () => {
    for (const difference of ['noise', 'unknown'] as const) {
      const told = recommend(better, [], { fromNaive: new Map([[better, difference]]) });
      expect(standingOf(better, told)).toBe(difference);
      expect(sayStanding(words, better, told, 'short')).toMatch(/may be chance|too few points to tell/);
    }
  });
});

describe('the verdict', () => {
  it('names the best model and by how much it is better, where it is better than each of the others', () => {
    const told = recommend(better, [
      [naive, 'real'],
      [worse, 'real'],
    ]);
    expect(sayVerdict(words, told, 'mase', 3)).toBe(
      'LSTM did best in the test: its forecasts were off by 44 on average, 12% better than repeating the last season.',
    );
    expect(sayVerdict(words, told, 'mae', 3)).toMatch(/^LSTM did best/);
    expect(sayVerdict(words, told, 'rmse', 3)).toMatch(/^By RMSE, LSTM did best/);
  });

  it('calls nothing best that another may be as good as', () => {
    const told = recommend(better, [
      [naive, 'real'],
      [worse, 'noise'],
    ]);
    expect(sayVerdict(words, told, 'mase', 3)).toBe(
      'The forecast taken is LSTM’s: off by 44 on average in the test, 12% better than repeating the last season.',
    );
  });

  it('claims no lead over the naive that may be chance', () => {
    const told = recommend(better, [[naive, 'noise']], { fromNaive: new Map([[better, 'noise']]), isBest: false });
    const said = sayVerdict(words, told, 'mase', 2);
    expect(said).toContain('does not show whether that beats repeating the last season');
    expect(said).not.toMatch(/best|%/);
  });

  it('says that too little can be told, and why', () => {
    const doubted = (doubt: Doubt, points = 3) =>
      sayVerdict(words, recommend(better, [], { doubt, points }), 'mase', 3);
    expect(doubted('few-points')).toBe(
      'Too little to tell which model is best: there are 3 points to test on. The forecast taken is LSTM’s, for its safe record on other data.',
    );
    expect(doubted('few-points', 1)).toContain('there is 1 point');
    expect(doubted('short-season')).toContain('less than one season');
    expect(doubted('none-held')).toContain('none of the points');
  });

  it('says plainly that no model beat the seasonal naive, and claims nothing about models that were not run', () => {
    expect(sayVerdict(words, recommend(naive, [[worse, 'real']]), 'mase', 2)).toContain('No model did better');
    expect(sayVerdict(words, recommend(naive), 'mase', 1)).toBe('Repeating the last season was off by 50 on average.');
  });
});

describe('what is said along with the verdict', () => {
  const series = { zeroShare: 0 };
  const ets = resultOf('ets', 10, 0.2);
  const caveats = (told: Recommendation, results: ModelResult[]) => sayCaveats(words, results, told, series, 'mase');

  it('says that absolute errors favour nothing where most values are zero', () => {
    const said = (metric: 'mae' | 'rmsse', zeroShare = 0.67) =>
      sayCaveats(words, [naive, better], recommend(better, [[naive, 'real']]), { zeroShare }, metric);
    expect(said('mae')).toEqual([
      'More than half of the values are zero, where MAE favours a forecast of nothing. ' +
        'For how much is needed on average, rank by RMSSE.',
    ]);
    expect(said('rmsse')).toEqual([]);
    expect(said('mae', 0)).toEqual([]);
  });

  it('says that the networks lose, or that they are as good', () => {
    const all = [naive, ets, better, worse];
    const told = (ofLstm: Difference) =>
      recommend(ets, [
        [naive, 'real'],
        [better, ofLstm],
        [worse, 'real'],
      ]);
    expect(caveats(told('real'), all)).toEqual(['The networks lose here: the best of them, LSTM, was off by 44.']);
    expect(caveats(told('noise'), all)).toEqual(['As far as this test can tell, LSTM did as well.']);
    expect(caveats(recommend(better, [[naive, 'real']]), [naive, better])).toEqual([]);
    expect(caveats(recommend(ets, [[better, 'noise']], { doubt: 'few-points' }), all)).toEqual([]);
  });

  it('says that a band held much less than it states, or more, and nothing of what chance does', () => {
    const held = (coverage80: number, points = 29) => {
      const result = { ...better, metrics: makeMetrics(null, { coverage80 }) };
      return caveats(recommend(result, [], { points }), [result]);
    };
    expect(held(17 / 29)).toEqual(['Its 80% band held 59% of the points tested: the truth may well lie outside.']);
    expect(held(1)).toEqual(['Its 80% band held 100% of the points tested: it is rather too wide.']);
    const both = { ...better, metrics: makeMetrics(null, { coverage80: 0.5, coverage95: 0.6 }) };
    expect(caveats(recommend(both), [both])).toHaveLength(1);
    expect(held(23 / 29)).toEqual([]);
    expect(held(0.6, 5)).toEqual([]);
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
    expect(sayCombinations(words, [auto(['pretrained'], 0)])[0]).toContain('Auto leaves it to Pre-trained');
    expect(sayCombinations(words, [naive])).toEqual([]);
  });

  it('says how many points the intervals held', () => {
    const covered = { ...better, metrics: makeMetrics(1, { coverage80: 0.82, coverage95: 1 }) };
    expect(sayCoverage(words, covered, 29)).toBe(
      'Of the 29 points in the hold-out, 82% lay within the 80% band and 100% lay within the 95% band. The bands of LSTM were set for each forecast by what had come before it.',
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
    expect(how).toContain('made at 6 successive origins in the hold-out, 6 months apart');
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
