import { memo } from 'react';
import { saySpan } from '../../../i18n/dates.ts';
import list from '../../../ui/list/list.module.css';
import { GridHead, type GridRow, type HeadCell, RowGrid } from '../../../ui/list/row-grid.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { FileBrief } from '../inputs.ts';
import { flagsIn } from '../judge-series.ts';
import type { OptionalColumn, SortKey } from '../state/all-series-store.ts';
import type { ShownPlan } from '../state/plan-shown.ts';
import { type Results, stages } from '../state/results.ts';
import { changeOf, type TableLine, type TableLines } from '../state/table-rows.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import { RowPlots } from './row-plots.tsx';
import {
  groupsOf,
  modelOf,
  nameOf,
  sayAmount,
  sayChange,
  sayMiss,
  sayNoForecast,
  sayTrustWord,
  trustOf,
} from './say-row.ts';
import { allSeriesWords } from './words/all-series-words.ts';

/** Widths of the columns; a narrow list has the few that matter most. */
const widths: Record<OptionalColumn, string> = {
  plot: '150px',
  low: 'minmax(64px, 0.5fr)',
  high: 'minmax(64px, 0.5fr)',
  change: 'minmax(64px, 0.5fr)',
  model: 'minmax(84px, 0.7fr)',
  miss: 'minmax(64px, 0.5fr)',
  trust: 'minmax(60px, 0.4fr)',
  flags: 'minmax(96px, 0.9fr)',
};
const plotPx = { width: 150, height: 34 };
/** From the top of a row to its plot. */
const plotTopPx = { wide: 10, phone: 50 };
/** Rows whose plots are drawn together. */
const plotsAtOnce = 8;
const rowPx = { wide: 54, phone: 92 };
const headPx = 40;
/** Below, a row is a card of two lines. */
const phonePx = 620;
/** Below, only the columns that matter most have room. */
const narrowPx = 900;
const inNarrow: readonly OptionalColumn[] = ['plot', 'miss', 'trust'];

const sortOf: Partial<Record<OptionalColumn, SortKey>> = {
  low: 'low',
  high: 'high',
  change: 'change',
  model: 'model',
  miss: 'miss',
  trust: 'trust',
  flags: 'importance',
};

type RowProps = {
  file: FileBrief;
  results: Results;
  number: number;
  stage: number;
  columns: readonly OptionalColumn[];
  isPhone: boolean;
  /** The sum by the model, where a planner's is shown in its place. */
  modelSum: number | null;
  /** [series, horizon] what is planned; null where that is the model's. */
  planned: Float64Array | null;
};

/** Forecasts a series again that something went wrong with. */
function TryAgain({ number }: { number: number }) {
  const { say } = useWords(allSeriesWords);
  const tryAgain = useAllSeries((state) => state.tryAgain);
  const isRunning = useAllSeries(({ run, isElsewhere }) => run.state !== 'idle' || isElsewhere);
  return (
    <button
      className={controls.link}
      type="button"
      data-testid="all-try-again"
      disabled={isRunning}
      onClick={(event) => {
        // A click elsewhere in the row opens the series.
        event.stopPropagation();
        void tryAgain(number);
      }}
    >
      {say('all.try-again')}
    </button>
  );
}

/** Under the name: why there is no forecast, or what the series belongs to. */
function Below({ file, results, number }: Pick<RowProps, 'file' | 'results' | 'number'>) {
  const words = useWords(allSeriesWords);
  const status = file.statuses[number];
  const why = sayNoForecast(words, file, results, number);
  const rest = why ?? groupsOf(file, number).join(' · ');
  return (
    <span className={list.below} title={rest}>
      <span data-field="status" data-value={status} className={status === 'active' ? styles.quiet : styles.said}>
        {words.say(`series-status.${status}`)}
      </span>
      {results.stage[number] === stages.failed && file.totalsBy === null && (
        <>
          {' · '}
          <TryAgain number={number} />
        </>
      )}
      {rest && ` · ${rest}`}
    </span>
  );
}

