import { targetOf, withTarget } from '../../session/selection.ts';
import type { Candidate, OpenedTable } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import { Select } from '../shell/select.tsx';
import { useTimeOptions } from './column-options.ts';
import styles from './reading.module.css';

/** Which sheet of a workbook is read, where it has several that are not hidden. */
export function SheetPicker({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const chooseSheet = useSession((state) => state.chooseSheet);
  const { sheets = [], sheet = '' } = table.profile.dialect;
  const shown = sheets.filter(({ name, isHidden }) => !isHidden || name === sheet);
  if (shown.length < 2) return null;
  return (
    <label className={styles.picker}>
      <span>{say('reading.sheet')}</span>
      <Select
        data-testid="sheet"
        value={sheet}
        options={shown.map(({ name }) => ({ value: name, label: name }))}
        onChoose={(name) => void chooseSheet(name)}
      />
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
  const targets = columns.map(({ name, kind }, value) => ({
    value,
    label: kind === 'number' ? name : say('reading.column-kind', { name, kind: say(`reading.kind.${kind}`) }),
  }));
  return (
    <div className={styles.pickers}>
      <SheetPicker table={table} />
      <label className={styles.picker}>
        <span>{say('reading.target-column')}</span>
        <Select
          data-testid="target-column"
          value={targetOf(choice, uniqueId ?? '', columns)}
          options={targets}
          onChoose={(place) => {
            const selection = withTarget(table, place, columns);
            void chooseColumns(selection.choice, selection.uniqueId);
          }}
        />
      </label>
      <label className={styles.picker}>
        <span>{say('reading.time-column')}</span>
        <Select data-testid="time-column" value={time.chosen} options={time.options} onChoose={time.choose} />
      </label>
    </div>
  );
}
