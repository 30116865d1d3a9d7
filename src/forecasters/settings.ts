import { fail, ok, type Result } from '../base/result.ts';
import { type Step, seasonLengthOf } from '../series/step.ts';
import {
  type BacktestSettings,
  defaultBacktest,
  leastTrainingWindows,
  splitFor,
  stepBetweenOrigins,
  type TestSettings,
} from './backtest-settings.ts';
import { defaultModels, isNetwork, type ModelId } from './model-cards.ts';
import {
  fixedDefaults,
  isOptional,
  type NumericSetting,
  numericSettings,
  type SettingName,
  type SettingsPart,
  type SettingValue,
  type SettingValues,
  settingCards,
} from './setting-cards.ts';

export type LossName = SettingValue<'loss'>;
export type FineTuning = SettingValue<'fineTuning'>;
export type TunedLayers = SettingValue<'tunedLayers'>;
export type AugmentationChoice = SettingValue<'augmentation'>;

/** What the networks are made of and how they are trained. */
export type NetworkSettings = SettingsPart<'network'>;

export type Settings = { models: ModelId[] } & SettingsPart<'run'> & {
    network: NetworkSettings;
    backtest: BacktestSettings;
  };

/** What a setting stands at, wherever it lies; what was kept before there was such a setting has what it is without a word. */
export function settingValue<Name extends SettingName>(settings: Settings, name: Name): SettingValue<Name> {
  const { part, default: usual } = settingCards[name];
  const holder: Partial<SettingValues> = part === 'run' ? settings : settings[part];
  const value = holder[name];
  return (value === undefined ? usual : value) as SettingValue<Name>;
}

/** The settings with one of them changed. */
export function withSetting<Name extends SettingName>(
  settings: Settings,
  name: Name,
  value: SettingValue<Name>,
): Settings {
  const { part } = settingCards[name];
  return part === 'run'
    ? { ...settings, [name]: value }
    : { ...settings, [part]: { ...settings[part], [name]: value } };
}

export type RangeProblem = {
  code: 'setting-out-of-range';
  params: { setting: NumericSetting; low: number; high: number };
};

export type SettingsProblem =
  | {
      code: 'series-too-short';
      params: { length: number; needed: number; lookBackSteps: number; horizonSteps: number };
      /** Settings with which the series is long enough, perhaps without the networks; null where it never is. */
      fits: (SplitLengths & { models?: ModelId[] }) | null;
    }
  | RangeProblem
  | { code: 'heads-do-not-divide'; params: { heads: number; hiddenSize: number } }
  | { code: 'no-model'; params: Record<never, never> }
  /** The length of the test part follows from its origins: only one of the two can be asked for. */
  | { code: 'test-given-twice'; params: { testSteps: number; origins: number } }
  | { code: 'too-many-origins'; params: { origins: number; most: number } }
  | { code: 'window-too-short'; params: { windowSteps: number; needed: number } }
  /** It would hold everything before the test part, and not slide. */
  | { code: 'window-too-long'; params: { windowSteps: number; most: number } };

const horizonOf: Record<Step['unit'], number> = {
  row: 12,
  second: 60,
  minute: 60,
  hour: 24,
  day: 28,
  'business-day': 20,
  week: 13,
  dekad: 18,
  'half-month': 12,
  'retail-month': 12,
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
  dekad: 72,
  'half-month': 48,
  'retail-month': 24,
  month: 24,
  quarter: 12,
  year: 8,
};

/** A day of minutes is what to look at ahead, where it is no more points than this: beyond it networks would take long. */
const mostStepsOfDay = 96;

/** How far a series of this rhythm is looked ahead and back, if it is long enough. */
function wantedLengths({ unit }: Step, season: number): SplitLengths {
  const isDay = unit === 'minute' && season > 1 && season <= mostStepsOfDay;
  return isDay
    ? { horizonSteps: season, lookBackSteps: 2 * season, testSteps: null }
    : { horizonSteps: horizonOf[unit], lookBackSteps: lookBackOf[unit], testSteps: null };
}

