import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { FitCancelled } from '../../forecasters/forecaster.ts';
import { checkSettings, defaultSettings, type Settings } from '../../forecasters/settings.ts';
import type { Series } from '../../series/series.ts';
import { describeTraits } from '../../series/traits.ts';
import { createForecaster } from '../create-forecaster.ts';
import { learningPart } from './learning-part.ts';
import { runSearch, type SearchOptions } from './run-search.ts';
import { drawSettings } from './search-space.ts';
import { errorAt, findGain, rankTrials, type Trial } from './trials.ts';
import { trySettings } from './try-settings.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const step = { unit: 'month', every: 1 } as const;
const seriesOf = (length: number, value = (at: number) => 100 + at + 20 * Math.sin((at * Math.PI) / 6)): Series => ({
  uniqueId: 'sales',
  step,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => value(at)),
  filled: new Uint8Array(length),
});
const whole = seriesOf(144);
const base: Settings = { ...defaultSettings(step, 144), models: ['seasonal-naive', 'lstm'] };
const learning = learningPart(whole, base);

/** A search over known curves, with a clock that only trials move on. */
function searchCurves(
  curve: (trial: Trial, effort: number) => number | null,
  change: Partial<SearchOptions> & { msAnEffort?: number } = {},
) {
  const { msAnEffort = 10, ...options } = change;
  let nowMs = 0;
  const asked: { id: number; effort: number }[] = [];
  const search = runSearch({
    traits: describeTraits(learning.y),
    settings: base,
    budgetMs: 100_000,
    signal: new AbortController().signal,
    parallel: 1,
    now: () => nowMs,
    evaluate: async (trial, effort) => {
      asked.push({ id: trial.id, effort });
      if (trial.kind !== 'naive') nowMs += effort * msAnEffort;
      return curve(trial, effort);
    },
    ...options,
  });
  return search.then((outcome) => ({ ...outcome, asked, spentMs: nowMs }));
}

/** Falls with effort towards a level of its own: the later the candidate, the better. */
const laterIsBetter = ({ id, kind }: Trial, effort: number) => (kind === 'drawn' ? 1 / id : 1) + 1 / effort;

describe('on known curves', () => {
  // Bracket 1: 9 candidates of effort 1, 3 of 3, 1 of 9; the naive is trial 0 and the current settings trial 1.
  test('keeps a third and tries it three times as thoroughly', async () => {
    const { trials, asked } = await searchCurves(laterIsBetter);
    const first = trials.slice(2, 11);
    expect(first.map(({ scores }) => scores.map(({ effort }) => effort))).toEqual([
      ...Array.from({ length: 6 }, () => [1]),
      [1, 3],
      [1, 3],
      [1, 3, 9],
    ]);
    expect(first.slice(0, 8).every(({ status }) => status === 'dropped')).toBe(true);
    expect(asked.slice(0, 4)).toEqual([
      { id: 0, effort: 1 },
      { id: 1, effort: 1 },
      { id: 2, effort: 1 },
      { id: 3, effort: 1 },
    ]);
  });

  test('finds what is best in full and says by how much', async () => {
    const { trials } = await searchCurves(laterIsBetter);
    const [best] = rankTrials(trials);
    const tried = trials.filter((trial) => errorAt(trial, 9) !== null);
    expect(best.trial.id).toBe(Math.max(...tried.map(({ id }) => id)));
    const found = findGain(trials);
    expect(found?.trial.id).toBe(best.trial.id);
    expect(found?.gain).toBeCloseTo(1 - best.error / (1 + 1 / 9), 12);
  });

  test('what always takes part is tried once at each effort', async () => {
    const { asked } = await searchCurves(laterIsBetter);
    expect(asked.filter(({ id }) => id === 1).map(({ effort }) => effort)).toEqual([1, 3, 9]);
    expect(asked.filter(({ id }) => id === 0)).toHaveLength(1);
  });

  test('a search that does not help says so', async () => {
    const { trials } = await searchCurves(({ kind }) => (kind === 'drawn' ? 2 : 1));
    expect(findGain(trials)).toBeNull();
    expect(rankTrials(trials)[0].trial.kind).not.toBe('drawn');
    const { trials: losing } = await searchCurves(({ kind }) => (kind === 'naive' ? 0.5 : 1));
    expect(rankTrials(losing)[0].trial.kind).toBe('naive');
  });

  test('what fails is not tried again', async () => {
    const { trials, asked } = await searchCurves((trial, effort) =>
      trial.id === 4 ? null : laterIsBetter(trial, effort),
    );
    expect(trials[4].status).toBe('failed');
    expect(asked.filter(({ id }) => id === 4)).toHaveLength(1);
  });
});