/** The cells of one series. */
const Row = memo(function Row({ file, results, number, stage, columns, isPhone, modelSum, planned }: RowProps) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const isWhole = file.isWhole[number] === 1;
  const amount = (values: Float64Array) => sayAmount(words, values[number], isWhole);
  const model = modelOf(results, number);
  const trust = trustOf(results, number);
  const change = changeOf(results, number);
  const isTested = stage === stages.tested;
  const has = (column: OptionalColumn) => columns.includes(column);
  const ofModel = planned ? say('all.set.band') : undefined;
  const numberCell = (field: string, value: number, text: string, title?: string) => (
    <td className={list.number} title={title} data-field={field} data-value={Number.isFinite(value) ? value : ''}>
      {text}
    </td>
  );
  return (
    <>
      <td className={styles.name}>
        <span className={list.title}>{nameOf(words, file, number)}</span>
        <Below file={file} results={results} number={number} />
      </td>
      {has('plot') && <td className={styles.plot} />}
      <td
        className={`${list.number} ${styles.total}`}
        data-field="total"
        data-value={Number.isFinite(results.sum[number]) ? results.sum[number] : ''}
      >
        {amount(results.sum)}
        {modelSum !== null && (
          <span className={list.below}>{say('all.set.model', { sum: sayAmount(words, modelSum, isWhole) })}</span>
        )}
        {isPhone && modelSum === null && Number.isFinite(results.sum[number]) && (
          <span className={list.below}>{`${amount(results.sumLow80)} – ${amount(results.sumHigh80)}`}</span>
        )}
      </td>
      {has('low') && numberCell('low', results.sumLow80[number], amount(results.sumLow80), ofModel)}
      {has('high') && numberCell('high', results.sumHigh80[number], amount(results.sumHigh80), ofModel)}
      {has('change') && numberCell('change', change, sayChange(words, change))}
      {has('model') && (
        <td className={styles.model} data-field="model" data-value={model ?? ''}>
          {model ? say(`model.${model}`) : '–'}
        </td>
      )}
      {has('miss') && numberCell('miss', results.miss[number], sayMiss(words, results.miss[number]))}
      {has('trust') && (
        <td className={styles.trust} data-field="trust" data-value={isTested ? trust : ''}>
          {isTested ? <span data-trust={trust}>{sayTrustWord(words, trust)}</span> : '–'}
        </td>
      )}
      {has('flags') && (
        <td className={styles.flags} data-field="flags">
          {flagsIn(results.flags[number])
            .map((flag) => say(`all.filter.${flag}`))
            .join(', ')}
        </td>
      )}
    </>
  );
});

type HeadProps = { file: FileBrief; columns: readonly OptionalColumn[]; horizonSteps: number };

/** The heads of the columns, which put the rows in order. */
function Head({ file, columns, horizonSteps }: HeadProps) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const sort = useAllSeries(({ view }) => view.sort);
  const changeView = useAllSeries((state) => state.changeView);
  const span = file.step ? saySpan(words, horizonSteps, file.step) : String(horizonSteps);
  const titles: Partial<Record<OptionalColumn, string>> = {
    low: say('all.column.low.why'),
    high: say('all.column.high.why'),
    change: say('all.column.change.why'),
    miss: say('all.column.miss.why'),
  };
  const headOf = (column: OptionalColumn): HeadCell<SortKey> => ({
    id: column,
    label: say(`all.column.${column}`),
    title: titles[column],
    sort: sortOf[column] ?? null,
    isDescendingFirst: true,
  });
  const total = say(file.isLevel ? 'all.column.total.mean' : 'all.column.total', { span });
  const cells: HeadCell<SortKey>[] = [
    { id: 'name', label: say('all.column.name'), sort: 'name', isDescendingFirst: false },
    ...columns.filter((column) => column === 'plot').map(headOf),
    { id: 'total', label: total, sort: 'total', isDescendingFirst: true },
    ...columns.filter((column) => column !== 'plot').map(headOf),
  ];
  return (
    <GridHead
      cells={cells}
      sort={sort}
      onSort={(next) => changeView({ sort: next })}
      testId={(id) => `all-sort-${id}`}
      headPx={headPx}
    />
  );
}