/** A horizon is no longer than this share of the series, but so many steps are wanted where they can be tested at all. */
const longestShare = 0.25;
const leastHorizon = 3;

/** How far ahead to look of what is wanted: what leaves enough to learn from, and to be tested on. */
function defaultHorizon(wanted: number, length: number, seasonLength: number): number {
  const most = Math.max(leastHorizon, Math.floor(length * longestShare));
  for (let horizonSteps = Math.min(wanted, most); horizonSteps > 1; horizonSteps -= 1) {
    const need = openTest({ horizonSteps, seasonLength }, 1);
    if (spareWindows(need, length) >= 0) return horizonSteps;
  }
  return 1;
}

/** The largest of a season, its half and its quarter that leaves the network four tokens or more to read. */
function defaultPatchLength(lookBackSteps: number, season: number): number {
  const wanted = season > 1 ? [season, season / 2, season / 4] : [lookBackSteps / 8];
  const fitting = wanted.map(Math.round).find((length) => length >= 1 && length * 4 <= lookBackSteps);
  return Math.min(fitting ?? 1, settingCards.patchLength.high);
}

/**
 * Settings that work for a series of this rhythm and length without a word from the user.
 *
 * @param step rhythm of the series
 * @param length points of the series
 */
export function defaultSettings(step: Step, length: number): Settings {
  const season = seasonLengthOf(step);
  const wanted = wantedLengths(step, season);
  const horizonSteps = defaultHorizon(wanted.horizonSteps, length, season);
  const asked = { ...wanted, horizonSteps, seasonLength: season };
  const forNetworks = settingsThatFit(asked, length, leastTrainingWindows);
  // The horizon is what a person wants to know; networks do not make it shorter.
  const withNetworks = forNetworks?.horizonSteps === horizonSteps ? forNetworks : null;
  const fitting = withNetworks ??
    settingsThatFit(asked, length, 1) ?? { lookBackSteps: 2, horizonSteps: 1, testSteps: null };
  return {
    models: withNetworks ? [...defaultModels] : withoutNetworks(defaultModels),
    ...fixedDefaults('run'),
    ...fitting,
    seasonLength: season,
    network: { ...fixedDefaults('network'), patchLength: defaultPatchLength(fitting.lookBackSteps, season) },
    backtest: defaultBacktest,
  };
}

/** The models that learn from few points. */
export function withoutNetworks(models: readonly ModelId[]): ModelId[] {
  return models.filter((model) => !isNetwork(model));
}

type SplitLengths = Pick<Settings, 'lookBackSteps' | 'horizonSteps' | 'testSteps'>;

/** What has to fit into the training part: only networks read windows of the look-back, and many of them. */
type Need = TestSettings & { windows: number };

/** A test that is left open, which yields to no network. */
function openTest(lengths: { horizonSteps: number; seasonLength: number }, windows: number): Need {
  return { ...lengths, lookBackSteps: 0, models: [], testSteps: null, backtest: defaultBacktest, windows };
}

function needOf(settings: Settings): Need {
  const hasNetwork = withoutNetworks(settings.models).length < settings.models.length;
  return hasNetwork ? { ...settings, windows: leastTrainingWindows } : { ...settings, lookBackSteps: 0, windows: 1 };
}

/** Windows too many, or too few where negative, in the training part of a series. */
function spareWindows(need: Need, length: number): number {
  const { lookBackSteps, horizonSteps, windows } = need;
  return splitFor(length, need).trainEnd - lookBackSteps - horizonSteps + 1 - windows;
}

/** The nearest lengths, none larger than wanted, that leave enough windows to train on. */
function settingsThatFit(
  wanted: SplitLengths & { seasonLength: number },
  length: number,
  windows: number,
): SplitLengths | null {
  for (let horizonSteps = wanted.horizonSteps; horizonSteps >= 1; horizonSteps -= 1) {
    const testSteps = wanted.testSteps === null ? null : Math.min(wanted.testSteps, Math.ceil(length / 4));
    const least = windows === 1 ? 0 : Math.max(2, Math.min(horizonSteps, wanted.lookBackSteps));
    const open = openTest({ horizonSteps, seasonLength: wanted.seasonLength }, windows);
    const forNetworks = { lookBackSteps: least, models: defaultModels.filter(isNetwork) };
    const need = { ...open, testSteps, ...(windows > 1 && forNetworks) };
    const spare = spareWindows(need, length) + need.lookBackSteps;
    if (spare >= least) {
      return { lookBackSteps: Math.max(2, Math.min(wanted.lookBackSteps, spare)), horizonSteps, testSteps };
    }
  }
  return null;
}

