/** What settings stand at, in words. */
import {
  type ChoiceSetting,
  type OptionalSetting,
  type SettingName,
  type SettingValue,
  type SwitchSetting,
  settingCards,
} from '../../../../forecasters/setting-cards.ts';
import { type Settings, settingValue } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';

/** A key for each choice of each setting: a message that is missing does not compile. */
type ChoiceKey =
  | { [Name in ChoiceSetting]: `setting.${Name}.${SettingValue<Name>}` }[ChoiceSetting]
  | `setting.${SwitchSetting}.${'on' | 'off'}`;

/** One of the choices of a setting, `on` or `off` of a switch. */
export function sayChoice({ say }: Words, name: ChoiceSetting | SwitchSetting, choice: string): string {
  return say(`setting.${name}.${choice}` as ChoiceKey);
}

/** A country by its two letters, in the language of the page. */
export function sayCountry({ language, say }: Words, country: string | null): string {
  if (country === null) return say('setting.holidays.none');
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}

/** What a number does that is left open. */
export function sayOpen({ say }: Words, name: OptionalSetting): string {
  return say(`setting.${name}.open`);
}

/** How many columns are forecast together. */
function sayColumns({ say }: Words, count: number): string {
  return count < 2 ? say('setting.together.none') : say('setting.together.columns', { count });
}

/** What a setting stands at. */
export function saySetting(words: Words, name: SettingName, settings: Settings): string {
  const value = settingValue(settings, name);
  const card = settingCards[name];
  if (card.kind === 'country') return sayCountry(words, value === null ? null : String(value));
  if (typeof value === 'boolean') return sayChoice(words, name as SwitchSetting, value ? 'on' : 'off');
  if (typeof value === 'string') return sayChoice(words, name as ChoiceSetting, value);
  if (value === null) return sayOpen(words, name as OptionalSetting);
  if (typeof value === 'object') return sayColumns(words, value.length);
  // A seed is a name rather than a quantity.
  return name === 'seed' ? String(value) : words.number(value);
}