/** The head of a group of rows. */
function GroupHead({ line, file }: { line: Extract<TableLine, { kind: 'group' }>; file: FileBrief }) {
  const words = useWords(allSeriesWords);
  const isWhole = file.isWhole.every((whole) => whole === 1);
  return (
    <td className={styles.group}>
      <strong>{line.label || '–'}</strong>
      <span>{words.say('all.count', { count: line.count })}</span>
      {!file.isLevel && <span className={styles.groupTotal}>{sayAmount(words, line.total, isWhole)}</span>}
    </td>
  );
}

type SeriesTableProps = {
  file: FileBrief;
  /** As it is planned, and as the model made it. */
  results: Results;
  model: Results;
  plan: ShownPlan | null;
  lines: TableLines;
  width: number;
};

/** The series as rows, with heads of groups between them; a click opens one. */
export function SeriesTable({ file, results, model, plan, lines, width }: SeriesTableProps) {
  const { say } = useWords(allSeriesWords);
  const asked = useAllSeries(({ view }) => view.columns);
  const opened = useAllSeries((state) => state.opened);
  const open = useAllSeries((state) => state.open);
  const isPhone = width < phonePx;
  const isNarrow = width < narrowPx;
  const columns = isNarrow ? asked.filter((column) => inNarrow.includes(column)) : asked;
  const template = [
    'minmax(150px, 1.5fr)',
    ...(columns.includes('plot') ? [widths.plot] : []),
    'minmax(84px, 0.7fr)',
    ...columns.filter((column) => column !== 'plot').map((column) => widths[column]),
  ].join(' ');

  const rowAt = (index: number): GridRow => {
    const line = lines.at(index);
    if (line.kind === 'group') {
      const cells = <GroupHead line={line} file={file} />;
      return { key: `group ${line.label}`, className: styles.groupRow, attributes: {}, cells };
    }
    const { number } = line;
    const isChanged = plan?.isChanged[number] === 1;
    return {
      key: number,
      className: undefined,
      attributes: { 'data-series': file.names[number], 'aria-selected': number === opened },
      cells: (
        <Row
          file={file}
          results={results}
          number={number}
          stage={results.stage[number]}
          columns={columns}
          isPhone={isPhone}
          modelSum={isChanged ? model.sum[number] : null}
          planned={isChanged ? plan.planned : null}
        />
      ),
    };
  };
  const rowHeight = isPhone ? rowPx.phone : rowPx.wide;
  const plotsAt = (first: number, end: number) => {
    const numbers = Array.from({ length: end - first }, (_, at) => {
      const line = lines.at(first + at);
      return line.kind === 'series' ? line.number : null;
    });
    return (
      <RowPlots
        file={file}
        results={results}
        numbers={numbers}
        plannedOf={(number) => (plan?.isChanged[number] === 1 ? plan.planned : null)}
        rowPx={rowHeight}
        topPx={isPhone ? plotTopPx.phone : plotTopPx.wide}
        {...plotPx}
      />
    );
  };
  return (
    <RowGrid
      label={say('all.table')}
      testId="all-table"
      rowCount={lines.length}
      rowPx={rowHeight}
      rowAt={rowAt}
      over={columns.includes('plot') ? { rows: plotsAtOnce, className: styles.plots, at: plotsAt } : undefined}
      head={isPhone ? null : <Head file={file} columns={columns} horizonSteps={results.horizonSteps} />}
      headPx={isPhone ? 0 : headPx}
      isPhone={isPhone}
      template={template}
      onOpen={(index) => {
        const line = lines.at(index);
        if (line.kind === 'series') open(line.number);
      }}
      isOpened={opened !== null}
      onClose={() => open(null)}
    />
  );
}
