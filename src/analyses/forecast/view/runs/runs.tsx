import { useMemo, useState } from 'react';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { mostBytes } from '../../../../session/run-shelf.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import results from '../results/results.module.css';
import { pairToCompare, runsOfFile } from './comparable.ts';
import { Compare } from './compare.tsx';
import { RunRow } from './run-row.tsx';
import styles from './runs.module.css';

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

/** The kept runs of the file shown, behind a click; two that are pinned are compared. */
export function Runs({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const all = useSession((state) => state.runs);
  const runs = useMemo(() => runsOfFile(all, data), [all, data]);
  const pair = useMemo(() => pairToCompare(runs), [runs]);
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
          <ul className={`${controls.card} ${styles.rows}`}>
            {runs.map((run, at) => (
              <RunRow key={run.id} run={run} before={runs[at + 1] ?? null} />
            ))}
          </ul>
          <Memory ofFile={runs.length} />
          {!pair && runs.length > 1 && <p className={controls.faint}>{say('compare.hint')}</p>}
          {pair && <Compare pair={pair} data={data} isOfMore={pinned > 2} />}
        </div>
      )}
    </details>
  );
}
