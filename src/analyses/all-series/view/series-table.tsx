import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { saySpan } from '../../../i18n/dates.ts';
import { rowAfterKey, rowsInWindow, scrollToRow } from '../../../ui/reading/series-list-rows.ts';
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
import { RowPlot, shapeOf } from './row-plot.tsx';
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
    <span className={styles.below} title={rest}>
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
    <td className={styles.number} title={title} data-field={field} data-value={Number.isFinite(value) ? value : ''}>
      {text}
    </td>
  );
  return (
    <>
      <td className={styles.name}>
        <span className={styles.title}>{nameOf(words, file, number)}</span>
        <Below file={file} results={results} number={number} />
      </td>
      {has('plot') && (
        <td className={styles.plot}>
          <RowPlot shape={shapeOf(file, results, number, planned)} {...plotPx} />
        </td>
      )}
      <td
        className={`${styles.number} ${styles.total}`}
        data-field="total"
        data-value={Number.isFinite(results.sum[number]) ? results.sum[number] : ''}
      >
        {amount(results.sum)}
        {modelSum !== null && (
          <span className={styles.below}>{say('all.set.model', { sum: sayAmount(words, modelSum, isWhole) })}</span>
        )}
        {isPhone && modelSum === null && Number.isFinite(results.sum[number]) && (
          <span className={styles.below}>{`${amount(results.sumLow80)} – ${amount(results.sumHigh80)}`}</span>
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
  const head = (label: string, key: SortKey | undefined, id: string, title?: string) => {
    if (!key) {
      return (
        <th key={id} scope="col" data-head={id}>
          {label}
        </th>
      );
    }
    const isSorted = sort.key === key;
    const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
    const isFirstDescending = key !== 'name';
    return (
      <th key={id} scope="col" data-head={id} aria-sort={order}>
        <button
          type="button"
          data-testid={`all-sort-${id}`}
          title={title}
          onClick={() => {
            const isDescending = isSorted ? !sort.isDescending : isFirstDescending;
            changeView({ sort: { key, isDescending } });
          }}
        >
          {label}
          <span aria-hidden="true">{isSorted ? (sort.isDescending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      </th>
    );
  };
  const titles: Partial<Record<OptionalColumn, string>> = {
    low: say('all.column.low.why'),
    high: say('all.column.high.why'),
    change: say('all.column.change.why'),
    miss: say('all.column.miss.why'),
  };
  const total = say(file.isLevel ? 'all.column.total.mean' : 'all.column.total', { span });
  const columnHead = (column: OptionalColumn) =>
    head(say(`all.column.${column}`), sortOf[column], column, titles[column]);
  const [before, after] = [
    columns.filter((column) => column === 'plot'),
    columns.filter((column) => column !== 'plot'),
  ];
  return (
    <thead>
      <tr className={styles.heads} style={{ blockSize: headPx }}>
        {head(say('all.column.name'), 'name', 'name')}
        {before.map(columnHead)}
        {head(total, 'total', 'total')}
        {after.map(columnHead)}
      </tr>
    </thead>
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

/** A grid that draws only the rows within its window; the active row is moved by keys and opened by Enter. */
export function SeriesTable({ file, results, model, plan, lines, width }: SeriesTableProps) {
  const { say } = useWords(allSeriesWords);
  const id = useId();
  const element = useRef<HTMLTableElement>(null);
  const asked = useAllSeries(({ view }) => view.columns);
  const opened = useAllSeries((state) => state.opened);
  const open = useAllSeries((state) => state.open);
  const lastTop = useRef(0);
  const wasHidden = useRef(false);
  const [active, setActive] = useState(0);
  const [height, setHeight] = useState(600);
  const [window, setWindow] = useState({ first: 0, end: 40 });
  const isPhone = width < phonePx;
  const isNarrow = width < narrowPx;
  const each = isPhone ? rowPx.phone : rowPx.wide;
  const head = isPhone ? 0 : headPx;
  const columns = isNarrow ? asked.filter((column) => inNarrow.includes(column)) : asked;

  const measure = useCallback(() => {
    const target = element.current;
    if (!target) return;
    if (target.clientHeight === 0) {
      wasHidden.current = true;
      return;
    }
    // Whoever comes back from a series finds the list where he left it.
    if (wasHidden.current) target.scrollTop = lastTop.current;
    wasHidden.current = false;
    lastTop.current = target.scrollTop;
    const next = rowsInWindow(target.scrollTop, target.clientHeight - head, each, lines.length);
    // Rows are added a few at a time: a scroll by a pixel draws nothing anew.
    setWindow((now) => (now.first === next.first && now.end === next.end ? now : next));
    setHeight(target.clientHeight - head);
  }, [lines.length, each, head]);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [measure]);

  const current = Math.min(active, lines.length - 1);
  const drawn: number[] = [];
  for (let index = window.first; index < Math.min(window.end, lines.length); index += 1) drawn.push(index);
  if (current >= 0 && (current < window.first || current >= window.end)) drawn.push(current);

  const openLine = (index: number) => {
    if (index < 0 || index >= lines.length) return;
    const line = lines.at(index);
    if (line.kind === 'series') open(line.number);
  };
  const onClick = ({ target }: MouseEvent) => {
    const row = (target as Element).closest('[aria-rowindex]');
    if (!row) return;
    const index = Number(row.getAttribute('aria-rowindex')) - 1;
    setActive(index);
    openLine(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = element.current;
    if (!target || event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLButtonElement) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      openLine(current);
      return;
    }
    if (event.key === 'Escape') open(null);
    const next = rowAfterKey(event.key, current, lines.length, Math.max(1, Math.floor(height / each) - 1));
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    target.scrollTop = scrollToRow(next, target.scrollTop, target.clientHeight - head, each);
    // Whoever looks at one series after another goes on doing so.
    if (opened !== null) openLine(next);
  };
  const template = [
    'minmax(150px, 1.5fr)',
    ...(columns.includes('plot') ? [widths.plot] : []),
    'minmax(84px, 0.7fr)',
    ...columns.filter((column) => column !== 'plot').map((column) => widths[column]),
  ].join(' ');

  return (
    <table
      ref={element}
      className={styles.table}
      data-testid="all-table"
      data-phone={isPhone}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved through by keys is a grid (ARIA in HTML)
      role="grid"
      tabIndex={0}
      aria-label={say('all.table')}
      aria-rowcount={lines.length}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      style={{ '--template': template } as Record<string, string>}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={measure}
    >
      {!isPhone && <Head file={file} columns={columns} horizonSteps={results.horizonSteps} />}
      <tbody className={styles.rows} style={{ blockSize: lines.length * each }}>
        {drawn.map((index) => {
          const line = lines.at(index);
          const isSeries = line.kind === 'series';
          return (
            <tr
              key={isSeries ? line.number : `group ${line.label}`}
              id={`${id}-${index}`}
              className={isSeries ? styles.row : styles.groupRow}
              aria-rowindex={index + 1}
              {...(isSeries && { 'data-series': file.names[line.number], 'aria-selected': line.number === opened })}
              data-active={index === current}
              style={{ insetBlockStart: index * each, blockSize: each }}
            >
              {isSeries ? (
                <Row
                  file={file}
                  results={results}
                  number={line.number}
                  stage={results.stage[line.number]}
                  columns={columns}
                  isPhone={isPhone}
                  modelSum={plan?.isChanged[line.number] ? model.sum[line.number] : null}
                  planned={plan?.isChanged[line.number] ? plan.planned : null}
                />
              ) : (
                <GroupHead line={line} file={file} />
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
