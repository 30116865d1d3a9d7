import type { Words } from '../../i18n/words.ts';
import { rolesOf, withRole } from '../../session/column-roles.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Select } from '../shell/select.tsx';
import styles from './details.module.css';

const kinds = ['number', 'date', 'text'] as const;

/** How the series lie in the table. */
export function sayShape({ say, list }: Words, { profile, choice }: Candidate): string {
  const { idColumns, covariateColumns } = choice;
  if (profile.notes.periodColumns > 0) return say('roles.shape.across');
  if (idColumns.length > 0) {
    return say('roles.shape.long', { ids: list(idColumns.map((index) => profile.columns[index]?.name ?? '')) });
  }
  return say(covariateColumns.length > 0 ? 'roles.shape.mixed' : 'roles.shape.wide');
}

type ColumnProps = { table: Candidate; place: number };

/** What a column holds, to be changed; one that was put together from others is what it is. */
export function ColumnKind({ table, place }: ColumnProps) {
  const { say } = useWords();
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { name, kind, madeFrom } = table.profile.columns[place];
  return (
    <Select
      aria-label={say('roles.kind-of', { column: name })}
      data-testid="column-kind"
      disabled={Boolean(madeFrom)}
      value={kind}
      options={kinds.map((value) => ({ value, label: say(`reading.kind.${value}`) }))}
      onChoose={(chosen) => void readColumnAs(name, { kind: chosen })}
    />
  );
}

/** What a column is for, to be changed. */
export function ColumnRole({ table: { profile, choice, uniqueId }, place }: ColumnProps) {
  const { say } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const { name, kind } = profile.columns[place];
  const { role, offered } = rolesOf(choice, place, kind);
  return (
    <Select
      aria-label={say('roles.role-of', { column: name })}
      data-testid="column-role"
      value={role}
      options={offered.map((value) => ({ value, label: say(`roles.${value}`) }))}
      onChoose={(chosen) => void chooseColumns(withRole(choice, place, chosen), uniqueId)}
    />
  );
}

/** What each column is taken for: its kind, and its role in the series. */
export function ColumnRoles({ table }: { table: Candidate }) {
  const words = useWords();
  const { say } = words;
  return (
    <div className={styles.roles}>
      <p className={controls.faint} data-testid="shape">
        {sayShape(words, table)}
      </p>
      <p className={controls.faint}>{say('roles.why')}</p>
      <ul>
        {[...table.profile.columns.entries()].map(([place, { name }]) => (
          <li key={place}>
            <span className={styles.column} title={name}>
              {name}
            </span>
            <ColumnKind table={table} place={place} />
            <ColumnRole table={table} place={place} />
          </li>
        ))}
      </ul>
    </div>
  );
}
