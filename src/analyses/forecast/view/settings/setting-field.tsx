import {
  type ChoiceSetting,
  isNumeric,
  type SettingName,
  type SwitchSetting,
  settingCards,
} from '../../../../forecasters/setting-cards.ts';
import { settingValue } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { RangeProblems } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { ChoiceField } from './choice-field.tsx';
import { NumberField } from './number-field.tsx';
import { sayChoice, sayCountry } from './say-setting.ts';

type SettingFieldProps<Name extends SettingName> = {
  name: Name;
  /** What steps of the series are called. */
  unit: string;
  problems: RangeProblems;
  /** What a number left open comes to. */
  placeholder?: string | undefined;
  /** What a choice is called here, where that says more than its own words. */
  labels?: Readonly<Record<string, string>>;
};

const noCountry = '';

function listCountries(words: Words, countries: readonly string[]) {
  const listed = countries.map((value) => ({ value, label: sayCountry(words, value) }));
  listed.sort((a, b) => a.label.localeCompare(b.label, words.language));
  return [{ value: noCountry, label: sayCountry(words, null) }, ...listed];
}

/** The field of a setting, as its card says. */
export function SettingField<Name extends SettingName>(props: SettingFieldProps<Name>) {
  const { name, unit, problems, placeholder, labels = {} } = props;
  const words = useWords();
  const changeSetting = useForecast((state) => state.changeSetting);
  const value = useForecast(({ settings }) => (settings ? settingValue<SettingName>(settings, name) : null));
  if (isNumeric(name))
    return <NumberField name={name} unit={unit} problem={problems[name]} placeholder={placeholder} />;
  const card = settingCards[name as Exclude<SettingName, Parameters<typeof NumberField>[0]['name']>];
  const said = {
    label: words.say(`setting.${name as SettingName}`),
    why: words.say(`setting.${name as SettingName}.why`),
  };
  switch (card.kind) {
    case 'switch':
      return (
        <ChoiceField
          {...said}
          testId={card.field}
          value={value ? 'on' : 'off'}
          options={(['off', 'on'] as const).map((choice) => ({
            value: choice,
            label: sayChoice(words, name as SwitchSetting, choice),
          }))}
          onChoose={(choice) => changeSetting(name as SwitchSetting, choice === 'on')}
        />
      );
    case 'country':
      return (
        <ChoiceField
          {...said}
          testId={card.field}
          value={typeof value === 'string' ? value : noCountry}
          options={listCountries(words, card.choices)}
          onChoose={(country) => changeSetting('holidays', country === noCountry ? null : country)}
        />
      );
    case 'choice':
      return (
        <ChoiceField
          {...said}
          testId={card.field}
          value={String(value)}
          options={card.choices.map((choice) => ({
            value: choice,
            label: labels[choice] ?? sayChoice(words, name as ChoiceSetting, choice),
          }))}
          onChoose={(choice) => changeSetting<SettingName>(name, choice)}
        />
      );
  }
}
