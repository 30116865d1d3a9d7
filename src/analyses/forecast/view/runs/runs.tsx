import { useMemo, useState } from 'react';
import { baseName, saveCsv } from '../../../../export/download.ts';
import { writeRunsCsv } from '../../../../export/runs-csv.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { mostBytes } from '../../../../session/run-shelf.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import { useForecast } from '../context.ts';
import results from '../results/results.module.css';
import { mostCompared, runsOfFile, runsToCompare } from './comparable.ts';
import { Compare } from './compare.tsx';
import { RunRow } from './run-row.tsx';
import styles from './runs.module.css';
import { metricOfRuns, orderRuns, type RunOrder, type RunSummary, runOrders, sumRuns } from './sum-runs.ts';

/** How many runs are kept, how much memory they take, and which go first. */
function Memory({ ofFile }: { ofFile: number }) {
  const { say, bytes, sentences } = useWords();
  const runs = useSession((state) => state.runs);
  const taken = runs.reduce((sum, run) => sum + run.bytes, 0);
  const elsewhere = runs.length - ofFile;
  return (
    <p className={controls.faint} data-testid="runs-memory">
      {sentences([
        say('runs.memory', {
          runs: say('runs.count', { count: runs.length }),
          bytes: bytes(taken),
          most: bytes(mostBytes),
        }),
        ...(elsewhere > 0 ? [say('runs.elsewhere', { count: elsewhere })] : []),
      ])}
    </p>
  );
}

/** The runs listed, as a CSV file. */
function writeRuns(sums: readonly RunSummary[]): string {
  return writeRunsCsv(
    sums.map(({ run, taken, trainingMs }) => ({
      run: run.id,
      name: run.name,
      uniqueId: run.candidate.uniqueId ?? '',
      endedAtMs: run.endedAtMs,
      trainingMs,
      isPinned: run.isPinned,
      settings: run.settings,
      models: run.outcome.results.map((result) => ({ ...result, isTaken: result === taken })),
    })),
  );
}

/** The kept runs of the file shown, behind a click; those that are pinned are compared. */
export function Runs({ data }: { data: LoadedSeries }) {
  const { say, language } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const [order, setOrder] = useState<RunOrder>('newest');
  const asked = useForecast(({ view }) => view.metric);
  const all = useSession((state) => state.runs);
  const runs = useMemo(() => runsOfFile(all, data), [all, data]);
  const group = useMemo(() => runsToCompare(runs), [runs]);
  const metric = useMemo(() => metricOfRuns(runs, asked), [runs, asked]);
  const sums = useMemo(
    () => (isOpen ? orderRuns(sumRuns(runs, metric), order, { metric, language }) : []),
    [isOpen, runs, metric, order, language],
  );
  if (runs.length === 0) return null;
  const pinned = runs.filter(({ isPinned }) => isPinned).length;
  return (
    <details
      className={results.disclosure}
      data-testid="runs"
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{say('runs.title', { count: runs.length })}</summary>
      {isOpen && (
        <div className={styles.parts}>
          <div className={styles.tools}>
            <label className={styles.order}>
              <span>{say('runs.order')}</span>
              <Select
                value={order}
                data-testid="runs-order"
                options={runOrders.map((one) => ({
                  value: one,
                  label: say(`runs.order.${one}`, { metric: say(`metric.${metric}`) }),
                }))}
                onChoose={setOrder}
              />
            </label>
            <button
              className={controls.button}
              type="button"
              data-testid="download-runs"
              onClick={() => saveCsv(`${baseName(data.source.name)}-runs.csv`, writeRuns(sums))}
            >
              {say('runs.download')}
            </button>
          </div>
          <ul className={`${controls.card} ${styles.rows}`}>
            {sums.map((sum) => (
              <RunRow key={sum.run.id} sum={sum} metric={metric} />
            ))}
          </ul>
          <Memory ofFile={runs.length} />
          {!group && runs.length > 1 && <p className={controls.faint}>{say('compare.hint')}</p>}
          {group && <Compare group={group} data={data} isOfMore={pinned > mostCompared} />}
        </div>
      )}
    </details>
  );
}
