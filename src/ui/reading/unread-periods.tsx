import { useState } from 'react';
import type { OpenedTable } from '../../session/shown.ts';
import type { RowDates } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

const units: readonly RowDates['unit'][] = ['day', 'week', 'month', 'quarter', 'year'];

/** Asks when the first period begins and how long each is, where a column names periods that nothing reads. */
export function UnreadPeriods({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const column = table.profile.notes.unreadPeriods;
  const said = table.source.choices?.rowDates;
  const [first, setFirst] = useState(said?.first ?? '');
  const [unit, setUnit] = useState<RowDates['unit']>(said?.unit ?? 'month');
  if (!column) return null;
  const isBlank = table.profile.columns.some(({ name, kind }) => name === column && kind === 'date');
  const asks = isBlank ? 'reading.unread-periods.blank' : 'reading.unread-periods';
  return (
    <form
      className={styles.question}
      data-testid="unread-periods"
      onSubmit={(event) => {
        event.preventDefault();
        void readAs({ rowDates: { first, unit } });
      }}
    >
      <div className={styles.year}>
        <label>
          {say(said ? 'reading.unread-periods.taken' : asks, { column })}{' '}
          <input type="date" required value={first} onChange={({ target }) => setFirst(target.value)} />
        </label>
        <label>
          {say('reading.unread-periods.unit')}{' '}
          <select value={unit} onChange={({ target }) => setUnit(units.find((one) => one === target.value) ?? unit)}>
            {units.map((one) => (
              <option key={one} value={one}>
                {say(`rhythm.${one}.one`)}
              </option>
            ))}
          </select>
        </label>
        <button className={controls.button} type="submit">
          {say('part.header.apply')}
        </button>
      </div>
    </form>
  );
}