/** The same for the models chosen; where they ask too much, without the networks among them. */
function settingsThatFitModels(settings: Settings, length: number): (SplitLengths & { models?: ModelId[] }) | null {
  const fits = settingsThatFit(settings, length, needOf(settings).windows);
  const models = withoutNetworks(settings.models);
  if (fits || models.length === 0) return fits;
  const without = settingsThatFit(settings, length, 1);
  return without && { ...without, models };
}

/** The shortest series that leaves enough windows. */
function leastLength(need: Need): number {
  let length = need.lookBackSteps + need.horizonSteps;
  while (spareWindows(need, length) < 0) length += 1;
  return length;
}

/** What is wrong with the way of testing, for a series that is long enough for its shortest form. */
function problemOfBacktest(settings: Settings, length: number): SettingsProblem | null {
  const { testSteps, backtest, horizonSteps } = settings;
  const { origins, windowSteps } = backtest;
  const need = needOf(settings);
  if (origins !== null && testSteps !== null) return { code: 'test-given-twice', params: { testSteps, origins } };
  if (origins !== null) {
    const alone = { ...need, backtest: { ...backtest, origins: 1 } };
    const most = 1 + Math.floor(spareWindows(alone, length) / stepBetweenOrigins(settings, 0));
    if (origins > most) return { code: 'too-many-origins', params: { origins, most } };
  }
  if (windowSteps === null) return null;
  const { trainEnd, validationEnd } = splitFor(length, settings);
  const needed = validationEnd - trainEnd + need.lookBackSteps + horizonSteps + need.windows - 1;
  if (windowSteps < needed) return { code: 'window-too-short', params: { windowSteps, needed } };
  return windowSteps > validationEnd ? { code: 'window-too-long', params: { windowSteps, most: validationEnd } } : null;
}

function problemOfNumber(setting: NumericSetting, value: number | null): RangeProblem | null {
  const { low, high, whole } = settingCards[setting];
  if (value === null && isOptional(setting)) return null;
  const fits = value !== null && value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits ? null : { code: 'setting-out-of-range', params: { setting, low, high } };
}

/** Every number out of its range. */
export function rangeProblems(settings: Settings): RangeProblem[] {
  return numericSettings.flatMap((name) => problemOfNumber(name, settingValue(settings, name)) ?? []);
}

/**
 * Whether a series of `length` points can be forecast with these settings.
 *
 * @returns the settings, or the first problem with what would fit instead
 */
export function checkSettings(settings: Settings, length: number): Result<Settings, SettingsProblem> {
  const [outOfRange] = rangeProblems(settings);
  if (outOfRange) return fail(outOfRange);
  if (settings.models.length === 0) return fail({ code: 'no-model', params: {} });
  const { heads, hiddenSize } = settings.network;
  if (hiddenSize % heads !== 0) return fail({ code: 'heads-do-not-divide', params: { heads, hiddenSize } });
  // With one origin the test part is at its shortest; that there is no room for more of them is a problem of its own.
  const { origins } = settings.backtest;
  const shortest = origins === null ? settings : { ...settings, backtest: { ...settings.backtest, origins: 1 } };
  if (spareWindows(needOf(shortest), length) < 0) {
    const { lookBackSteps, horizonSteps } = settings;
    return fail({
      code: 'series-too-short',
      params: { length, needed: leastLength(needOf(shortest)), lookBackSteps, horizonSteps },
      fits: settingsThatFitModels(settings, length),
    });
  }
  const problem = problemOfBacktest(settings, length);
  return problem ? fail(problem) : ok(settings);
}
