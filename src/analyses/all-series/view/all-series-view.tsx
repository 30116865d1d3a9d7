import { useEffect, useMemo, useState } from 'react';
import { sayRhythm, saySpan, sayTime } from '../../../i18n/dates.ts';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { Step } from '../../../series/step.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import list from '../../../ui/list/list.module.css';
import { ListAndItem, usePlace } from '../../../ui/list/list-and-item.tsx';
import { NothingFound, Search } from '../../../ui/list/list-tools.tsx';
import { headingOf } from '../../../ui/meeting/meeting-data.ts';
import { Bar } from '../../../ui/shell/bar.tsx';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Select } from '../../../ui/shell/select.tsx';
import type { FileBrief } from '../inputs.ts';
import { optionalColumns } from '../state/all-series-store.ts';
import { namesOfLevel } from '../state/levels.ts';
import { planDriverTrial } from '../state/plan-run.ts';
import { type FileResults, type Results, stages } from '../state/results.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import { Downloads } from './downloads.tsx';
import { Filters } from './filters.tsx';
import { Item } from './item.tsx';
import { Breadcrumb, Gains, LevelChoice } from './level-choice.tsx';
import { type BookContent, sayLevel } from './make-book.ts';
import { SeriesTable } from './series-table.tsx';
import { UpdateNote } from './update-note.tsx';
import { type Table, useTable } from './use-table.ts';
import { allSeriesWords } from './words/all-series-words.ts';

const mostHorizon = 365;

/** How far ahead, for all. */
function Horizon({ step }: { step: Step }) {
  const { say } = useWords(allSeriesWords);
  const horizonSteps = useAllSeries((state) => state.horizonSteps);
  const isRunning = useAllSeries(({ run }) => run.state !== 'idle');
  const setHorizon = useAllSeries((state) => state.setHorizon);
  const [draft, setDraft] = useState(String(horizonSteps));
  useEffect(() => setDraft(String(horizonSteps)), [horizonSteps]);
  const settle = () => {
    const steps = Math.round(Number(draft));
    if (steps >= 1 && steps <= mostHorizon && steps !== horizonSteps) setHorizon(steps);
    else setDraft(String(horizonSteps));
  };
  return (
    <label className={styles.horizon}>
      <span>{say('all.horizon', { unit: say(step.every === 1 ? `unit.${step.unit}` : 'unit.row') })}</span>
      <input
        type="number"
        min={1}
        max={mostHorizon}
        step={1}
        data-testid="all-horizon"
        disabled={isRunning}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
      />
    </label>
  );
}

/** What is left to forecast, of all series or of those that a filter leaves. */
function RunButton({ file, results, rows }: FileResults & { rows: readonly number[] }) {
  const { say } = useWords(allSeriesWords);
  const start = useAllSeries((state) => state.start);
  const isElsewhere = useAllSeries((state) => state.isElsewhere);
  const view = useAllSeries((state) => state.view);
  // Where an update is offered, that is what to do first.
  const canUpdate = useAllSeries((state) => state.earlier !== null);
  const isFiltered = view.filter !== null || view.classes !== null || view.path.length > 0 || view.search.trim() !== '';
  const asked = isFiltered ? rows : [...file.names.keys()];
  const open = asked.filter((number) => !file.noForecast[number] && results.stage[number] < stages.tested);
  const isBegun = results.stage.some((stage) => stage !== stages.none);
  const label = () => {
    const count = open.length;
    if (count === 0) return say(asked.every((number) => file.noForecast[number]) ? 'all.run.none' : 'all.run.done');
    if (isFiltered) return say('all.run.shown', { count });
    return isBegun ? say('all.run.rest', { count }) : say('all.run', { count: file.names.length });
  };
  return (
    <button
      className={open.length === 0 || canUpdate ? controls.button : controls.primary}
      type="button"
      data-testid="all-run"
      aria-keyshortcuts="f"
      disabled={open.length === 0 || isElsewhere}
      onClick={() => void start(asked)}
    >
      {label()}
    </button>
  );
}

