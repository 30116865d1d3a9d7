import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { rowAfterKey, rowsAfterScroll, scrollToRow } from '../reading/series-list-rows.ts';
import styles from './row-grid.module.css';

/** What a row is: its key among the rows, its class and attributes, and its cells. */
export type GridRow = {
  key: string | number;
  className: string | undefined;
  attributes: Readonly<Record<string, string | boolean>>;
  cells: ReactNode;
};

type RowGridProps = {
  label: string;
  testId: string;
  /** Rows of the whole list, of which those within the window are drawn. */
  rowCount: number;
  rowPx: number;
  rowAt: (index: number) => GridRow;
  /**
   * What is drawn over some rows at once, in a column of theirs: so many rows each from a multiple of that on, unseen by who listens.
   */
  over?: { rows: number; className: string | undefined; at: (first: number, end: number) => ReactNode } | undefined;
  /** Heads of the columns; none where a row is a card. */
  head: ReactNode;
  headPx: number;
  isPhone: boolean;
  /** The columns as `grid-template-columns` has them. */
  template: string;
  /** A row was clicked, or Enter was pressed on it. */
  onOpen: (index: number) => void;
  /** Whether moving through the rows goes on opening them. */
  isOpened: boolean;
  onClose: () => void;
};

/** How long nothing is scrolled before rows out of sight are drawn too. */
const stayedMs = 80;

/** A grid that draws only the rows within its window; the active row is moved by keys and opened by Enter. */
export function RowGrid({
  label,
  testId,
  rowCount,
  rowPx,
  rowAt,
  over,
  head,
  headPx,
  isPhone,
  template,
  onOpen,
  isOpened,
  onClose,
}: RowGridProps) {
  const id = useId();
  const element = useRef<HTMLTableElement>(null);
  const lastTop = useRef(0);
  const wasHidden = useRef(false);
  const [active, setActive] = useState(0);
  const [height, setHeight] = useState(600);
  const [window, setWindow] = useState({ first: 0, end: 40 });

  const measure = useCallback(() => {
    const target = element.current;
    if (!target) return;
    if (target.clientHeight === 0) {
      wasHidden.current = true;
      return;
    }
    // Whoever comes back from a row finds the list where he left it.
    if (wasHidden.current) target.scrollTop = lastTop.current;
    wasHidden.current = false;
    lastTop.current = target.scrollTop;
    const { scrollTop } = target;
    const inner = target.clientHeight - headPx;
    // Rows are added a few at a time: a scroll by a pixel draws nothing anew.
    setWindow((now) => {
      const next = rowsAfterScroll(now, scrollTop, inner, rowPx, rowCount);
      return now.first === next.first && now.end === next.end ? now : next;
    });
    setHeight(inner);
  }, [rowCount, rowPx, headPx]);
  // Whoever jumps gets what he sees at once, and the rows beside it when he stays.
  useEffect(() => {
    const { first, end } = window;
    const spare = end > first ? setTimeout(measure, stayedMs) : undefined;
    return () => clearTimeout(spare);
  }, [measure, window]);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [measure]);

  const current = Math.min(active, rowCount - 1);
  const drawn: number[] = [];
  for (let index = window.first; index < Math.min(window.end, rowCount); index += 1) drawn.push(index);
  if (current >= 0 && (current < window.first || current >= window.end)) drawn.push(current);

  const parts: { first: number; end: number }[] = [];
  if (over) {
    const end = Math.min(window.end, rowCount);
    for (let first = window.first - (window.first % over.rows); first < end; first += over.rows)
      parts.push({ first, end: Math.min(first + over.rows, rowCount) });
  }

  const openRow = (index: number) => {
    if (index >= 0 && index < rowCount) onOpen(index);
  };
  const onClick = ({ target }: MouseEvent) => {
    const row = (target as Element).closest('[aria-rowindex]');
    if (!row) return;
    const index = Number(row.getAttribute('aria-rowindex')) - 1;
    setActive(index);
    openRow(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = element.current;
    if (!target || event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLButtonElement) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      openRow(current);
      return;
    }
    if (event.key === 'Escape') onClose();
    const next = rowAfterKey(event.key, current, rowCount, Math.max(1, Math.floor(height / rowPx) - 1));
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    target.scrollTop = scrollToRow(next, target.scrollTop, target.clientHeight - headPx, rowPx);
    // Whoever looks at one row after another goes on doing so.
    if (isOpened) openRow(next);
  };

  return (
    <table
      ref={element}
      className={styles.table}
      data-testid={testId}
      data-phone={isPhone}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved through by keys is a grid (ARIA in HTML)
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      style={{ '--template': template } as Record<string, string>}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={measure}
    >
      {head}
      <tbody className={styles.rows} style={{ blockSize: rowCount * rowPx }}>
        {drawn.map((index) => {
          const { key, className = styles.row, attributes, cells } = rowAt(index);
          return (
            <tr
              key={key}
              id={`${id}-${index}`}
              className={className}
              aria-rowindex={index + 1}
              {...attributes}
              data-active={index === current}
              style={{ insetBlockStart: index * rowPx, blockSize: rowPx }}
            >
              {cells}
            </tr>
          );
        })}
      </tbody>
      {over && (
        <tbody className={styles.over} aria-hidden="true" style={{ insetBlockStart: headPx }}>
          {parts.map(({ first, end }) => (
            <tr key={first} style={{ insetBlockStart: first * rowPx, blockSize: (end - first) * rowPx }}>
              <td className={over.className}>{over.at(first, end)}</td>
            </tr>
          ))}
        </tbody>
      )}
    </table>
  );
}

export type HeadCell<Key> = {
  id: string;
  label: string;
  title?: string | undefined;
  /** What it sorts by; null where it sorts by nothing. */
  sort: Key | null;
  /** Whether the first click puts the largest first. */
  isDescendingFirst: boolean;
};

type GridHeadProps<Key> = {
  cells: readonly HeadCell<Key>[];
  sort: { key: Key; isDescending: boolean };
  onSort: (sort: { key: Key; isDescending: boolean }) => void;
  testId: (id: string) => string;
  headPx: number;
};

/** The heads of the columns, which put the rows in order. */
export function GridHead<Key>({ cells, sort, onSort, testId, headPx }: GridHeadProps<Key>) {
  return (
    <thead>
      <tr className={styles.heads} style={{ blockSize: headPx }}>
        {cells.map(({ id, label, title, sort: key, isDescendingFirst }) => {
          if (key === null) {
            return (
              <th key={id} scope="col" data-head={id}>
                {label}
              </th>
            );
          }
          const isSorted = sort.key === key;
          const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
          return (
            <th key={id} scope="col" data-head={id} aria-sort={order}>
              <button
                type="button"
                data-testid={testId(id)}
                title={title}
                onClick={() => onSort({ key, isDescending: isSorted ? !sort.isDescending : isDescendingFirst })}
              >
                {label}
                <span aria-hidden="true">{isSorted ? (sort.isDescending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
