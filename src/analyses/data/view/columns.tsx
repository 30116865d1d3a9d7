import { useState } from 'react';
import { dayMs } from '../../../base/civil.ts';
import { formatDate } from '../../../i18n/dates.ts';
import type { Words } from '../../../i18n/words.ts';
import type { Candidate } from '../../../session/shown.ts';
import { BarPlot } from '../../../ui/chart/bar-plot.tsx';
import { ColumnKind, ColumnRole } from '../../../ui/reading/column-roles.tsx';
import { ColumnPlot, sayColumnRange } from '../../../ui/reading/profile.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../ui/shell/scroll-region.tsx';
import type { Bar, ColumnPicture } from '../picture.ts';
import styles from './data.module.css';
import { usePictures } from './use-file-series.ts';
import type { DataWords } from './words/data-words.ts';
import { dataWords } from './words/data-words.ts';

/** More than this are shown when they are asked for. */
const columnsAtFirst = 30;
const namedCells = 2;
const namedTexts = 3;

function Unreadable({ table, place }: { table: Candidate; place: number }) {
  const { say, number } = useWords(dataWords);
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

/** Where most of a column lies, for those who do not see the bars. */
function sayBars({ language, say, number }: DataWords, kind: 'number' | 'date', bars: readonly Bar[]): string {
  const { from, to, count } = bars.reduce((one, other) => (other.count > one.count ? other : one));
  if (kind === 'date') {
    const hasClock = to - from < dayMs;
    const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', ...(hasClock && { timeStyle: 'short' }) };
    const [low, high] = [from, to - 1].map((ms) => formatDate(language, ms, options));
    return low === high ? say('data.plot.period', { count, low }) : say('data.plot.date', { count, low, high });
  }
  const [low, high] = [from, to].map((value) => number(value));
  return from === to ? say('data.plot.value', { count, low }) : say('data.plot.number', { count, low, high });
}

/** How often the values occur, the rows over time, or the most frequent texts. */
function Picture({ table, place, picture }: { table: Candidate; place: number; picture: ColumnPicture }) {
  const words = useWords(dataWords);
  const { columns, rowCount } = table.profile;
  if (picture.kind === 'text') return <ColumnPlot column={columns[place]} rowCount={rowCount} most={namedTexts} />;
  const { kind, bars } = picture;
  if (bars.length === 0) return null;
  return <BarPlot counts={bars.map(({ count }) => count)} label={sayBars(words, kind, bars)} />;
}

type ColumnProps = { table: Candidate; place: number; picture: ColumnPicture | undefined };

function Column({ table, place, picture }: ColumnProps) {
  const words = useWords(dataWords);
  const { say, number } = words;
  const { columns, guess } = table.profile;
  const column = columns[place];
  const { name, kind, missing, summary, format, madeFrom } = column;
  const range = summary ? sayColumnRange(words, kind, summary) : null;
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
      <td className={styles.plot}>{picture && <Picture table={table} place={place} picture={picture} />}</td>
      <td data-label={say('profile.range')} data-none={range === null}>
        {range}
        {picture?.kind === 'number' && picture.mean !== null && (
          <span className={styles.below}>{say('data.mean', { mean: number(picture.mean) })}</span>
        )}
        {kind === 'date' && format && !madeFrom && <span className={styles.below}>{format}</span>}
      </td>
      <td className={styles.number} data-label={say('profile.distinct')}>
        {picture && sayDistinct(words, picture)}
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

function sayDistinct({ say, number }: Words, { distinct: { count, isMore } }: ColumnPicture): string {
  return isMore ? say('profile.at-least', { count }) : number(count);
}

/** A row for each column: what it holds, what it is for, what is wrong with it. */
export function Columns({ table }: { table: Candidate }) {
  const { say } = useWords(dataWords);
  const [isWhole, setIsWhole] = useState(false);
  const pictures = usePictures();
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
              <Column key={columns[place]?.name} table={table} place={place} picture={pictures[place]} />
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
