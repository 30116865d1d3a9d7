/** Settings in words, as the panel of settings has them. */
import type { Settings } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import { type ComparedSetting, settingDifferences, standingAt } from './setting-differences.ts';

/** More changes than this are counted, not told. */
const mostTold = 3;

/** The name of a setting. */
export function nameSetting({ say }: Words, name: ComparedSetting): string {
  switch (name) {
    case 'refit':
    case 'loss':
    case 'normalisation':
    case 'averaging':
    case 'augmentation':
    case 'scope':
    case 'calendar':
    case 'holidays':
      return say(`settings.${name}`);
    case 'fineTuning':
      return say('settings.fine-tuning');
    case 'seriesEmbedding':
      return say('settings.series-embedding');
    default:
      return say(`setting.${name}`);
  }
}

/** What a setting stands at. */
export function saySetting(words: Words, name: ComparedSetting, settings: Settings): string {
  const { say } = words;
  const { network, backtest } = settings;
  const isOn = (on: boolean) => (on ? 'on' : 'off');
  switch (name) {
    case 'refit':
      return say(`settings.refit.${backtest.refit}`);
    case 'loss':
      return say(`settings.loss.${network.loss}`);
    case 'normalisation':
      return say(`settings.normalisation.${network.normalisation}`);
    case 'averaging':
      return say(`settings.averaging.${isOn(network.averaging)}`);
    case 'augmentation':
      return say(`settings.augmentation.${network.augmentation}`);
    case 'scope':
      return say(network.scope === 'panel' ? 'compare.scope.panel' : 'settings.scope.series');
    case 'fineTuning':
      return say(`settings.fine-tuning.${network.fineTuning}`);
    case 'seriesEmbedding':
      return say(`settings.series-embedding.${isOn(network.seriesEmbedding)}`);
    case 'calendar':
      return say(`settings.calendar.${isOn(network.calendar)}`);
    case 'holidays':
      if (network.holidays === null) return say('settings.holidays.none');
      return new Intl.DisplayNames(words.language, { type: 'region' }).of(network.holidays) ?? network.holidays;
    case 'seed':
      return String(settings.seed);
    default:
      return sayNumber(words, name, standingAt(settings, name));
  }
}

const leftOpen = {
  testSteps: 'settings.default-test-steps',
  origins: 'settings.default-origins',
  stepSteps: 'compare.a-horizon',
  windowSteps: 'settings.history.expanding',
} as const;

function sayNumber({ say, number }: Words, name: ComparedSetting, value: ReturnType<typeof standingAt>): string {
  if (typeof value === 'number') return number(value);
  return Object.hasOwn(leftOpen, name) ? say(leftOpen[name as keyof typeof leftOpen]) : String(value);
}

/** What was asked otherwise than before, in a few words; null where nothing was. */
export function sayChanges(words: Words, before: Settings, after: Settings): string | null {
  const { say } = words;
  const { models, settings } = settingDifferences(before, after);
  const namesOf = (ids: Settings['models']) => words.list(ids.map((id) => say(`model.${id}`)));
  const changes = [
    ...(models && models.onlyAfter.length > 0 ? [say('runs.with', { models: namesOf(models.onlyAfter) })] : []),
    ...(models && models.onlyBefore.length > 0 ? [say('runs.without', { models: namesOf(models.onlyBefore) })] : []),
    ...settings.map((name) =>
      say('runs.change', {
        setting: nameSetting(words, name),
        before: saySetting(words, name, before),
        after: saySetting(words, name, after),
      }),
    ),
  ];
  if (changes.length === 0) return null;
  const told = changes.length > mostTold + 1 ? changes.slice(0, mostTold) : changes;
  const untold = changes.length - told.length;
  return [...told, ...(untold > 0 ? [say('runs.more-changes', { count: untold })] : [])].join(say('runs.then'));
}