/** How far the run is, and the way to stop it. */
function Progress() {
  const words = useWords(allSeriesWords);
  const { say, duration } = words;
  const run = useAllSeries((state) => state.run);
  const cancel = useAllSeries((state) => state.cancel);
  if (run.state === 'idle') return null;
  const { looks, tests, etaMs } = run;
  // A test takes about ten times as long as a first look.
  const share = (looks.done + 10 * tests.done) / Math.max(1, looks.total + 10 * tests.total);
  const isLooking = looks.done < looks.total;
  return (
    <div className={styles.progress}>
      <button
        className={controls.button}
        type="button"
        data-testid="all-cancel"
        disabled={run.state === 'cancelling'}
        onClick={cancel}
      >
        {say(run.state === 'cancelling' ? 'all.cancelling' : 'all.cancel')}
      </button>
      <div data-testid="all-progress" data-stage={isLooking ? 'looks' : 'tests'}>
        <Bar label={say('all.progress')} share={share} />
        <p>
          {isLooking ? say('all.progress.looks', looks) : say('all.progress.tests', tests)}
          {etaMs !== null && run.state === 'running' && (
            <span className={styles.left}>
              {say('all.progress.left', { duration: duration(Math.max(1000, Math.round(etaMs / 1000) * 1000)) })}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

/** What came of columns known only afterwards, which the others need not be read for. */
function DriverTrial({ columns, series, isWorth }: NonNullable<Results['driverTrial']>) {
  const { say, list } = useWords(allSeriesWords);
  return (
    <p
      className={controls.faint}
      title={list([...columns])}
      data-testid="all-driver-trial"
      data-value={isWorth ? 'worth' : 'left-out'}
    >
      {say(isWorth ? 'all.trial.worth' : 'all.trial.left-out', { count: series })}
    </p>
  );
}

/**
 * What the file holds and what is forecast of it, in a sentence; the button; how far it is.
 *
 * @param totals what is listed in place of the series; null where it is them
 */
function Head({ file, results, rows, totals }: FileResults & { rows: readonly number[]; totals: FileBrief | null }) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const isRunning = useAllSeries(({ run }) => run.state !== 'idle');
  const isElsewhere = useAllSeries((state) => state.isElsewhere);
  const isAgain = useAllSeries((state) => state.isAddingAgain);
  const { step, endMs, names } = file;
  const count = names.length;
  const isBegun = results.stage.some((stage) => stage !== stages.none);
  const isTotals = totals !== null;
  const mayTry = useMemo(
    () => !isTotals && planDriverTrial(file, results.horizonSteps) !== null,
    [isTotals, file, results.horizonSteps],
  );
  const sentence = () => {
    if (!step || endMs === null) return say('all.no-series', { count });
    const said = {
      rhythm: sayRhythm(words, step),
      span: saySpan(words, results.horizonSteps, step),
      time: sayTime(words, endMs, step),
    };
    if (!totals) return say('all.title', { count, ...said });
    const columns = totals.totalsBy ?? [];
    if (columns.length === 0) return say('all.title.total', { count, ...said });
    return say('all.title.totals', {
      count: totals.names.length,
      level: sayLevel(words, columns),
      series: count,
      ...said,
    });
  };
  const sorted =
    file.worth && !isTotals ? say('all.sorted.worth', { column: file.worth.column }) : say('all.sorted.volume');
  const note = () => {
    if (isElsewhere) return say('all.elsewhere');
    if (isAgain) return say('all.adding-again');
    return isBegun ? sorted : say('all.before');
  };
  return (
    <header className={styles.head} data-tries={mayTry}>
      <div className={styles.sentence}>
        <h1>{sentence()}</h1>
        <p className={controls.faint} data-testid="all-note">
          {note()}
        </p>
        {results.driverTrial && !isTotals && !isRunning && <DriverTrial {...results.driverTrial} />}
      </div>
      <div className={styles.actions}>
        {step && <Horizon step={step} />}
        {isRunning ? <Progress /> : !isTotals && <RunButton file={file} results={results} rows={rows} />}
      </div>
    </header>
  );
}

type ToolsProps = {
  /** What the list shows. */
  file: FileBrief;
  table: Table;
  leafFile: FileBrief;
  leafResults: Results;
};

function Tools({ file, table, leafFile, leafResults }: ToolsProps) {
  const { say } = useWords(allSeriesWords);
  const view = useAllSeries((state) => state.view);
  const changeView = useAllSeries((state) => state.changeView);
  const groups = file.groupings.map(({ column }) => column);
  const { rows } = table;
  const count = file.names.length;
  return (
    <div className={list.tools}>
      <Search
        label={say('all.search')}
        testId="all-search"
        value={view.search}
        onChange={(search) => changeView({ search })}
      />
      {groups.length > 0 && (
        <label className={styles.groupBy}>
          <span className={controls.hidden}>{say('all.group')}</span>
          <Select
            value={view.group ?? ''}
            data-testid="all-group"
            options={[
              { value: '', label: say('all.group.none') },
              ...groups.map((column) => ({ value: column, label: `${say('all.group')}: ${column}` })),
            ]}
            onChoose={(column) => changeView({ group: column === '' ? null : column })}
          />
        </label>
      )}
      <LevelChoice file={leafFile} results={leafResults} />
      <details className={styles.columnChoice}>
        <summary data-testid="all-columns">{say('all.columns')}</summary>
        <div className={controls.card}>
          {optionalColumns.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                data-testid={`all-column-${column}`}
                checked={view.columns.includes(column)}
                onChange={({ target }) =>
                  changeView({
                    columns: optionalColumns.filter((one) =>
                      one === column ? target.checked : view.columns.includes(one),
                    ),
                  })
                }
              />
              {say(`all.column.${column}`)}
            </label>
          ))}
        </div>
      </details>
      <p className={styles.count} role="status">
        {rows.length === count ? say('all.count', { count }) : say('all.found', { found: rows.length, count })}
      </p>
    </div>
  );
}

/** The level that is shown, as a file of its own: its series have been made to add up where that was done. */
function useShown(known: FileResults): FileResults {
  const addedUp = useAllSeries((state) => state.addedUp);
  const level = useAllSeries((state) => state.level);
  const own = level === null ? null : (addedUp?.files[level] ?? null);
  return own ?? addedUp?.leaves ?? known;
}

function Content({ known }: { known: FileResults }) {
  const { file: leafFile, results: leafResults } = known;
  const shown = useShown(known);
  const { file, results } = shown;
  const words = useWords(allSeriesWords);
  const { say } = words;
  const table = useTable(shown, leafFile);
  const opened = useAllSeries((state) => state.opened);
  const open = useAllSeries((state) => state.open);
  const problem = useAllSeries((state) => state.problem);
  const dismiss = useAllSeries((state) => state.dismissProblem);
  const changeView = useAllSeries((state) => state.changeView);
  const level = useAllSeries((state) => state.level);
  const addedUp = useAllSeries((state) => state.addedUp);
  const overrides = useAllSeries((state) => state.overrides);
  const dataName = useSession(({ shown }) => shown?.source.name ?? '');
  const heading = useSession(({ shown }) => shown && headingOf(shown));
  const isBegun = results.stage.some((stage) => stage !== stages.none);
  const content = (): BookContent => {
    const own = level === null ? null : addedUp?.totals.levels[level];
    const name = own && addedUp ? sayLevel(words, namesOfLevel(addedUp.totals.plan, own)) : null;
    const given = { plan: table.plan, overrides, addedUp, dataName, seriesCount: leafFile.names.length };
    return { file, results, rows: table.rows, level: name, ...given };
  };
  const place = usePlace(opened !== null);
  const { hidesList, listWidth } = place;
  return (
    <div ref={place.frame} className={styles.view} data-testid="all-view">
      {!hidesList && (
        <Head
          file={leafFile}
          results={leafResults}
          rows={level === null ? table.rows : []}
          totals={file.totalsBy === null ? null : file}
        />
      )}
      {problem && (
        <div className={controls.notice} role="alert">
          <p>{sayProblem(words, problem as SessionProblem, true)}</p>
          <button className={controls.link} type="button" onClick={dismiss}>
            {say('all.close')}
          </button>
        </div>
      )}
      {!hidesList && <UpdateNote file={leafFile} />}
      {!hidesList && <Filters table={table} />}
      <ListAndItem
        place={place}
        item={
          opened !== null && opened < file.names.length ? (
            <>
              {hidesList && (
                <button className={controls.link} type="button" data-testid="all-back" onClick={() => open(null)}>
                  {say('all.back')}
                </button>
              )}
              <Item
                key={opened}
                file={file}
                results={results}
                number={opened}
                plan={table.plan}
                isTotal={level !== null && file !== leafFile}
              />
            </>
          ) : null
        }
      >
        <Tools file={file} table={table} leafFile={leafFile} leafResults={leafResults} />
        <Breadcrumb />
        <Gains />
        {table.lines.length > 0 ? (
          <div className={controls.card}>
            {listWidth > 0 && (
              <SeriesTable
                file={file}
                results={table.results}
                model={results}
                plan={table.plan}
                lines={table.lines}
                width={listWidth}
              />
            )}
          </div>
        ) : (
          <NothingFound
            said={say('all.nothing')}
            clear={say('all.clear')}
            onClear={() => changeView({ search: '', filter: null, classes: null, path: [] })}
          />
        )}
        {isBegun && <Downloads content={content} data={table.data} heading={heading} />}
      </ListAndItem>
    </div>
  );
}

/** Every series of the file: what is forecast of each, what to look at first, and one of them beside the list. */
export function AllSeriesView() {
  const known = useAllSeries((state) => state.known);
  return known && <Content known={known} />;
}
