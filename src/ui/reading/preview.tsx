import { useEffect, useId } from 'react';
import type { Words } from '../../i18n/words.ts';
import type { PreviewCell } from '../../table/layout/preview-rows.ts';
import type { ColumnProfile, TablePreview } from '../../worker/protocol.ts';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import styles from './preview.module.css';
import { lastPageStart, nextUnreadableRow, pageRows, pageStart } from './preview-pages.ts';

type PreviewProps = {
  columns: readonly ColumnProfile[];
  rowCount: number;
  /** The rows last asked for; null until they have come. */
  preview: TablePreview | null;
  /** Asks for rows, the first counted from 1. */
  onWantRows: (firstRow: number, rows: number) => void;
};

/** Why a cell could not be read. */
function sayReason({ say }: Words, { kind, format }: ColumnProfile, text: string): string {
  if (kind === 'date') return say('preview.reason.date', { text, format: format ?? '' });
  return say('preview.reason.number', { text });
}

function Cell({ cell, column }: { cell: PreviewCell; column: ColumnProfile }) {
  const words = useWords();
  const { text, state } = cell;
  const className = column.kind === 'text' ? styles.text : styles.number;
  if (state === 'read') return <td className={className}>{text}</td>;
  if (state === 'missing') {
    return (
      <td className={className} data-state="missing">
        <span aria-hidden="true">–</span>
        <span className={controls.hidden}>{words.say('preview.empty')}</span>
      </td>
    );
  }
  const reason = sayReason(words, column, text);
  return (
    <td className={className} data-state="unreadable" title={reason}>
      <mark className={styles.unreadable}>{text}</mark>
      <span className={controls.hidden}>{reason}</span>
    </td>
  );
}

function Head({ column }: { column: ColumnProfile }) {
  const { say } = useWords();
  const { name, kind, missing, unreadable } = column;
  return (
    <th className={kind === 'text' ? styles.text : styles.number} scope="col">
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.kind}>{say(`reading.kind.${kind}`)}</span>
      {unreadable > 0 && (
        <span className={styles.count} data-state="unreadable">
          {say('preview.unreadable', { count: unreadable })}
        </span>
      )}
      {missing > 0 && <span className={styles.count}>{say('preview.missing', { count: missing })}</span>}
    </th>
  );
}

/** For each column with cells that could not be read: how many, why, and the first of them to go to. */
function Reasons({ columns, onGoTo }: { columns: readonly ColumnProfile[]; onGoTo: (row: number) => void }) {
  const { say } = useWords();
  const affected = columns.filter(({ unreadable }) => unreadable > 0);
  if (affected.length === 0) return <p className={controls.faint}>{say('preview.all-read')}</p>;
  return (
    <ul className={styles.reasons} data-testid="preview-reasons">
      {[...affected.entries()].map(([place, { name, kind, format, unreadable, unreadableExamples }]) => (
        <li key={place}>
          <span>
            {kind === 'date'
              ? say('preview.reasons.date', { count: unreadable, column: name, format: format ?? '' })
              : say('preview.reasons.number', { count: unreadable, column: name })}
          </span>
          {unreadableExamples.slice(0, 3).map(({ row, text }) => (
            <button key={row} className={controls.link} type="button" onClick={() => onGoTo(row)}>
              {say('reading.quoted', { text, row })}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

type PagerProps = {
  firstRow: number;
  shown: number;
  rowCount: number;
  next: number | null;
  onGoTo: (row: number) => void;
};

function Pager({ firstRow, shown, rowCount, next, onGoTo }: PagerProps) {
  const { say } = useWords();
  const last = lastPageStart(rowCount);
  return (
    <div className={styles.pager}>
      <p aria-live="polite">
        {say('preview.rows', { from: firstRow, to: Math.max(firstRow, firstRow + shown - 1), rows: rowCount })}
      </p>
      {last > 1 && (
        <div className={styles.turns}>
          <button
            className={controls.button}
            type="button"
            disabled={firstRow <= 1}
            onClick={() => onGoTo(firstRow - pageRows)}
          >
            {say('preview.previous')}
          </button>
          <button
            className={controls.button}
            type="button"
            disabled={firstRow >= last}
            onClick={() => onGoTo(firstRow + pageRows)}
          >
            {say('preview.next')}
          </button>
        </div>
      )}
      {next !== null && (
        <button className={controls.link} type="button" onClick={() => onGoTo(next)}>
          {say('preview.next-unreadable')}
        </button>
      )}
    </div>
  );
}

/** The table as it was read, a page of rows at a time, with every cell marked that could not be read. */
export function Preview({ columns, rowCount, preview, onWantRows }: PreviewProps) {
  const { say, number } = useWords();
  const title = useId();
  const isAsked = preview !== null;
  useEffect(() => {
    if (!isAsked) onWantRows(1, pageRows);
  }, [isAsked, onWantRows]);
  const firstRow = preview?.firstRow ?? 1;
  const rows = preview?.rows ?? [];
  const next = nextUnreadableRow(columns, firstRow);
  const goTo = (row: number) => onWantRows(pageStart(Math.max(1, Math.min(row, rowCount))), pageRows);
  return (
    <div className={styles.preview} data-testid="preview">
      <Reasons columns={columns} onGoTo={goTo} />
      <ScrollRegion className={`${controls.card} ${styles.scroll}`} labelledBy={title}>
        <table className={styles.table} aria-rowcount={rowCount + 1} aria-busy={!isAsked}>
          <caption id={title} className={controls.hidden}>
            {say('preview.title')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('results.row')}</th>
              {[...columns.entries()].map(([place, column]) => (
                <Head key={place} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows.entries()].map(([i, cells]) => (
              <tr key={firstRow + i} aria-rowindex={firstRow + i + 1}>
                <th scope="row">{number(firstRow + i)}</th>
                {[...cells.entries()].map(([place, cell]) => (
                  <Cell key={place} cell={cell} column={columns[place]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Pager
        firstRow={firstRow}
        shown={rows.length}
        rowCount={rowCount}
        next={next !== null && pageStart(next) !== firstRow ? next : null}
        onGoTo={goTo}
      />
    </div>
  );
}
