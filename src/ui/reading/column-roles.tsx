import { type ColumnRole, rolesOf, withRole } from '../../session/column-roles.ts';
import type { LoadedData } from '../../session/run.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './details.module.css';

const kinds = ['number', 'date', 'text'] as const;

function sayShape(
  data: LoadedData,
  say: ReturnType<typeof useWords>['say'],
  list: (items: string[]) => string,
): string {
  const { idColumns, covariateColumns } = data.choice;
  if (data.profile.notes.periodColumns > 0) return say('roles.shape.across');
  if (idColumns.length > 0) {
    return say('roles.shape.long', { ids: list(idColumns.map((index) => data.profile.columns[index]?.name ?? '')) });
  }
  return say(covariateColumns.length > 0 ? 'roles.shape.mixed' : 'roles.shape.wide');
}

/** What each column is taken for: its kind, and its role in the series. */
export function ColumnRoles({ data }: { data: LoadedData }) {
  const { say, list } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { profile, choice, uniqueId } = data;
  return (
    <div className={styles.roles}>
      <p className={controls.faint} data-testid="shape">
        {sayShape(data, say, list)}
      </p>
      <p className={controls.faint}>{say('roles.why')}</p>
      <ul>
        {[...profile.columns.entries()].map(([place, { name, kind, madeFrom }]) => {
          const { role, offered } = rolesOf(choice, place, kind);
          return (
            <li key={place}>
              <span className={styles.column} title={name}>
                {name}
              </span>
              <select
                className={controls.select}
                aria-label={say('roles.kind-of', { column: name })}
                data-testid="column-kind"
                value={kind}
                disabled={Boolean(madeFrom)}
                onChange={({ target }) => void readColumnAs(name, { kind: target.value as (typeof kinds)[number] })}
              >
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {say(`reading.kind.${each}`)}
                  </option>
                ))}
              </select>
              <select
                className={controls.select}
                aria-label={say('roles.role-of', { column: name })}
                data-testid="column-role"
                value={role}
                onChange={({ target }) =>
                  void chooseColumns(withRole(choice, place, target.value as ColumnRole), uniqueId)
                }
              >
                {offered.map((each) => (
                  <option key={each} value={each}>
                    {say(`roles.${each}`)}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
