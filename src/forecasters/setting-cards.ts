/**
 * Every setting of a forecast, a card each. The types of the settings, what is checked, what a link may bring, the fields of the page and
 * the comparison of runs follow from the cards. In words it is `setting.<name>`, with `.why` for its reason; a choice is
 * `setting.<name>.<choice>`, `on` or `off`, and a number left open `setting.<name>.open`.
 */
import type { Normalisation } from '../compute/windows/window-frame.ts';
import { holidayCountries } from '../series/holiday-countries.ts';

type Card = {
  /** Where it lies among the settings, and in a link: beside the models, or in a part of its own. */
  part: 'run' | 'network' | 'backtest';
  /** The models that make something of it. */
  readers: 'all-models' | 'networks' | 'networks-of-panel' | 'fine-tuned';
  /** Beside what it is offered on the page. */
  group: 'forecast' | 'targets' | 'panel' | 'tuning' | 'covariates' | 'backtest' | 'networks';
  /** The `data-testid` of its field. */
  field: string;
};

type NumberCard = Card & {
  kind: 'number';
  low: number;
  high: number;
  /** Whether it has no fraction. */
  whole: boolean;
  /** Whether it counts steps of the series. */
  inSteps: boolean;
  /** `of-series` where it follows from rhythm and length; null where it may be left open. */
  default: number | 'of-series' | null;
};

type ChoiceCard = Card & { kind: 'choice'; choices: readonly string[]; default: string };
type SwitchCard = Card & { kind: 'switch'; default: boolean };
/** One of a list by two letters, or none. */
type CountryCard = Card & { kind: 'country'; choices: readonly string[]; default: null };
/** Some of the columns of the file, by their places, ascending: what a column is called leaves the page in no link. */
type ColumnsCard = Card & { kind: 'columns'; most: number; default: readonly number[] };
type AnyCard = NumberCard | ChoiceCard | SwitchCard | CountryCard | ColumnsCard;

const forecast = { part: 'run', group: 'forecast', kind: 'number', whole: true } as const;
const backtest = { part: 'backtest', readers: 'all-models', group: 'backtest' } as const;
const openNumber = { kind: 'number', whole: true, default: null } as const;
const networks = { part: 'network', readers: 'networks', group: 'networks' } as const;
const numeric = { ...networks, kind: 'number', inSteps: false } as const;

/** In the order in which they are offered, checked and told. */
export const settingCards = {
  /** Steps to forecast. */
  horizonSteps: {
    ...forecast,
    readers: 'all-models',
    field: 'horizon',
    low: 1,
    high: 1000,
    inSteps: true,
    default: 'of-series',
  },
  seasonLength: {
    ...forecast,
    readers: 'all-models',
    field: 'season-length',
    low: 1,
    high: 2000,
    inSteps: true,
    default: 'of-series',
  },
  /** Points held out for the test; null takes the last fifth. */
  testSteps: { ...backtest, ...openNumber, part: 'run', field: 'test-steps', low: 1, high: 1_000_000, inSteps: true },
  /** How many points forecasts are made from; null for as many as the test part has room for. */
  origins: { ...backtest, ...openNumber, field: 'origins', low: 1, high: 500, inSteps: false },
  /** Points from one origin to the next; null for a horizon, or several where the test part is very long. */
  stepSteps: { ...backtest, ...openNumber, field: 'origin-step', low: 1, high: 1000, inSteps: true },
  /** The most recent points alone are learnt from (sliding window); null for all that came before (expanding). */
  windowSteps: { ...backtest, ...openNumber, field: 'window', low: 3, high: 1_000_000, inSteps: true },
  /** At each origin what is quick to learn; every model at each origin; or every model once, before the test part. */
  refit: { ...backtest, field: 'refit', kind: 'choice', choices: ['auto', 'always', 'once'], default: 'auto' },
  lookBackSteps: {
    ...forecast,
    group: 'networks',
    readers: 'networks',
    field: 'look-back',
    low: 2,
    high: 2000,
    inSteps: true,
    default: 'of-series',
  },
  seed: {
    ...forecast,
    group: 'networks',
    readers: 'networks',
    field: 'seed',
    low: 0,
    high: 2 ** 31 - 1,
    inSteps: false,
    default: 1,
  },
  /** The targets to forecast together, the one shown among them; none where each is forecast by itself. */
  together: {
    ...networks,
    readers: 'all-models',
    group: 'targets',
    field: 'together',
    kind: 'columns',
    most: 8,
    default: [] as readonly number[],
  },
  /** What the networks learn from: the series shown alone, or all series of its file. */
  scope: {
    ...networks,
    group: 'panel',
    field: 'scope',
    kind: 'choice',
    choices: ['series', 'panel'],
    default: 'series',
  },
  /** Whether a network learns some numbers for each series, to tell them apart by. */
  seriesEmbedding: {
    part: 'network',
    readers: 'networks-of-panel',
    group: 'panel',
    field: 'series-embedding',
    kind: 'switch',
    default: false,
  },
  /** What is learnt once more from the series shown alone, after a network has learnt from all of them. */
  fineTuning: {
    part: 'network',
    readers: 'networks-of-panel',
    group: 'panel',
    field: 'fine-tuning',
    kind: 'choice',
    choices: ['none', 'all', 'upper', 'head'],
    default: 'none',
  },
  /** What changes of the weights that were trained ahead where they are tuned: the others are frozen. */
  tunedLayers: {
    part: 'network',
    readers: 'fine-tuned',
    group: 'tuning',
    field: 'tuned-layers',
    kind: 'choice',
    choices: ['all', 'decoder', 'head'],
    default: 'all',
  },
  /** Whether models that read covariates read weekday, time of year and the like. */
  calendar: {
    ...networks,
    readers: 'all-models',
    group: 'covariates',
    field: 'calendar',
    kind: 'switch',
    default: false,
  },
  /** The country whose public holidays they read. */
  holidays: {
    ...networks,
    readers: 'all-models',
    group: 'covariates',
    field: 'holidays',
    kind: 'country',
    choices: holidayCountries,
    default: null,
  },
  epochs: { ...numeric, field: 'epochs', low: 1, high: 2000, whole: true, default: 60 },
  hiddenSize: { ...numeric, field: 'hidden-size', low: 1, high: 512, whole: true, default: 32 },
  layers: { ...numeric, field: 'layers', low: 1, high: 3, whole: true, default: 1 },
  dropout: { ...numeric, field: 'dropout', low: 0, high: 0.9, whole: false, default: 0.2 },
  learningRate: { ...numeric, field: 'learning-rate', low: 1e-6, high: 1, whole: false, default: 0.004 },
  weightDecay: { ...numeric, field: 'weight-decay', low: 0, high: 1, whole: false, default: 0.01 },
  heads: { ...numeric, field: 'heads', low: 1, high: 16, whole: true, default: 4 },
  /** Consecutive values read as one token by the Transformer and as one step by a recurrent network. */
  patchLength: { ...numeric, field: 'patch-length', low: 1, high: 200, whole: true, default: 'of-series' },
  /** Networks of the same kind, each of its own seed, whose forecasts are averaged. */
  members: { ...numeric, field: 'members', low: 1, high: 10, whole: true, default: 1 },
  /** What a network is trained to keep small. */
  loss: {
    ...networks,
    field: 'loss',
    kind: 'choice',
    choices: ['mse', 'mae', 'huber', 'pinball'],
    default: 'mse',
  },
  /** By what a window is brought to one scale before a network reads it. */
  normalisation: {
    ...networks,
    field: 'normalisation',
    kind: 'choice',
    choices: ['none', 'last', 'window'] satisfies readonly Normalisation[],
    default: 'window',
  },
  /** Whether a running mean of the weights is kept. */
  averaging: { ...networks, field: 'averaging', kind: 'switch', default: false },
  /** Whether networks learn from augmented windows; `auto` where a backtest before the test part says that it helps. */
  augmentation: { ...networks, field: 'augmentation', kind: 'choice', choices: ['off', 'auto', 'on'], default: 'off' },
} as const satisfies Record<string, AnyCard>;

