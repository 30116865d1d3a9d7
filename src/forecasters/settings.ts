import { splitByTime } from '../series/split.ts';
import { type Step, seasonLengthOf } from '../series/step.ts';
import { fail, ok, type Result } from '../table/result.ts';

/** What a forecaster is, for the page to group by and to tell which settings matter. */
export type ModelFamily = 'baseline' | 'smoothing' | 'intermittent' | 'regression' | 'combination' | 'network';

/** The forecasters a user can pick, in the order they run: what is quick first. */
export const modelFamilies = {
  'seasonal-naive': 'baseline',
  naive: 'baseline',
  drift: 'baseline',
  mean: 'baseline',
  'window-average': 'baseline',
  ses: 'smoothing',
  holt: 'smoothing',
  'damped-holt': 'smoothing',
  'holt-winters': 'smoothing',
  ets: 'smoothing',
  'log-ets': 'smoothing',
  theta: 'smoothing',
  'dynamic-theta': 'smoothing',
  arima: 'regression',
  mstl: 'smoothing',
  croston: 'intermittent',
  tsb: 'intermittent',
  adida: 'intermittent',
  ridge: 'regression',
  'piecewise-trend': 'regression',
  auto: 'combination',
  lstm: 'network',
  transformer: 'network',
} as const satisfies Record<string, ModelFamily>;
export type ModelId = keyof typeof modelFamilies;
export const modelIds = Object.keys(modelFamilies) as ModelId[];

/** What runs without a word from the user. */
export const defaultModels: readonly ModelId[] = ['seasonal-naive', 'ets', 'theta', 'auto', 'lstm', 'transformer'];

/** What the networks are made of and how they are trained. */
export type NetworkSettings = {
  epochs: number;
  hiddenSize: number;
  layers: number;
  dropout: number;
  learningRate: number;
  weightDecay: number;
  heads: number;
  /** Consecutive values read as one token by the Transformer and as one step by the LSTM. */
  patchLength: number;
};

export type Settings = {
  models: ModelId[];
  horizonSteps: number;
  lookBackSteps: number;
  seasonLength: number;
  /** Points held out for the test; null takes the last 20 %. */
  testSteps: number | null;
  seed: number;
  network: NetworkSettings;
};

type NumericSetting = Exclude<keyof Settings, 'models' | 'network'> | keyof NetworkSettings;

export type SettingsProblem =
  | {
      code: 'series-too-short';
      params: { length: number; needed: number; lookBackSteps: number; horizonSteps: number };
      /** Settings with which the series is long enough; null where it never is. */
      fits: Pick<Settings, 'lookBackSteps' | 'horizonSteps' | 'testSteps'> | null;
    }
  | { code: 'setting-out-of-range'; params: { setting: NumericSetting; low: number; high: number } }
  | { code: 'heads-do-not-divide'; params: { heads: number; hiddenSize: number } }
  | { code: 'no-model'; params: Record<never, never> };

/** What each number may be; `whole` numbers have no fraction. */
export const settingRanges: Record<NumericSetting, { low: number; high: number; whole: boolean }> = {
  horizonSteps: { low: 1, high: 1000, whole: true },
  lookBackSteps: { low: 2, high: 2000, whole: true },
  seasonLength: { low: 1, high: 2000, whole: true },
  testSteps: { low: 1, high: 1_000_000, whole: true },
  seed: { low: 0, high: 2 ** 31 - 1, whole: true },
  epochs: { low: 1, high: 2000, whole: true },
  hiddenSize: { low: 1, high: 512, whole: true },
  layers: { low: 1, high: 3, whole: true },
  dropout: { low: 0, high: 0.9, whole: false },
  learningRate: { low: 1e-6, high: 1, whole: false },
  weightDecay: { low: 0, high: 1, whole: false },
  heads: { low: 1, high: 16, whole: true },
  patchLength: { low: 1, high: 200, whole: true },
};

/** Fewest windows a network is trained on; with less there is nothing to learn from. */
const leastTrainingWindows = 8;

const horizonOf: Record<Step['unit'], number> = {
  row: 12,
  second: 60,
  minute: 60,
  hour: 24,
  day: 28,
  'business-day': 20,
  week: 13,
  month: 12,
  quarter: 4,
  year: 4,
};

/** Look-backs span whole seasons where the series is long enough for them. */
const lookBackOf: Record<Step['unit'], number> = {
  row: 24,
  second: 120,
  minute: 120,
  hour: 168,
  day: 56,
  'business-day': 60,
  week: 104,
  month: 24,
  quarter: 12,
  year: 8,
};