test('settings drawn suit the series, keep what is not theirs, and depend on seed and place alone', () => {
  const traits = describeTraits(learning.y);
  const networks = new Set<string>();
  for (let index = 0; index < 200; index += 1) {
    const drawn = drawSettings(base, traits, index);
    expect(checkSettings(drawn, learning.y.length)).toMatchObject({ ok: true });
    const { horizonSteps, seasonLength, seed, network } = drawn;
    expect({ horizonSteps, seasonLength, seed }).toEqual({ horizonSteps: 12, seasonLength: 12, seed: 1 });
    expect(network.epochs).toBe(base.network.epochs);
    if (drawn.models[0] === 'nlinear') expect(network.hiddenSize).toBe(base.network.hiddenSize);
    networks.add(drawn.models[0]);
  }
  expect(networks.size).toBe(11);
  expect(drawSettings(base, traits, 7)).toEqual(drawSettings(base, traits, 7));
  expect(drawSettings({ ...base, seed: 2 }, traits, 7)).not.toEqual({ ...drawSettings(base, traits, 7), seed: 2 });
});

describe('the time', () => {
  test.each([300, 700, 2000, 10_000])('of %d ms is not overrun by more than the trial under way', async (budgetMs) => {
    const { spentMs, ended } = await searchCurves(laterIsBetter, { budgetMs });
    expect(ended).toBe('time');
    expect(spentMs).toBeLessThanOrEqual(budgetMs + 90);
  });

  test('too short for a whole bracket, it tries fewer and still tries the best of them in full', async () => {
    // The whole first bracket takes 36 efforts of 10 ms, with the current settings 49.
    const { trials } = await searchCurves(laterIsBetter, { budgetMs: 320 });
    const drawn = trials.filter(({ kind }) => kind === 'drawn');
    expect(drawn.length).toBeLessThan(9);
    expect(drawn.filter((trial) => errorAt(trial, 9) !== null)).toHaveLength(1);
    expect(errorAt(trials[1], 9)).not.toBeNull();
  });

  test('ends when as many have been drawn as ever are', async () => {
    const { ended, trials } = await searchCurves(laterIsBetter, { msAnEffort: 0.001 });
    expect(ended).toBe('exhausted');
    expect(trials.filter(({ kind }) => kind === 'drawn').length).toBe(300);
  });
});

test('cancelled, it keeps what was scored and throws away what was under way', async () => {
  const controller = new AbortController();
  let count = 0;
  const { trials, ended } = await searchCurves(laterIsBetter, {
    signal: controller.signal,
    evaluate: async (trial, effort, signal) => {
      count += 1;
      if (count === 6) controller.abort();
      if (signal.aborted) throw new FitCancelled();
      return laterIsBetter(trial, effort);
    },
  });
  expect(ended).toBe('cancelled');
  expect(trials).toHaveLength(6);
  expect(trials[5].status).toBe('cut-short');
  expect(rankTrials(trials)[0].trial.id).toBe(4);
});

test('how far a trial is can be seen while it runs', async () => {
  const seen: number[] = [];
  const controller = new AbortController();
  const { trials } = await searchCurves(laterIsBetter, {
    signal: controller.signal,
    evaluate: async (trial, effort, signal, report) => {
      if (trial.id === 3) controller.abort();
      if (signal.aborted) throw new FitCancelled();
      report(0.5);
      return laterIsBetter(trial, effort);
    },
    onTrials: (all) => seen.push(...all.filter(({ status }) => status === 'running').map(({ share }) => share)),
  });
  expect(trials).toHaveLength(4);
  expect(seen.filter((share) => share === 0.5)).toHaveLength(3);
});

test('several at once try the same candidates in the same rungs', async () => {
  const sorted = (trials: readonly Trial[]) =>
    trials.slice(0, 11).map(({ settings, scores }) => ({ settings, scores }));
  const [one, four] = await Promise.all([searchCurves(laterIsBetter), searchCurves(laterIsBetter, { parallel: 4 })]);
  expect(sorted(four.trials)).toEqual(sorted(one.trials));
});