type Cards = typeof settingCards;
export type SettingName = keyof Cards;
export const settingNames = Object.keys(settingCards) as SettingName[];

type NamesWith<Property> = { [Name in SettingName]: Cards[Name] extends Property ? Name : never }[SettingName];
export type NumericSetting = NamesWith<{ kind: 'number' }>;
export type ChoiceSetting = NamesWith<{ kind: 'choice' }>;
export type SwitchSetting = NamesWith<{ kind: 'switch' }>;
/** Numbers that may be left open. */
export type OptionalSetting = NamesWith<{ kind: 'number'; default: null }>;
/** Numbers of what networks are made of and trained with. */
export type NetworkNumber = NamesWith<{ kind: 'number'; part: 'network' }>;

type ValueIn<OfCard> = OfCard extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : OfCard extends { kind: 'switch' }
    ? boolean
    : OfCard extends { kind: 'columns' }
      ? readonly number[]
      : OfCard extends { kind: 'country' }
        ? string | null
        : OfCard extends { default: null }
          ? number | null
          : number;
/** All settings but the models, wherever they lie. */
export type SettingValues = { [Name in SettingName]: ValueIn<Cards[Name]> };
/** What a setting may stand at. */
export type SettingValue<Name extends SettingName = SettingName> = SettingValues[Name];

/** The settings of a part, by their names. */
export type SettingsPart<Part extends Card['part']> = {
  [Name in NamesWith<{ part: Part }>]: SettingValue<Name>;
};

export const numericSettings = settingNames.filter((name) => isNumeric(name));

export function isNumeric(name: SettingName): name is NumericSetting {
  return settingCards[name].kind === 'number';
}

/** Whether a number may be left open. */
export function isOptional(name: NumericSetting): name is OptionalSetting {
  return settingCards[name].default === null;
}

/** The settings of a group of fields, in their order. */
export function settingsIn<Group extends Card['group']>(group: Group): NamesWith<{ group: Group }>[] {
  return settingNames.filter((name): name is NamesWith<{ group: Group }> => settingCards[name].group === group);
}

/** What stands in a part without a word from the user, but for what follows from the series. */
export function fixedDefaults<Part extends Card['part']>(
  part: Part,
): Omit<SettingsPart<Part>, NamesWith<{ default: 'of-series' }>> {
  const fixed = settingNames.filter(
    (name) => settingCards[name].part === part && settingCards[name].default !== 'of-series',
  );
  const entries = fixed.map((name) => [name, settingCards[name].default]);
  return Object.fromEntries(entries) as Omit<SettingsPart<Part>, NamesWith<{ default: 'of-series' }>>;
}

/** Whether a value from outside is of the kind that a setting has; whether a number is in its range is another question. */
export function isOfKind(name: SettingName, value: unknown): boolean {
  const card: AnyCard = settingCards[name];
  switch (card.kind) {
    case 'number':
      return typeof value === 'number' || (value === null && card.default === null);
    case 'switch':
      return typeof value === 'boolean';
    case 'country':
      return value === null || card.choices.some((choice) => choice === value);
    case 'choice':
      return card.choices.some((choice) => choice === value);
    case 'columns':
      return (
        Array.isArray(value) &&
        value.length <= card.most &&
        value.every((place, at) => Number.isInteger(place) && place >= 0 && (at === 0 || place > value[at - 1]))
      );
  }
}
