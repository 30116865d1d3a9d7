import { useState } from 'react';
import type { Candidate } from '../../../session/shown.ts';
import { ColumnKind, ColumnRole } from '../../../ui/reading/column-roles.tsx';
import { ColumnPlot, sayDistinct, sayRange } from '../../../ui/reading/profile.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../ui/shell/scroll-region.tsx';
import styles from './data.module.css';

/** More than this are shown when they are asked for. */
const columnsAtFirst = 30;
const namedCells = 2;
const namedTexts = 3;

function Unreadable({ table, place }: { table: Candidate; place: number }) {
  const { say, number } = useWords();
  const { unreadable, unreadableExamples } = table.profile.columns[place];
  if (unreadable === 0) return <>{number(0)}</>;
  return (
    <>
      <span className={styles.bad}>{number(unreadable)}</span>
      {unreadableExamples.slice(0, namedCells).map(({ row, text }) => (
        <span key={row} className={styles.below}>
          {say('reading.quoted', { text, row })}
        </span>
      ))}
    </>
  );
}

function Column({ table, place }: { table: Candidate; place: number }) {
  const words = useWords();
  const { say, number } = words;
  const { columns, rowCount, guess } = table.profile;
  const column = columns[place];
  const { name, kind, missing, summary, format, madeFrom } = column;
  const range = summary ? sayRange(words, kind, summary) : null;
  return (
    <tr data-column={name} data-kind={kind}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td data-label={say('data.column.kind')}>
        <ColumnKind table={table} place={place} />
      </td>
      {guess && (
        <td data-label={say('data.column.role')}>
          <ColumnRole table={table} place={place} />
        </td>
      )}
      <td className={styles.plot}>
        <ColumnPlot column={column} rowCount={rowCount} most={namedTexts} />
      </td>
      <td data-label={say('profile.range')} data-none={range === null}>
        {range}
        {kind === 'date' && format && !madeFrom && <span className={styles.below}>{format}</span>}
      </td>
      <td className={styles.number} data-label={say('profile.distinct')}>
        {summary && sayDistinct(words, column, summary, rowCount)}
      </td>
      <td className={styles.number} data-label={say('profile.missing')} data-fact="missing">
        {number(missing)}
      </td>
      <td className={styles.number} data-label={say('profile.unreadable')} data-fact="unreadable">
        <Unreadable table={table} place={place} />
      </td>
    </tr>
  );
}

/** A row for each column: what it holds, what it is for, what is wrong with it. */
export function Columns({ table }: { table: Candidate }) {
  const { say } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const { columns, guess } = table.profile;
  const shown = isWhole ? columns.length : Math.min(columns.length, columnsAtFirst);
  return (
    <section className={styles.section}>
      <h2 id="data-columns">{say('data.columns.title')}</h2>
      <p className={controls.faint}>{say('data.columns.why')}</p>
      <ScrollRegion className={`${controls.card} ${styles.scroll}`} labelledBy="data-columns">
        <table className={styles.columns} data-testid="data-columns">
          <thead>
            <tr>
              <th scope="col">{say('data.column')}</th>
              <th scope="col">{say('data.column.kind')}</th>
              {guess && <th scope="col">{say('data.column.role')}</th>}
              <th scope="col">{say('data.column.values')}</th>
              <th scope="col">{say('profile.range')}</th>
              <th className={styles.number} scope="col">
                {say('profile.distinct')}
              </th>
              <th className={styles.number} scope="col">
                {say('profile.missing')}
              </th>
              <th className={styles.number} scope="col">
                {say('profile.unreadable')}
              </th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, place) => (
              <Column key={columns[place]?.name} table={table} place={place} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {shown < columns.length && (
        <button className={controls.link} type="button" onClick={() => setIsWhole(true)}>
          {say('data.columns.all', { count: columns.length })}
        </button>
      )}
    </section>
  );
}
