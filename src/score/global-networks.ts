/** Networks that learn from all series of a set at once: one set of weights, with which each series is then forecast. */
import type { Forecaster } from '../forecasters/forecaster.ts';
import { createNHits } from '../forecasters/neural/n-hits.ts';
import type { Network, NetworkLengths } from '../forecasters/neural/network.ts';
import { createNeuralForecaster } from '../forecasters/neural/neural-forecaster.ts';
import type { NeuralOptions } from '../forecasters/neural/plan-network.ts';
import { createSeedEnsemble } from '../forecasters/neural/seed-ensemble.ts';
import { createTide } from '../forecasters/neural/tide.ts';
import { type ModelScore, type ScoreOptions, type ScoreTask, scoreForecast, scoreSeries } from './score-series.ts';

type GlobalPlan = {
  create: (lengths: NetworkLengths) => Network;
  /** Epochs of the schedule, and after how many of them the validation error was least. */
  epochs: number;
  takenEpochs: number;
};

/**
 * Chosen on M4's hourly set without its test part: the last 48 points of each training series decided (docs/accuracy.md). A window of
 * seven seasons, because a week of hours shows both of their seasons; the absolute error, because it is what MASE measures.
 */
const plans = {
  'n-hits': { create: (lengths) => createNHits({ ...lengths, hiddenSize: 256 }), epochs: 30, takenEpochs: 21 },
  tide: { create: (lengths) => createTide({ ...lengths, hiddenSize: 128, layers: 2 }), epochs: 30, takenEpochs: 23 },
} as const satisfies Record<string, GlobalPlan>;
type PlanId = keyof typeof plans;

const seasonsBack = 7;
const training = {
  learningRate: 0.002,
  weightDecay: 0,
  dropout: 0,
  loss: { kind: 'mae' },
  averaging: true,
  normalisation: 'window',
  batchSize: 256,
  mostStepsAnEpoch: 100,
} as const satisfies Partial<NeuralOptions>;

/** Which networks make a model, and of how many seeds each. */
const models = {
  'global-n-hits': { kinds: ['n-hits'], seeds: 1 },
  'global-tide': { kinds: ['tide'], seeds: 1 },
  'global-ensemble': { kinds: ['n-hits', 'tide'], seeds: 3 },
} as const satisfies Record<string, { kinds: readonly PlanId[]; seeds: number }>;
export type GlobalModel = keyof typeof models;

export const globalModels = Object.keys(models) as GlobalModel[];

/** Seven seasons, or as many fewer as leave half of the series a window; two horizons where seasons are shorter than that. */
function lookBackFor(tasks: readonly ScoreTask[], { horizonSteps, seasonLength }: ScoreLengths): number {
  const lengths = tasks.map(({ series }) => series.y.length).sort((a, b) => a - b);
  const usual = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  const stepsOf = (seasons: number) =>
    Math.max(seasons * seasonLength, Math.ceil((2 * horizonSteps * seasons) / seasonsBack));
  let seasons = seasonsBack;
  while (seasons > 1 && stepsOf(seasons) + horizonSteps > usual) seasons -= 1;
  return stepsOf(seasons);
}

/** A forecaster that goes through the epochs of its plan, whatever it is told. */
function createPlanned(
  kind: PlanId,
  { lookBackSteps, horizonSteps, seasonLength }: WindowLengths,
  seed: number,
): Forecaster {
  const { create, epochs, takenEpochs } = plans[kind];
  const lengths = { lookBackSteps, horizonSteps };
  const network = createNeuralForecaster(create(lengths), { ...training, ...lengths, seasonLength, epochs, seed });
  return { fit: (task, context) => network.fit({ ...task, epochs: takenEpochs }, context) };
}

type ScoreLengths = Pick<ScoreOptions, 'horizonSteps' | 'seasonLength'>;
type WindowLengths = ScoreLengths & { lookBackSteps: number };

/** Every network of a model, each of its own seed, averaged where there are several. */
function createGlobal(model: GlobalModel, lengths: WindowLengths): Forecaster {
  const { kinds, seeds } = models[model];
  const members = kinds.flatMap((kind) =>
    Array.from({ length: seeds }, (_, seed) => createPlanned(kind, lengths, 1 + seed)),
  );
  return members.length === 1 ? members[0] : createSeedEnsemble(members);
}

export type GlobalScores = {
  /** One a task, in their order; null where there is no forecast. */
  scores: (ModelScore | null)[];
  /** Why the seasonal naive stands in for the model everywhere; null where it does not. */
  failure: string | null;
};

/**
 * Trains a model on all series together and forecasts each from its end. The backend has to be started.
 *
 * @param onProgress told the share of the training that is done, 0-1
 * @param signal once aborted, training ends soon and there are no forecasts
 */
export async function scoreGlobalModel(
  model: GlobalModel,
  tasks: readonly ScoreTask[],
  lengths: ScoreLengths,
  onProgress: (share: number) => void = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<GlobalScores> {
  const lookBackSteps = lookBackFor(tasks, lengths);
  const spanSteps = lookBackSteps + lengths.horizonSteps;
  if (tasks.every(({ series }) => series.y.length < spanSteps)) {
    return standIn(model, tasks, lengths, `no series has the ${spanSteps} points of a window`);
  }
  const startedMs = performance.now();
  const task = { histories: tasks.map(({ series }) => series.y), validationSteps: 0, epochs: null };
  const fitted = await createGlobal(model, { ...lengths, lookBackSteps }).fit(task, {
    signal,
    onEpoch: ({ epoch, epochs }) => onProgress(epoch / epochs),
  });
  try {
    if (signal.aborted) return { scores: tasks.map(() => null), failure: 'stopped: no forecast' };
    const scores: ModelScore[] = [];
    for (const [at, each] of tasks.entries()) {
      const [forecast] = await fitted.forecast([each.series.y], at);
      const score = scoreForecast(forecast, each, lengths.seasonLength);
      scores.push({ model, forecast, form: null, score, elapsedMs: 0 });
    }
    const elapsedMs = (performance.now() - startedMs) / tasks.length;
    return { scores: scores.map((score) => ({ ...score, elapsedMs })), failure: null };
  } finally {
    fitted.dispose();
  }
}

/** The seasonal naive under the model's name. */
async function standIn(
  model: GlobalModel,
  tasks: readonly ScoreTask[],
  lengths: ScoreLengths,
  reason: string,
): Promise<GlobalScores> {
  const scores: GlobalScores['scores'] = [];
  for (const task of tasks) {
    const { models: naive } = await scoreSeries(task, { ...lengths, models: ['seasonal-naive'] });
    scores.push(naive[0] ? { ...naive[0], model } : null);
  }
  return { scores, failure: `${reason}: seasonal naive instead` };
}
