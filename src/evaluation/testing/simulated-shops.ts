/** Shops whose sales follow the same laws at other levels, and one network learnt by each alone, by all together, and by files. */
import { createRandom, drawNormal } from '../../base/random.ts';
import { nextRound } from '../../federation/gather.ts';
import type { Contribution, Noise, Round, RoundPlan } from '../../federation/round.ts';
import { withFloor } from '../../forecasters/floor.ts';
import type { NetworkId } from '../../forecasters/model-cards.ts';
import { createTrained, drawFirstWeights } from '../../forecasters/registry.ts';
import { defaultSettings, type Settings } from '../../forecasters/settings.ts';
import type { NamedTensor, TrainedNetwork } from '../../forecasters/trained-network.ts';
import type { Series } from '../../series/series.ts';
import { createForecaster } from '../create-forecaster.ts';
import { learnRound } from '../learn-round.ts';
import type { RoundTask } from '../round-learning.ts';
import { type PlannedRun, planRun, runModel } from '../run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const context = { signal: new AbortController().signal };

/** Days from one pay day to the next, which no season of a week knows. */
const payEvery = 10;

/**
 * Daily sales of shops, at a level of each: a week that all share, two better days after each pay day, whenever that is, and noise of
 * which a part goes on to the next day.
 *
 * @param lengths days of each
 * @param differ whether what pay days and the days before are worth is each shop's own
 */
export function simulateShops(seed: number, lengths: readonly number[], differ = false): Series[] {
  return lengths.map((length, shop) => {
    const random = createRandom(seed, shop);
    const level = 50 * 3 ** shop;
    const week = [0.8, 0.85, 0.9, 1, 1.2, 1.5, 0.75];
    const paid = differ ? 1.3 + 0.5 * shop : 1.6;
    const goesOn = differ ? 0.7 - 0.4 * shop : 0.5;
    const payDay = Math.floor(payEvery * random());
    let swing = 0;
    const y = Float64Array.from({ length }, (_, day) => {
      swing = goesOn * swing + 0.15 * drawNormal(random);
      const isPaid = (day + payDay) % payEvery < 2;
      return level * week[day % 7] * (isPaid ? paid : 1) * Math.exp(swing);
    });
    return { uniqueId: `shop ${shop + 1}`, step, firstMs: 0, y, filled: new Uint8Array(length) };
  });
}

export type Simulation = {
  model: NetworkId;
  rounds: number;
  epochs: number;
  change: Partial<Settings['network']>;
  /** How shops hide what they hand back; as it is where absent. */
  noise?: Noise;
};
/** Mean absolute errors in the tests over the seasonal naive's, shop by shop. */
export type Compared = { alone: number[]; pooled: number[]; together: number[]; ownHeads: number[] };

async function testOf(run: PlannedRun, model: NetworkId, trained: TrainedNetwork): Promise<number> {
  const { maeRatioToNaive } = await runModel(model, run, {
    ...context,
    createForecaster: (id, settings) =>
      id === model ? withFloor(createTrained(model, settings, trained)) : createForecaster(id, settings),
  });
  return maeRatioToNaive ?? Number.NaN;
}

/** One network learnt in each of these ways for as many epochs, and tested on the end of each shop, which none has learnt from. */
export async function compareWays(series: readonly Series[], { model, rounds, epochs, change, noise }: Simulation) {
  const shortest = Math.min(...series.map(({ y }) => y.length));
  const usual = defaultSettings(step, shortest);
  const settings: Settings = {
    ...usual,
    models: [model],
    lookBackSteps: 21,
    horizonSteps: 7,
    testSteps: 56,
    network: { ...usual.network, ...change },
  };
  const plan: RoundPlan = { id: 'simulated', model, settings, step, rounds, epochs };
  const runs = await Promise.all(series.map((one) => planRun(one, settings)));
  const first = drawFirstWeights(model, settings);
  const learn = (run: PlannedRun, weights: readonly NamedTensor[], count: number, task: Partial<RoundTask> = {}) =>
    learnRound(model, run, { part: 'all', noise: null, ...task, weights, epochs: count }, context);

  let round: Round = { plan, round: 1, weights: first, shops: [] };
  while (round.round <= rounds) {
    const contributions: Contribution[] = [];
    for (const [at, run] of runs.entries()) {
      const { trained, windows, before, after } = await learn(run, round.weights, epochs, { noise: noise ?? null });
      const shop = { label: series[at].uniqueId, windows, before, after };
      const { plan: of, round: number } = round;
      contributions.push({ plan: of, round: number, base: '', shop, noise: null, weights: trained.members[0] });
    }
    round = nextRound(contributions);
  }

  const panel = { ...settings, network: { ...settings.network, scope: 'panel' as const } };
  const all = await planRun(series[0], panel, { series: series.slice(1), leftOut: 0 });
  const together = await learn(all, first, rounds * epochs);
  const compared: Compared = { alone: [], pooled: [], together: [], ownHeads: [] };
  for (const run of runs) {
    const own = await learn(run, first, rounds * epochs);
    const { trained } = own;
    const head = await learn(run, round.weights, epochs, { part: 'head' });
    compared.alone.push(await testOf(run, model, trained));
    compared.pooled.push(await testOf(run, model, { ...trained, members: together.trained.members }));
    compared.together.push(await testOf(run, model, { ...trained, members: [round.weights] }));
    compared.ownHeads.push(await testOf(run, model, head.trained));
  }
  return compared;
}
