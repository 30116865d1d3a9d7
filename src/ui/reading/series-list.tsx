import { type KeyboardEvent, useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { sayTime } from '../../i18n/dates.ts';
import { sayProblem } from '../../i18n/problem-words.ts';
import type { Words } from '../../i18n/words.ts';
import type { RefusedSeries, SeriesSummary } from '../../series/panel.ts';
import type { Step } from '../../series/step.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Select } from '../shell/select.tsx';
import styles from './series-list.module.css';
import {
  countRepairs,
  type ListRow,
  orderSeries,
  rowAfterKey,
  rowsInWindow,
  type SeriesOrder,
  scrollToRow,
  searchSeries,
  seriesOrders,
} from './series-list-rows.ts';

const rowPx = 56;

type SeriesListProps = {
  series: readonly SeriesSummary[];
  refused: readonly RefusedSeries[];
  /** The series that is shown; null where none is. */
  selected: string | null;
  onSelect: (uniqueId: string) => void;
  /** The rhythm of the panel, where it is to be said from when to when each series goes. */
  step?: Step | null;
};

/** Under the name: how long a series is and what was mended, or why there is none. */
function sayBelow(words: Words, row: ListRow): string {
  if (row.problem) return sayProblem(words, row.problem, true);
  const points = words.say('count.points', { count: row.summary.length });
  const repairs = countRepairs(row.summary);
  return repairs > 0 ? `${points} · ${words.say('series-list.repairs', { count: repairs })}` : points;
}

/** From when to when a series goes. */
function saySpanOf(words: Words, { firstMs, lastMs }: SeriesSummary, step: Step): string {
  return words.say('range', { low: sayTime(words, firstMs, step), high: sayTime(words, lastMs, step) });
}

function Row({ row, step }: { row: ListRow; step: Step | null }) {
  const words = useWords();
  const below = sayBelow(words, row);
  const status = words.say(`series-status.${row.status}`);
  return (
    <>
      <span className={styles.plot}>
        {row.summary && <Sparkline values={row.summary.spark} width={88} height={32} />}
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={row.described ? `${row.uniqueId} · ${row.described}` : undefined}>
          {row.uniqueId}
          {row.described && <span className={styles.described}> · {row.described}</span>}
        </span>
        <span className={styles.below} title={row.problem ? below : undefined}>
          {row.status !== 'active' && <span className={styles.statusBelow}>{`${status} · `}</span>}
          {below}
        </span>
      </span>
      {step && <span className={styles.span}>{row.summary && saySpanOf(words, row.summary, step)}</span>}
      {step && (
        <span className={styles.status} data-status={row.status}>
          {status}
        </span>
      )}
      {row.summary && (
        <span className={styles.last}>
          <span className={controls.hidden}>{words.say('series-list.last')} </span>
          {words.number(row.summary.last)}
        </span>
      )}
    </>
  );
}

type BoxProps = {
  rows: readonly ListRow[];
  step: Step | null;
  selected: string | null;
  onSelect: (uniqueId: string) => void;
};

/** A list box that draws only the rows within its window; the active row is moved by keys and chosen by Enter. */
function Box({ rows, step, selected, onSelect }: BoxProps) {
  const { say } = useWords();
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(400);
  const [opening] = useState(() => rows.findIndex(({ uniqueId }) => uniqueId === selected));
  const [active, setActive] = useState(Math.max(0, opening));
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => setHeight(target.clientHeight));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const target = element.current;
    if (target && opening > 0) target.scrollTop = scrollToRow(opening, 0, target.clientHeight, rowPx);
  }, [opening]);
  const current = Math.min(active, rows.length - 1);
  const { first, end } = rowsInWindow(scrollTop, height, rowPx, rows.length);
  // The active row stays in the page while it is scrolled out of the window, for assistive technology to find.
  const drawn = Array.from({ length: end - first }, (_, i) => first + i);
  if (current >= 0 && (current < first || current >= end)) drawn.push(current);
  const choose = (index: number) => {
    const row = rows[index];
    if (row?.summary) onSelect(row.uniqueId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = element.current;
    if (!target || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(current);
      return;
    }
    const next = rowAfterKey(event.key, current, rows.length, Math.max(1, Math.floor(height / rowPx) - 1));
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    target.scrollTop = scrollToRow(next, target.scrollTop, target.clientHeight, rowPx);
  };
  return (
    <div
      ref={element}
      className={styles.box}
      role="listbox"
      tabIndex={0}
      aria-label={say('series-list.title')}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      data-testid="series-list-box"
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
    >
      <div className={styles.all} role="presentation" style={{ blockSize: rows.length * rowPx }}>
        {drawn.map((index) => {
          const row = rows[index];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box has the focus and the keys
            <div
              key={row.uniqueId}
              id={`${id}-${index}`}
              className={styles.row}
              data-series={row.uniqueId}
              data-status={row.status}
              data-wide={step !== null}
              role="option"
              style={{ insetBlockStart: index * rowPx }}
              aria-selected={row.uniqueId === selected}
              aria-disabled={row.problem !== null}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              data-active={index === current}
              onClick={() => {
                setActive(index);
                choose(index);
              }}
            >
              <Row row={row} step={step} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Every series of a panel, thousands of them if need be, to search, put in order and choose from. */
export function SeriesList({ series, refused, selected, onSelect, step = null }: SeriesListProps) {
  const { language, say } = useWords();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<SeriesOrder>('file');
  const frame = useRef<HTMLDivElement>(null);
  const searched = useDeferredValue(search);
  const ordered = useMemo(() => orderSeries(series, refused, order, language), [series, refused, order, language]);
  const rows = useMemo(() => searchSeries(ordered, searched), [ordered, searched]);
  return (
    <div ref={frame} className={`${controls.card} ${styles.list}`} data-testid="series-list">
      {/* One by itself has nothing to be found among. */}
      {ordered.length > 1 && (
        <div className={styles.tools}>
          <label className={styles.search}>
            <span className={controls.hidden}>{say('series-list.search')}</span>
            <input
              type="search"
              placeholder={say('series-list.search')}
              spellCheck={false}
              value={search}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown') return;
                event.preventDefault();
                frame.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
              }}
            />
          </label>
          <label className={styles.order}>
            <span className={controls.hidden}>{say('series-list.order')}</span>
            <Select
              value={order}
              options={seriesOrders.map((value) => ({ value, label: say(`series-list.order.${value}`) }))}
              onChoose={setOrder}
            />
          </label>
          <p className={styles.count} role="status">
            {rows.length === ordered.length
              ? say('series-list.count', { count: rows.length })
              : say('series-list.found', { found: rows.length, count: ordered.length })}
          </p>
        </div>
      )}
      {rows.length > 0 ? (
        <Box key={`${order} ${searched}`} rows={rows} step={step} selected={selected} onSelect={onSelect} />
      ) : (
        <p className={styles.none}>{say('series-list.none', { search: searched })}</p>
      )}
    </div>
  );
}
