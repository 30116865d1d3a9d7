import type { SeriesChoice } from '../../series/series.ts';
import type { OpenedTable } from '../../session/run.ts';
import type { ColumnProfile } from '../../worker/protocol.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

const noColumn = 'none';

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
export function ColumnPickers({ table, choice }: { table: OpenedTable; choice: SeriesChoice }) {
  const { say } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const { columns } = table.profile;
  // Two columns may share a name; their place tells them apart. What a column holds is said where it is unexpected.
  const optionsFor = (expected: ColumnProfile['kind']) =>
    [...columns.entries()].map(([place, { name, kind }]) => (
      <option key={place} value={place}>
        {kind === expected ? name : `${name} (${say(`reading.kind.${kind}`)})`}
      </option>
    ));
  return (
    <div className={styles.pickers}>
      <SheetPicker table={table} />
      <label className={styles.picker}>
        <span>{say('reading.target-column')}</span>
        <select
          className={controls.select}
          data-testid="target-column"
          value={choice.targetColumn}
          onChange={({ target }) => void chooseColumns({ ...choice, targetColumn: Number(target.value) })}
        >
          {optionsFor('number')}
        </select>
      </label>
      <label className={styles.picker}>
        <span>{say('reading.time-column')}</span>
        <select
          className={controls.select}
          data-testid="time-column"
          value={choice.timeColumn ?? noColumn}
          onChange={({ target }) =>
            void chooseColumns({ ...choice, timeColumn: target.value === noColumn ? null : Number(target.value) })
          }
        >
          {optionsFor('date')}
          <option value={noColumn}>{say('reading.no-time-column')}</option>
        </select>
      </label>
    </div>
  );
}
