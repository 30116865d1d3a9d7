import {
  type RefitChoice,
  refitChoices,
  splitFor,
  stepBetweenOrigins,
} from '../../../../forecasters/backtest-settings.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { RangeProblem, SettingName } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { ChoiceField } from './choice-field.tsx';
import { NumberField } from './number-field.tsx';
import styles from './settings.module.css';

/** A window to begin with: half of what comes before the test part. */
function firstWindow(settings: Settings, length: number): number {
  return Math.max(1, Math.round(splitFor(length, settings).validationEnd / 2));
}

type BacktestFieldsProps = {
  series: SeriesOutline;
  settings: Settings;
  unit: string;
  problems: Partial<Record<SettingName, RangeProblem>>;
};

/** From where, how often and from how much of the past the models are tested. */
export function BacktestFields({ series, settings, unit, problems }: BacktestFieldsProps) {
  const { say, number } = useWords();
  const changeSettings = useForecast((state) => state.changeSettings);
  const { backtest } = settings;
  const { length, validationEnd } = splitFor(series.length, settings);
  const usualTest = backtest.origins === null ? say('settings.default-test-steps') : number(length - validationEnd);
  const change = (part: Partial<Settings['backtest']>) => changeSettings({ backtest: { ...backtest, ...part } });
  const field = (name: SettingName, testId: string, fieldUnit?: string, placeholder?: string) => (
    <NumberField
      name={name}
      testId={testId}
      unit={fieldUnit}
      problem={problems[name]}
      {...(placeholder ? { placeholder } : {})}
    />
  );
  return (
    <>
      <p className={styles.why}>{say('settings.backtest.why')}</p>
      {field('testSteps', 'test-steps', unit, usualTest)}
      {field('origins', 'origins', undefined, say('settings.default-origins'))}
      {field(
        'stepSteps',
        'origin-step',
        unit,
        number(stepBetweenOrigins({ ...settings, backtest: { ...backtest, stepSteps: null } }, length - validationEnd)),
      )}
      <ChoiceField
        label={say('settings.history')}
        why={say('settings.history.why')}
        testId="history"
        value={backtest.windowSteps === null ? 'expanding' : 'sliding'}
        options={(['expanding', 'sliding'] as const).map((value) => ({
          value,
          label: say(`settings.history.${value}`),
        }))}
        onChoose={(value) => change({ windowSteps: value === 'sliding' ? firstWindow(settings, series.length) : null })}
      />
      {backtest.windowSteps !== null && field('windowSteps', 'window', unit)}
      <ChoiceField<RefitChoice>
        label={say('settings.refit')}
        why={say('settings.refit.why')}
        testId="refit"
        value={backtest.refit}
        options={refitChoices.map((value) => ({ value, label: say(`settings.refit.${value}`) }))}
        onChoose={(refit) => change({ refit })}
      />
    </>
  );
}
