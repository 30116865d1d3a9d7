/** Which level the list shows, what the totals are of, and how all is made to add up. */

import { reconcileMethods } from '../../../planning/reconcile.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Select } from '../../../ui/shell/select.tsx';
import type { FileBrief } from '../inputs.ts';
import { driversIn } from '../jobs/driver-bits.ts';
import { namesOfLevel } from '../state/levels.ts';
import { type Results, stages } from '../state/results.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import { sayLevel } from './make-book.ts';
import { allSeriesWords } from './words/all-series-words.ts';

/** Columns that went into the forecast of any series. */
function usedColumns({ beside }: FileBrief, { drivers }: Results): Set<string> {
  const names = beside.map(({ name }) => name);
  return new Set(Array.from(new Set(drivers), (bits) => driversIn(bits, names).columns).flat());
}

/** @param results of the series of the file */
export function LevelChoice({ file, results }: { file: FileBrief; results: Results }) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const plan = useAllSeries((state) => state.levels);
  const taken = useAllSeries((state) => state.taken);
  const level = useAllSeries((state) => state.level);
  const method = useAllSeries((state) => state.method);
  const isRunning = useAllSeries(({ run, isElsewhere }) => run.state !== 'idle' || isElsewhere);
  const showLevel = useAllSeries((state) => state.showLevel);
  const takeLevels = useAllSeries((state) => state.takeLevels);
  const setMethod = useAllSeries((state) => state.setMethod);
  if (plan.levels.length === 0) return null;
  const isDone = file.names.every((_, number) => file.noForecast[number] || results.stage[number] >= stages.tested);
  const nameOf = (at: number) => sayLevel(words, namesOfLevel(plan, plan.levels[at]));
  const why = isDone ? undefined : say('all.level.first');
  const faults = plan.columns.flatMap(({ name, missing, moved }) => [
    ...(missing.length > 0 ? [say('all.level.missing', { count: missing.length, column: name })] : []),
    ...(moved.length > 0 ? [say('all.level.moved', { count: moved.length, column: name })] : []),
  ]);
  if (file.changing.length > 0) faults.push(say('all.level.changing', { columns: words.list([...file.changing]) }));
  const known = usedColumns(file, results);
  const used = file.beside.flatMap(({ name }) => (known.has(name) ? [name] : []));
  if (used.length > 0) faults.push(say('all.level.drivers', { columns: words.list(used) }));
  return (
    <div className={styles.levels}>
      <label className={styles.groupBy} title={why}>
        <span className={controls.hidden}>{say('all.level')}</span>
        <Select
          value={level ?? -1}
          data-testid="all-level"
          disabled={!isDone || isRunning}
          options={[
            { value: -1, label: `${say('all.level')}: ${say('all.level.series')}` },
            ...taken.map((at, place) => ({ value: place, label: `${say('all.level')}: ${nameOf(at)}` })),
          ]}
          onChoose={(place) => void showLevel(place < 0 ? null : place)}
        />
      </label>
      <details className={styles.columnChoice}>
        <summary data-testid="all-levels">{say('all.levels')}</summary>
        <div className={controls.card}>
          {plan.levels.map(({ totals, columns }, at) => (
            <label key={columns.join()}>
              <input
                type="checkbox"
                data-testid={`all-level-${at}`}
                disabled={isRunning || (taken.length === 1 && taken.includes(at))}
                checked={taken.includes(at)}
                onChange={({ target }) =>
                  takeLevels(
                    [...plan.levels.keys()].filter((one) => (one === at ? target.checked : taken.includes(one))),
                  )
                }
              />
              {nameOf(at)} <span className={controls.faint}>{words.number(totals)}</span>
            </label>
          ))}
          <label className={styles.method}>
            <span>{say('all.method')}</span>
            <Select
              value={method ?? 'auto'}
              data-testid="all-method"
              disabled={isRunning}
              options={(['auto', ...reconcileMethods] as const).map((one) => ({
                value: one,
                label: say(`all.method.${one}`),
              }))}
              onChoose={(one) => void setMethod(one === 'auto' ? null : one)}
            />
          </label>
          <p className={controls.faint}>{say(`all.method.${method ?? 'auto'}.why`)}</p>
          {faults.map((fault) => (
            <p key={fault} className={controls.faint}>
              {fault}
            </p>
          ))}
        </div>
      </details>
    </div>
  );
}

/** What making the forecasts add up did at each level, in the test. */
export function Gains() {
  const words = useWords(allSeriesWords);
  const { say, percent } = words;
  const addedUp = useAllSeries((state) => state.addedUp);
  const isShown = useAllSeries((state) => state.level !== null);
  if (!addedUp || !isShown) return null;
  const { gains, method, errorTimes } = addedUp.reconciled;
  const share = (value: number | null) => (value === null ? '–' : percent(value, 1));
  const nameOf = (level: number) => {
    const own = addedUp.totals.levels[level];
    return own ? sayLevel(words, namesOfLevel(addedUp.totals.plan, own)) : say('all.level.series');
  };
  return (
    <details className={styles.gains} data-testid="all-gains">
      <summary>{say('all.gains', { method: say(`all.method.${method}`) })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('all.level')}</th>
            <th scope="col">{say('all.gains.alone')}</th>
            <th scope="col">{say('all.gains.added')}</th>
            <th scope="col">{say('all.gains.below')}</th>
          </tr>
        </thead>
        <tbody>
          {gains.map(({ level, base, reconciled, bottomUp }) => (
            <tr key={level}>
              <th scope="row">{nameOf(level)}</th>
              <td>{share(base.wape)}</td>
              <td>{share(reconciled.wape)}</td>
              <td>{share(bottomUp.wape)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={controls.faint}>
        {errorTimes > 0 ? say('all.gains.why', { count: errorTimes }) : say('all.gains.structure')}
      </p>
    </details>
  );
}

/** The way from all to what the list shows. */
export function Breadcrumb() {
  const { say } = useWords(allSeriesWords);
  const path = useAllSeries(({ view }) => view.path);
  const changeView = useAllSeries((state) => state.changeView);
  if (path.length === 0) return null;
  return (
    <nav className={styles.breadcrumb} aria-label={say('all.path')} data-testid="all-path">
      <button className={controls.link} type="button" onClick={() => changeView({ path: [] })}>
        {say('all.path.all')}
      </button>
      {path.map(({ column, label }, at) => (
        <span key={column}>
          {'› '}
          <button
            className={controls.link}
            type="button"
            aria-current={at === path.length - 1 ? 'location' : undefined}
            onClick={() => changeView({ path: path.slice(0, at + 1) })}
          >
            {label}
          </button>
        </span>
      ))}
    </nav>
  );
}
