import { Reading } from '../../../ui/reading/reading.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Answer } from './answer/answer.tsx';
import { ForecastChart } from './chart/forecast-chart.tsx';
import { useForecast } from './context.ts';
import { Events } from './events/events.tsx';
import styles from './forecast-view.module.css';
import { HandOn } from './meeting/hand-on.tsx';
import { sayForecastProblem } from './problem-words.ts';
import { Results } from './results/results.tsx';
import { Runs } from './runs/runs.tsx';
import { SearchTrials } from './search/search-trials.tsx';
import { SettingsPanel } from './settings/settings-panel.tsx';
import { DeployedNote } from './take-away/deployed-note.tsx';
import { TakenModel } from './taken-model.tsx';
import { TargetSwitch } from './targets/target-switch.tsx';
import { TabTitle } from './training/tab-title.tsx';
import { Training } from './training/training.tsx';
import { UpdateNote } from './update-note.tsx';

/** What went wrong with a run, and what can be done about it. */
function RunNotice() {
  const words = useWords();
  const run = useForecast((state) => state.run);
  const startForecast = useForecast((state) => state.startForecast);
  const dismissFailure = useForecast((state) => state.dismissFailure);
  if (run.state !== 'failed') return null;
  return (
    <div className={controls.notice} role="alert">
      <p data-testid="error-message" data-code={run.problem.code}>
        {sayForecastProblem(words, run.problem, true)}
      </p>
      <div className={controls.noticeActions}>
        <button
          className={controls.button}
          type="button"
          data-testid="retry-button"
          onClick={() => void startForecast()}
        >
          {words.say('failed.retry')}
        </button>
        <button className={controls.link} type="button" onClick={dismissFailure}>
          {words.say('failed.close')}
        </button>
      </div>
    </div>
  );
}

/** That a run goes on while something else is shown. */
function ElsewhereNote() {
  const { say, percent } = useWords();
  const elsewhere = useForecast((state) => state.elsewhere);
  const showRunning = useForecast((state) => state.showRunning);
  const cancelForecast = useForecast((state) => state.cancelForecast);
  if (!elsewhere) return null;
  const { name, share } = elsewhere;
  return (
    <div className={controls.calm} role="status" data-testid="elsewhere">
      <p>{say('run.elsewhere', { name, share: percent(share) })}</p>
      <div className={controls.noticeActions}>
        <button className={controls.button} type="button" data-testid="show-running" onClick={() => void showRunning()}>
          {say('run.show')}
        </button>
        <button className={controls.link} type="button" data-testid="cancel-elsewhere" onClick={cancelForecast}>
          {say('training.cancel')}
        </button>
      </div>
    </div>
  );
}

/** One series, settings for it, and what came of them. */
export function ForecastView() {
  const data = useForecast((state) => state.data);
  const saveRepaired = useForecast((state) => state.saveRepaired);
  if (!data) return null;
  return (
    <TakenModel>
      <TabTitle />
      <div className={styles.forecast}>
        <div className={styles.reading}>
          <UpdateNote />
          <RunNotice />
          <ElsewhereNote />
          <DeployedNote data={data} />
          <Reading data={data} onSave={() => void saveRepaired()} />
        </div>
        <div className={styles.chart}>
          <TargetSwitch />
          <Answer data={data} />
          <ForecastChart data={data} />
          <HandOn data={data} />
          <Events data={data} />
        </div>
        <div className={styles.panel}>
          <SettingsPanel />
        </div>
        <div className={styles.outcome}>
          <Training />
          <SearchTrials />
          <Results />
          <Runs data={data} />
        </div>
      </div>
    </TakenModel>
  );
}
