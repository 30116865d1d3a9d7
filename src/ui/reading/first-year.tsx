import { useState } from 'react';
import type { OpenedTable } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

/** Asks in which year the first month lies, where months stand in the file without one. */
export function FirstYear({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const { firstYear } = table.profile.notes;
  const known = firstYear?.year ?? null;
  const [year, setYear] = useState(known ?? Number.NaN);
  if (!firstYear) return null;
  const isAsked = known === null;
  return (
    <form
      className={styles.question}
      data-testid="first-year"
      onSubmit={(event) => {
        event.preventDefault();
        void readAs({ firstYear: year });
      }}
    >
      <label className={styles.year}>
        <span>{say(isAsked ? 'reading.first-year' : 'reading.first-year.taken', { column: firstYear.column })}</span>
        <input
          type="number"
          min={1600}
          max={2400}
          required
          value={Number.isNaN(year) ? '' : year}
          onChange={({ target }) => setYear(target.valueAsNumber)}
        />
        <button className={controls.button} type="submit">
          {say('part.header.apply')}
        </button>
      </label>
    </form>
  );
}
