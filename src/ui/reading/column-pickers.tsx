import type { Candidate, OpenedTable } from '../../session/run.ts';
import { targetOf, withTarget } from '../../session/selection.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { useTimeOptions } from './column-options.ts';
import styles from './reading.module.css';

/** Which sheet of a workbook is read, where it has several that are not hidden. */
function SheetPicker({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const chooseSheet = useSession((state) => state.chooseSheet);
  const { sheets = [], sheet } = table.profile.dialect;
  const shown = sheets.filter(({ name, isHidden }) => !isHidden || name === sheet);
  if (shown.length < 2) return null;
  return (
    <label className={styles.picker}>
      <span>{say('reading.sheet')}</span>
      <select
        className={controls.select}
        data-testid="sheet"
        value={sheet}
        onChange={({ target }) => void chooseSheet(target.value)}
      >
        {shown.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

/** Which column is the time and which is to be forecast. */
export function ColumnPickers({ table }: { table: Candidate }) {
  const { say } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const time = useTimeOptions(table);
  const { choice, uniqueId, profile } = table;
  const { columns } = profile;
  // What a column holds is said where it is unexpected.
  const targets = columns.map(({ name, kind }) =>
    kind === 'number' ? name : `${name} (${say(`reading.kind.${kind}`)})`,
  );
  return (
    <div className={styles.pickers}>
      <SheetPicker table={table} />
      <label className={styles.picker}>
        <span>{say('reading.target-column')}</span>
        <select
          className={controls.select}
          data-testid="target-column"
          value={targetOf(choice, uniqueId ?? '', columns)}
          onChange={({ target }) => {
            const selection = withTarget(table, Number(target.value), columns);
            void chooseColumns(selection.choice, selection.uniqueId);
          }}
        >
          {[...targets.entries()].map(([place, label]) => (
            <option key={place} value={place}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.picker}>
        <span>{say('reading.time-column')}</span>
        <select
          className={controls.select}
          data-testid="time-column"
          value={time.chosen}
          onChange={({ target }) => time.choose(target.value)}
        >
          {time.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
