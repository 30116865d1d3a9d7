import { dayMs } from '../../../../base/civil.ts';
import { formatDate } from '../../../../i18n/dates.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { Peaks as Counted, TrendSummary } from './sum-trends.ts';
import styles from './trends.module.css';
import { trendsWords } from './words/trends-words.ts';

/** Any Monday. */
const mondayMs = Date.UTC(2024, 0, 1);

function Bars({ of, kind, label }: { of: Counted; kind: 'month' | 'weekday'; label: string }) {
  const words = useWords(trendsWords);
  const most = Math.max(1, ...of.counts);
  const nameOf = (place: number) =>
    kind === 'month'
      ? formatDate(words.language, Date.UTC(2024, place, 15), { month: 'short' })
      : formatDate(words.language, mondayMs + place * dayMs, { weekday: 'short' });
  return (
    <>
      <p>{label}</p>
      <ol className={styles.bars} aria-label={label}>
        {of.counts.map((count, place) => (
          <li key={nameOf(place)} data-place={place} data-count={count}>
            <span className={styles.count}>{count > 0 ? words.number(count) : ''}</span>
            <span className={styles.column} aria-hidden="true" style={{ height: `${(4 * count) / most}rem` }} />
            <span className={styles.place}>{nameOf(place)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** In which months, and on which weekdays, the series are largest. */
export function Peaks({ summary: { months, weekdays } }: { summary: TrendSummary }) {
  const { say } = useWords(trendsWords);
  if (!months && !weekdays) return null;
  const hasMonths = months !== null && months.seasonal > 0;
  const hasWeekdays = weekdays !== null && weekdays.seasonal > 0;
  return (
    <section className={styles.part} aria-labelledby="trends-when">
      <h3 id="trends-when">{say('trends.when')}</h3>
      {hasMonths && (
        <Bars
          of={months}
          kind="month"
          label={say('trends.months', { seasonal: months.seasonal, tested: months.tested })}
        />
      )}
      {hasWeekdays && (
        <Bars
          of={weekdays}
          kind="weekday"
          label={say('trends.weekdays', { seasonal: weekdays.seasonal, tested: weekdays.tested })}
        />
      )}
      {months && !hasMonths && <p className={controls.faint}>{say('trends.season.none')}</p>}
    </section>
  );
}