test('a fault that is not a cancel is passed on', async () => {
  const evaluate = async () => {
    throw new Error('a bug');
  };
  await expect(searchCurves(laterIsBetter, { evaluate, parallel: 2 })).rejects.toThrow('a bug');
});

describe('no leak', () => {
  const small: Settings = { ...base, network: { ...base.network, epochs: 9, hiddenSize: 8 } };

  /** Every error of the first rungs, with real networks. */
  async function errorsOf(series: Series, settings = small) {
    let left = 4;
    const controller = new AbortController();
    const part = learningPart(series, settings);
    const { trials } = await runSearch({
      traits: describeTraits(part.y),
      settings,
      budgetMs: 60_000,
      signal: controller.signal,
      parallel: 1,
      evaluate: async (trial, effort, signal) => {
        left -= 1;
        if (left < 0) controller.abort();
        return trySettings(
          { learning: part, settings: trial.settings, effort, metric: 'mase' },
          { signal, createForecaster },
        );
      },
    });
    return trials.map(({ settings: tried, scores }) => ({ tried, scores }));
  }

  test('the values of the test part change nothing in a search, those before it do', async () => {
    const testStart = learning.y.length;
    const changedFrom = (from: number) => seriesOf(144, (at) => (at >= from ? -1e6 * at : whole.y[at]));
    const plain = await errorsOf(whole);
    expect(plain.flatMap(({ scores }) => scores).length).toBe(4);
    expect(await errorsOf(changedFrom(testStart))).toEqual(plain);
    expect(await errorsOf(changedFrom(testStart - 1))).not.toEqual(plain);
  });

  test('what is not known a horizon ahead of the end is not known ahead in the search either', () => {
    const end = learning.y.length;
    const price = { name: 'price', known: 'future' as const };
    const covariates = [
      { ...price, values: new Float64Array(144) },
      { ...price, values: new Float64Array(156) },
    ];
    const part = learningPart({ ...whole, covariates }, base);
    expect(part.covariates?.map(({ known, values }) => [known, values.length])).toEqual([
      ['past', end],
      ['future', end + 12],
    ]);
  });

  test('a gap that the test part closes is carried forward', () => {
    const filled = new Uint8Array(144);
    filled.fill(1, learning.y.length - 2, learning.y.length + 2);
    const part = learningPart({ ...whole, filled }, base);
    expect(Array.from(part.y.slice(-2))).toEqual([whole.y[part.y.length - 3], whole.y[part.y.length - 3]]);
  });
});

test('a full trial learns at three origins, a brief one at one, and for fewer epochs', async () => {
  const fits: { length: number; epochs: number }[] = [];
  const counting = (model: Parameters<typeof createForecaster>[0], settings: Settings) => {
    const naive = createForecaster('seasonal-naive', settings);
    return {
      fit: (task: Parameters<typeof naive.fit>[0], context: Parameters<typeof naive.fit>[1]) => {
        fits.push({ length: task.histories[0].length, epochs: settings.network.epochs });
        expect(model).toBe('lstm');
        return naive.fit(task, context);
      },
    };
  };
  const long = learningPart(seriesOf(500), base);
  const request = { learning: long, settings: { ...base, models: ['lstm' as const] }, metric: 'mase' as const };
  const context = { signal: new AbortController().signal, createForecaster: counting };
  const shares: number[] = [];
  const brief = await trySettings({ ...request, effort: 1 }, { ...context, onShare: (share) => shares.push(share) });
  // The naive tells no epochs.
  expect(shares).toEqual([]);
  // 404 points before the test part, 78 of them to judge on: twelve origins half a year apart.
  expect(fits).toEqual([{ length: 326, epochs: 7 }]);
  fits.length = 0;
  const full = await trySettings({ ...request, effort: 9 }, context);
  expect(fits).toEqual([
    { length: 326, epochs: 60 },
    { length: 350, epochs: 60 },
    { length: 374, epochs: 60 },
  ]);
  // The naive learns nothing, so how often makes no difference.
  expect(full).toBeCloseTo(brief ?? Number.NaN, 12);
});
