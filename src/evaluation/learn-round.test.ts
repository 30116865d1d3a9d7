import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { averageWeights } from '../federation/average-weights.ts';
import { prepareWindows } from '../forecasters/neural/prepare-windows.ts';
import { createNetwork, drawFirstWeights } from '../forecasters/registry.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import { createLearner, type TrainingData } from '../forecasters/training/learner.ts';
import { fitScaler } from '../series/scaling.ts';
import { learnRound } from './learn-round.ts';
import { planRun } from './run-forecast.ts';
import { compareWays, simulateShops } from './testing/simulated-shops.ts';

const context = { signal: new AbortController().signal };
const day = { unit: 'day', every: 1 } as const;

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

function settingsOf(change: Partial<Settings['network']> = {}): Settings {
  const usual = defaultSettings(day, 120);
  const network = { ...usual.network, hiddenSize: 8, layers: 1, ...change };
  return { ...usual, models: ['lstm'], lookBackSteps: 14, horizonSteps: 7, network };
}

/** The gradient of the mean loss over all windows at once: what the first moment is after one step, over its share of the new. */
async function gradientOf(data: TrainingData, settings: Settings): Promise<Float32Array> {
  const network = createNetwork('lstm', { ...settings, ...settings.network });
  const learner = createLearner(
    network,
    data,
    {
      learningRateAt: () => 1e-3,
      clipNorm: 1e9,
      weightDecay: 0,
      dropout: 0,
      seed: settings.seed,
      batch: data.trainStarts.length,
      stepsPerEpoch: 1,
      epochs: 1,
      ringEpochs: 1,
    },
    null,
  );
  learner.beginEpoch(data.trainStarts);
  learner.takeStep();
  const snapshot = learner.takeSnapshot();
  const { moments } = await snapshot.read();
  const size = learner.layout.reduce((end, place) => Math.max(end, place.offset + place.size), 0);
  snapshot.dispose();
  learner.dispose();
  return moments.slice(0, size).map((value) => value / 0.1);
}

describe('an average of shops', () => {
  it('that each took one step on all of their windows is the step on the windows of all', async () => {
    const settings = settingsOf();
    const shops = simulateShops(5, [60, 90, 75]).map(({ y }) => y);
    const { lookBackSteps, horizonSteps, seasonLength } = settings;
    const window = { lookBackSteps, horizonSteps, seasonLength, normalisation: 'window' as const, covariates: null };
    const windowsOf = (histories: Float64Array[]) => prepareWindows(histories, histories.map(fitScaler), 0, window);
    const steps = async (histories: Float64Array[]) => {
      const data = windowsOf(histories);
      const values = await gradientOf(data, settings);
      return { weights: [{ name: 'step', shape: [values.length], values }], windows: data.trainStarts.length };
    };
    const pooled = await steps(shops);
    const each = [await steps([shops[0]]), await steps([shops[1]]), await steps([shops[2]])];
    expect(each.map(({ windows }) => windows)).toEqual([40, 70, 55]);
    const [{ values }] = averageWeights(each);
    const furthest = (one: Float32Array, other: Float32Array) =>
      one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0);
    const [{ values: wanted }] = pooled.weights;
    expect(furthest(values, wanted)).toBeLessThan(1e-6);
    // The counts matter, and the steps are no zeros.
    const [{ values: unweighted }] = averageWeights(each.map((one) => ({ ...one, windows: 1 })));
    expect(furthest(unweighted, wanted)).toBeGreaterThan(1e-4);
  });

  it('comes within a few per cent of one that learnt from all rows, and beats each alone', async () => {
    const series = simulateShops(2, [160, 180, 200]);
    const found = await compareWays(series, { model: 'nlinear', rounds: 4, epochs: 12, change: {} });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
    expect(mean(found.together) / mean(found.pooled)).toBeLessThan(1.05);
    expect(mean(found.ownHeads) / mean(found.pooled)).toBeLessThan(1.05);
    found.together.forEach((error, shop) => {
      expect(error).toBeLessThan(found.alone[shop]);
    });
  });
});

describe('a shop in a round', () => {
  it('learns from nothing of its test part, and from weights in any order', async () => {
    const settings = settingsOf({ epochs: 3 });
    const [series] = simulateShops(3, [120]);
    const weights = drawFirstWeights('lstm', settings);
    const learn = async (y: Float64Array, from = weights) =>
      learnRound(
        'lstm',
        await planRun({ ...series, y }, settings),
        { weights: from, epochs: 2, part: 'all', noise: null },
        context,
      );
    const { plan } = await planRun(series, settings);
    const { validationEnd } = plan.split;
    const own = await learn(series.y);
    const otherTest = await learn(series.y.map((value, at) => (at < validationEnd ? value : 1e6)));
    expect(otherTest.trained.members).toEqual(own.trained.members);
    expect(await learn(series.y, [...weights].reverse())).toEqual(own);
    expect(own.points).toBe(validationEnd);
    expect(own.norm).toBeGreaterThan(0);
  });

  it('keeps all but its head, and a head of its own only where that does better', async () => {
    const settings = settingsOf();
    const [north, south] = await Promise.all(simulateShops(4, [220, 220]).map((one) => planRun(one, settings)));
    const learnt = { epochs: 60, part: 'all', noise: null } as const;
    const first = drawFirstWeights('lstm', settings);
    const [weights] = (await learnRound('lstm', north, { ...learnt, weights: first }, context)).trained.members;
    const { trained, before, after } = await learnRound('lstm', south, { ...learnt, weights, part: 'head' }, context);
    const changed = trained.members[0].filter(({ name, values }) => {
      const handed = weights.find((tensor) => tensor.name === name);
      return !handed?.values.every((value, at) => value === values[at]);
    });
    expect(after ?? 1).toBeLessThan(before ?? 0);
    expect(changed.length).toBeGreaterThan(0);
    const { head } = createNetwork('lstm', { ...settings, ...settings.network });
    for (const { name } of changed) expect(head.some((part) => name.startsWith(`${part}.`))).toBe(true);
    // What does not do better is not kept.
    const again = { ...learnt, weights: trained.members[0], part: 'head', epochs: 1 } as const;
    const worse = await learnRound('lstm', south, { ...again, noise: { clipNorm: 1, multiplier: 9 } }, context);
    expect(worse.after).toBe(worse.before);
    expect(worse.trained.members[0]).toBe(trained.members[0]);
  });

  it('tells the error of what it hands on, noise included', async () => {
    const settings = settingsOf();
    const [series] = simulateShops(4, [140]);
    const run = await planRun(series, settings);
    const weights = drawFirstWeights('lstm', settings);
    const noise = { clipNorm: 1, multiplier: 4 };
    const asked = { weights, epochs: 4, part: 'all' as const };
    const plain = await learnRound('lstm', run, { ...asked, noise: null }, context);
    const hidden = await learnRound('lstm', run, { ...asked, noise }, context);
    expect(hidden.norm).toBe(plain.norm);
    expect(hidden.before).toBe(plain.before);
    expect(hidden.after ?? 0).toBeGreaterThan(2 * (plain.after ?? 1));
  });
});
