import { memo, useDeferredValue, useMemo } from 'react';
import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { settingCards, settingsIn } from '../../../../forecasters/setting-cards.ts';
import { checkSettings, type Settings, type SettingsProblem } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useEnding } from '../../../../ui/reading/series-state.tsx';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining, shownWork } from '../../state/run.ts';
import { isSearching } from '../../state/search.ts';
import { rangeProblemsByName } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { sayForecastProblem } from '../problem-words.ts';
import { SearchControls } from '../search/search-controls.tsx';
import { TargetFields } from '../targets/target-fields.tsx';
import { OverallProgress } from '../training/overall-progress.tsx';
import { BackendLine } from './backend-line.tsx';
import { BacktestFields } from './backtest-fields.tsx';
import { CovariateFields } from './covariate-fields.tsx';
import { ModelChoice } from './model-choice.tsx';
import { NetworkFields, networkFields } from './network-fields.tsx';
import { PanelFields } from './panel-fields.tsx';
import { SeasonsFound } from './seasons-found.tsx';
import { SettingField } from './setting-field.tsx';
import styles from './settings.module.css';

/** The change that mends a problem, and what it is called; null where only the user can tell. */
function remedyFor({ say }: Words, problem: SettingsProblem, { backtest }: Settings) {
  switch (problem.code) {
    case 'series-too-short': {
      const { fits } = problem;
      if (!fits) return null;
      const { horizonSteps: horizon, lookBackSteps: lookBack } = fits;
      const label = fits.models
        ? say('failed.fit-without-networks', { horizon })
        : say('failed.fit', { lookBack, horizon });
      return { label, change: fits };
    }
    case 'test-given-twice':
      return { label: say('failed.clear-test-steps'), change: { testSteps: null } };
    case 'too-many-origins': {
      const { most } = problem.params;
      return {
        label: say('failed.use-origins', { origins: most }),
        change: { backtest: { ...backtest, origins: most } },
      };
    }
    case 'window-too-short':
    case 'window-too-long': {
      const window = problem.code === 'window-too-short' ? problem.params.needed : problem.params.most;
      return {
        label: say('failed.use-window', { window }),
        change: { backtest: { ...backtest, windowSteps: window } },
      };
    }
    default:
      return null;
  }
}

type FieldsProps = { data: LoadedSeries; settings: Settings; locked: boolean };

/** What keeps these settings from being run, with the button that mends it. */
function SettingsProblemNote() {
  const words = useWords();
  const data = useForecast((state) => state.data);
  const settings = useForecast((state) => state.settings);
  const hasNotice = useForecast(({ run }) => run.state === 'failed');
  const changeSettings = useForecast((state) => state.changeSettings);
  if (!data || !settings) return null;
  const checked = checkSettings(settings, data.series.length);
  if (checked.ok) return null;
  const { problem } = checked;
  const remedy = remedyFor(words, problem, settings);
  return (
    <div className={styles.problem} role="alert">
      <p {...(hasNotice ? {} : { 'data-testid': 'error-message', 'data-code': problem.code })}>
        {sayForecastProblem(words, problem, true)}
      </p>
      {remedy && (
        <button
          className={controls.button}
          type="button"
          data-testid="fit-button"
          onClick={() => changeSettings(remedy.change)}
        >
          {remedy.label}
        </button>
      )}
    </div>
  );
}

