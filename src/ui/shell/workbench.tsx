import type { LoadedData } from '../../analyses/forecast/state/run.ts';
import { ForecastChart } from '../chart/forecast-chart.tsx';
import { OtherData } from '../drop/other-data.tsx';
import { Reading } from '../reading/reading.tsx';
import { Results } from '../results/results.tsx';
import { SearchTrials } from '../search/search-trials.tsx';
import { SettingsPanel } from '../settings/settings-panel.tsx';
import { Training } from '../training/training.tsx';
import { Notice } from './notice.tsx';
import styles from './shell.module.css';

/** Loaded data, what to do with it, and what came of it. */
export function Workbench({ data }: { data: LoadedData }) {
  return (
    <div className={styles.workbench}>
      <div className={styles.top}>
        <OtherData />
        <Notice />
      </div>
      <div className={styles.reading}>
        <Reading />
      </div>
      <div className={styles.chart}>
        <ForecastChart data={data} />
      </div>
      <div className={styles.panel}>
        <SettingsPanel />
      </div>
      <div className={styles.outcome}>
        <Training />
        <SearchTrials />
        <Results />
      </div>
    </div>
  );
}
