/** What two runs were asked differently, in words. */
import type { Settings } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import { saySetting } from '../settings/say-setting.ts';
import { settingDifferences } from './setting-differences.ts';

/** More changes than this are counted, not told. */
const mostTold = 3;

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
        setting: say(`setting.${name}`),
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