/** The button that starts the models and, while they train, stops them. One element, so that focus stays on it. */
function RunButton({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const run = useForecast((state) => state.run);
  const startForecast = useForecast((state) => state.startForecast);
  const cancelForecast = useForecast((state) => state.cancelForecast);
  const searching = useForecast(({ search }) => isSearching(search));
  const elsewhere = useForecast((state) => state.elsewhere !== null);
  const isReading = useSession(({ reading }) => reading.state === 'parsing');
  const training = isTraining(run);
  const first = useEnding(data) ? 'settings.forecast-ended' : 'settings.forecast';
  const idle = shownWork(run) ? 'settings.forecast-again' : first;
  const busy = run.state === 'cancelling' ? 'training.cancelling' : 'training.cancel';
  return (
    <button
      className={training ? controls.button : controls.primary}
      type="button"
      data-testid={training ? 'cancel-button' : 'forecast-button'}
      aria-keyshortcuts="f"
      aria-disabled={run.state === 'cancelling' || isReading || elsewhere || searching}
      onClick={() => (training ? cancelForecast() : void startForecast())}
    >
      {say(training ? busy : idle)}
    </button>
  );
}

/** That settings found or brought by a link are in place, and the way back. */
function RestoreNote() {
  const { say } = useWords();
  const hasBefore = useForecast(({ settingsBefore }) => settingsBefore !== null);
  const restoreSettings = useForecast((state) => state.restoreSettings);
  const locked = useForecast(({ run, search }) => isTraining(run) || isSearching(search));
  if (!hasBefore) return null;
  return (
    <p className={styles.why} data-testid="restore-note">
      {say('settings.replaced')}{' '}
      <button className={controls.link} type="button" data-testid="restore" disabled={locked} onClick={restoreSettings}>
        {say('settings.restore')}
      </button>
    </p>
  );
}

/** That the settings have been changed since the run shown. */
function ChangedNote() {
  const { say } = useWords();
  const isChanged = useForecast(({ run, search, settings }) => {
    if (isTraining(run) || isSearching(search)) return false;
    return (shownWork(run)?.settings ?? settings) !== settings;
  });
  return isChanged && <p className={styles.why}>{say('settings.changed')}</p>;
}

/** Every setting with its reason. */
const Fields = memo(function Fields({ data, settings, locked }: FieldsProps) {
  const { say } = useWords();
  const resetSettings = useForecast((state) => state.resetSettings);
  const problems = useMemo(() => rangeProblemsByName(settings), [settings]);
  const { step } = data.series;
  const unit = step.every === 1 ? say(`unit.${step.unit}`) : say('unit.steps');
  const trains = settings.models.some((model) => isNetwork(model));
  const tunes = settings.models.includes('fine-tuned');
  /** What matters to networks alone is shown where one is chosen, or where it has to be put right. */
  const shown = settingsIn('forecast').filter(
    (name) => trains || settingCards[name].readers === 'all-models' || problems[name],
  );
  const fields = { settings, unit, problems };
  return (
    <>
      <div className={styles.head}>
        <h2 id="settings-title">{say('settings.title')}</h2>
        <button className={controls.link} type="button" onClick={resetSettings} disabled={locked}>
          {say('settings.reset')}
        </button>
      </div>
      <RestoreNote />
      <div className={styles.scroll}>
        <fieldset className={styles.fields} disabled={locked}>
          <ModelChoice />
          {shown.map((name) =>
            name === 'seasonLength' ? (
              <div key={name} className={styles.season}>
                <SettingField name={name} unit={unit} problems={problems} />
                <SeasonsFound found={data.seasons} />
              </div>
            ) : (
              <SettingField key={name} name={name} unit={unit} problems={problems} />
            ),
          )}
          <TargetFields data={data} settings={settings} />
          {(trains || tunes) && <PanelFields {...fields} />}
          {tunes &&
            settingsIn('tuning').map((name) => <SettingField key={name} name={name} unit={unit} problems={problems} />)}
          {trains && <CovariateFields data={data} {...fields} />}
        </fieldset>
        <details className={styles.advanced}>
          <summary data-testid="advanced">{say('settings.advanced')}</summary>
          <fieldset className={styles.fields} disabled={locked}>
            <legend>{say('settings.backtest')}</legend>
            <BacktestFields series={data.series} {...fields} />
          </fieldset>
          {networkFields(settings, problems).length > 0 && (
            <fieldset className={styles.fields} disabled={locked}>
              <legend>{say('settings.networks')}</legend>
              <NetworkFields {...fields} />
            </fieldset>
          )}
          <BackendLine />
        </details>
        <SearchControls />
      </div>
    </>
  );
});

/** Every setting, and the button that starts. The many fields wait for the button and for what else there is to draw. */
export function SettingsPanel() {
  const data = useForecast((state) => state.data);
  const settings = useForecast((state) => state.settings);
  const isLocked = useForecast(({ run, search }) => isTraining(run) || isSearching(search));
  const locked = useDeferredValue(isLocked);
  const shown = useDeferredValue(data);
  if (!shown || !settings) return null;
  return (
    <section className={`${controls.card} ${styles.panel}`} aria-labelledby="settings-title">
      <Fields data={shown} settings={settings} locked={locked} />
      <div className={styles.foot}>
        <SettingsProblemNote />
        <RunButton data={shown} />
        <OverallProgress />
        <ChangedNote />
      </div>
    </section>
  );
}