/** The largest of a season, its half and its quarter that leaves the network four tokens or more to read. */
function defaultPatchLength(lookBackSteps: number, season: number): number {
  const wanted = season > 1 ? [season, season / 2, season / 4] : [lookBackSteps / 8];
  const fitting = wanted.map(Math.round).find((length) => length >= 1 && length * 4 <= lookBackSteps);
  return Math.min(fitting ?? 1, settingRanges.patchLength.high);
}

/**
 * Settings that work for a series of this rhythm and length without a word from the user.
 *
 * @param step rhythm of the series
 * @param length points of the series
 */
export function defaultSettings(step: Step, length: number): Settings {
  const season = seasonLengthOf(step);
  const wanted = { lookBackSteps: lookBackOf[step.unit], horizonSteps: horizonOf[step.unit], testSteps: null };
  const fitting = settingsThatFit(wanted, length) ?? { lookBackSteps: 2, horizonSteps: 1, testSteps: null };
  return {
    models: [...defaultModels],
    ...fitting,
    seasonLength: season,
    seed: 1,
    network: {
      epochs: 60,
      hiddenSize: 32,
      layers: 1,
      dropout: 0.2,
      learningRate: 0.004,
      weightDecay: 0.01,
      heads: 4,
      patchLength: defaultPatchLength(fitting.lookBackSteps, season),
    },
  };
}

type Lengths = Pick<Settings, 'lookBackSteps' | 'horizonSteps' | 'testSteps'>;

/** What has to fit into the training part: only networks read windows of the look-back. */
function lengthsNeeded({ models, lookBackSteps, horizonSteps, testSteps }: Settings): Lengths {
  const hasNetwork = models.some((model) => modelFamilies[model] === 'network');
  return { lookBackSteps: hasNetwork ? lookBackSteps : 0, horizonSteps, testSteps };
}

function trainingWindows({ lookBackSteps, horizonSteps, testSteps }: Lengths, length: number): number {
  return splitByTime(length, horizonSteps, testSteps).trainEnd - lookBackSteps - horizonSteps + 1;
}

/** The nearest lengths, none larger than wanted, that leave enough windows to train on. */
function settingsThatFit(wanted: Lengths, length: number): Lengths | null {
  for (let horizonSteps = wanted.horizonSteps; horizonSteps >= 1; horizonSteps -= 1) {
    const testSteps = wanted.testSteps === null ? null : Math.min(wanted.testSteps, Math.ceil(length / 4));
    const spare = trainingWindows({ lookBackSteps: 0, horizonSteps, testSteps }, length) - leastTrainingWindows;
    const least = Math.max(2, Math.min(horizonSteps, wanted.lookBackSteps));
    if (spare >= least) return { lookBackSteps: Math.min(wanted.lookBackSteps, spare), horizonSteps, testSteps };
  }
  return null;
}

/** The shortest series that these lengths leave enough windows of. */
function leastLength(lengths: Lengths): number {
  let length = lengths.lookBackSteps + lengths.horizonSteps;
  while (trainingWindows(lengths, length) < leastTrainingWindows) length += 1;
  return length;
}

function problemOfNumber(setting: NumericSetting, value: number | null): SettingsProblem | null {
  const { low, high, whole } = settingRanges[setting];
  if (value === null && setting === 'testSteps') return null;
  const fits = value !== null && value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits ? null : { code: 'setting-out-of-range', params: { setting, low, high } };
}

/**
 * Whether a series of `length` points can be forecast with these settings.
 *
 * @returns the settings, or the first problem with what would fit instead
 */
export function checkSettings(settings: Settings, length: number): Result<Settings, SettingsProblem> {
  const values: Record<NumericSetting, number | null> = {
    horizonSteps: settings.horizonSteps,
    lookBackSteps: settings.lookBackSteps,
    seasonLength: settings.seasonLength,
    testSteps: settings.testSteps,
    seed: settings.seed,
    ...settings.network,
  };
  for (const setting of Object.keys(settingRanges) as NumericSetting[]) {
    const problem = problemOfNumber(setting, values[setting]);
    if (problem) return fail(problem);
  }
  if (settings.models.length === 0) return fail({ code: 'no-model', params: {} });
  const { heads, hiddenSize } = settings.network;
  if (hiddenSize % heads !== 0) return fail({ code: 'heads-do-not-divide', params: { heads, hiddenSize } });
  const lengths = lengthsNeeded(settings);
  if (trainingWindows(lengths, length) < leastTrainingWindows) {
    const { lookBackSteps, horizonSteps } = settings;
    return fail({
      code: 'series-too-short',
      params: { length, needed: leastLength(lengths), lookBackSteps, horizonSteps },
      fits: settingsThatFit(settings, length),
    });
  }
  return ok(settings);
}
