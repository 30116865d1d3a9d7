import { dayMs } from '../../base/civil.ts';
import { formatDate } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import type { ColumnProfile } from '../../worker/protocol.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './profile.module.css';

/** Different values are counted in so many rows of numbers and dates. */
const countedRows = 100_000;

type Summary = NonNullable<ColumnProfile['summary']>;

/** From the smallest to the largest; null of texts and where there is no value. */
export function sayColumnRange(
  { language, say, number }: Words,
  kind: ColumnProfile['kind'],
  { range }: Summary,
): string | null {
  if (!range) return null;
  const { smallest, largest } = range;
  if (kind === 'number') return say('range', { low: number(smallest), high: number(largest) });
  const hasClock = smallest % dayMs !== 0 || largest % dayMs !== 0;
  const options: Intl.DateTimeFormatOptions = hasClock
    ? { dateStyle: 'medium', timeStyle: 'short' }
    : { dateStyle: 'medium' };
  return say('range', { low: formatDate(language, smallest, options), high: formatDate(language, largest, options) });
}

function sayDistinct({ say, number }: Words, { kind }: ColumnProfile, { distinct }: Summary, rowCount: number): string {
  const isCounted = kind === 'text' || rowCount <= countedRows;
  return isCounted ? number(distinct) : say('profile.at-least', { count: distinct });
}

/** The most frequent texts of a column, each with a bar of its share. */
function Commonest({ commonest, rowCount }: { commonest: Summary['commonest']; rowCount: number }) {
  const { percent } = useWords();
  const most = Math.max(1, ...commonest.map(({ count }) => count));
  return (
    <ul className={styles.commonest}>
      {commonest.map(({ label, count }) => (
        <li key={label}>
          <span className={styles.share} style={{ inlineSize: `${(count / most) * 100}%` }} />
          <span className={styles.label}>{label}</span>
          <span className={styles.percent}>{percent(count / Math.max(1, rowCount))}</span>
        </li>
      ))}
    </ul>
  );
}

type ColumnPlotProps = {
  column: ColumnProfile;
  rowCount: number;
  /** Of texts, so many; all of the summary where absent. */
  most?: number;
};

/** A column in a small picture: a line, or the most frequent texts. */
export function ColumnPlot({ column: { kind, summary }, rowCount, most }: ColumnPlotProps) {
  if (!summary) return null;
  if (kind === 'text') return <Commonest commonest={summary.commonest.slice(0, most)} rowCount={rowCount} />;
  return <Sparkline values={summary.spark} width={240} height={64} />;
}

function Profile({ column, rowCount }: { column: ColumnProfile; rowCount: number }) {
  const words = useWords();
  const { say, number } = words;
  const { name, kind, missing, unreadable, summary, format, madeFrom } = column;
  const range = summary ? sayColumnRange(words, kind, summary) : null;
  const facts: [key: 'range' | 'distinct' | 'missing' | 'unreadable' | 'format', value: string][] = [];
  if (range) facts.push(['range', range]);
  if (kind === 'date' && format && !madeFrom) facts.push(['format', format]);
  if (summary) facts.push(['distinct', sayDistinct(words, column, summary, rowCount)]);
  facts.push(['missing', number(missing)]);
  if (unreadable > 0) facts.push(['unreadable', number(unreadable)]);
  return (
    <li className={`${controls.card} ${styles.profile}`} data-testid="column-profile">
      <p className={styles.head}>
        <strong title={name}>{name}</strong>
        <span>{say(`reading.kind.${kind}`)}</span>
      </p>
      <div className={styles.plot}>
        <ColumnPlot column={column} rowCount={rowCount} />
      </div>
      <dl className={styles.facts}>
        {facts.map(([key, value]) => (
          <div key={key} data-fact={key}>
            <dt>{say(`profile.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** What each column holds: its type, range, how many values differ or are missing, and a small plot. */
export function ColumnProfiles({ columns, rowCount }: { columns: readonly ColumnProfile[]; rowCount: number }) {
  return (
    <ul className={styles.profiles}>
      {[...columns.entries()].map(([place, column]) => (
        <Profile key={place} column={column} rowCount={rowCount} />
      ))}
    </ul>
  );
}
