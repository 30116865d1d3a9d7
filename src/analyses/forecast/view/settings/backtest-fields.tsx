import { Fragment } from 'react';
import { originsOf, splitFor } from '../../../../forecasters/backtest-settings.ts';
import { type SettingName, settingsIn } from '../../../../forecasters/setting-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { RangeProblems } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { ChoiceField } from './choice-field.tsx';
import { sayOpen } from './say-setting.ts';
import { SettingField } from './setting-field.tsx';
import styles from './settings.module.css';

/** A window to begin with: half of what comes before the test part. */
function firstWindow(settings: Settings, length: number): number {
  return Math.max(1, Math.round(splitFor(length, settings).validationEnd / 2));
}

/** Whether all of the past is learnt from, or a window of it that slides: the length of the window is asked for then. */
function HistoryField({ settings, length }: { settings: Settings; length: number }) {
  const { say } = useWords();
  const changeSetting = useForecast((state) => state.changeSetting);
  return (
    <ChoiceField
      label={say('settings.history')}
      why={say('settings.history.why')}
      testId="history"
      value={settings.backtest.windowSteps === null ? 'expanding' : 'sliding'}
      options={(['expanding', 'sliding'] as const).map((value) => ({ value, label: say(`settings.history.${value}`) }))}
      onChoose={(value) => changeSetting('windowSteps', value === 'sliding' ? firstWindow(settings, length) : null)}
    />
  );
}

type BacktestFieldsProps = { series: SeriesOutline; settings: Settings; unit: string; problems: RangeProblems };

/** From where, how often and from how much of the past the models are tested. */
export function BacktestFields({ series, settings, unit, problems }: BacktestFieldsProps) {
  const words = useWords();
  const { say, number } = words;
  const { backtest } = settings;
  const { length, validationEnd } = splitFor(series.length, settings);
  const testLength = length - validationEnd;
  const [first, second] = originsOf(
    { length, trainEnd: validationEnd, validationEnd },
    { ...settings, backtest: { ...backtest, stepSteps: null } },
  );
  const placeholders: Partial<Record<SettingName, string>> = {
    testSteps: number(testLength),
    origins: sayOpen(words, 'origins'),
    stepSteps: number(second === undefined ? settings.horizonSteps : second - first),
  };
  return (
    <>
      <p className={styles.why}>{say('settings.backtest.why')}</p>
      {settingsIn('backtest').map((name) => (
        <Fragment key={name}>
          {name === 'windowSteps' && <HistoryField settings={settings} length={series.length} />}
          {(name !== 'windowSteps' || backtest.windowSteps !== null) && (
            <SettingField name={name} unit={unit} problems={problems} placeholder={placeholders[name]} />
          )}
        </Fragment>
      ))}
    </>
  );
}
