import { useMemo } from 'react';
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

type SettingFieldProps = {
  name: SettingName;
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

type CountryFieldProps = {
  label: string;
  why: string;
  testId: string;
  value: string | null;
  countries: readonly string[];
};

function CountryField({ countries, value, ...said }: CountryFieldProps) {
  const words = useWords();
  const changeSetting = useForecast((state) => state.changeSetting);
  const options = useMemo(() => listCountries(words, countries), [words, countries]);
  return (
    <ChoiceField
      {...said}
      value={value ?? noCountry}
      options={options}
      onChoose={(country) => changeSetting('holidays', country === noCountry ? null : country)}
    />
  );
}

/** The field of a setting, as its card says. */
export function SettingField({ name, unit, problems, placeholder, labels = {} }: SettingFieldProps) {
  const words = useWords();
  const changeSetting = useForecast((state) => state.changeSetting);
  const value = useForecast(({ settings }) => (settings ? settingValue(settings, name) : null));
  if (isNumeric(name))
    return <NumberField name={name} unit={unit} problem={problems[name]} placeholder={placeholder} />;
  const card = settingCards[name];
  const said = {
    label: words.say(`setting.${name}`),
    why: words.say(`setting.${name}.why`),
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
        <CountryField
          {...said}
          testId={card.field}
          value={typeof value === 'string' ? value : null}
          countries={card.choices}
        />
      );
    // Its columns are those of the file, which has a field of its own (targets/target-fields.tsx).
    case 'columns':
      return null;
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
