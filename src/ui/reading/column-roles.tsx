import { rolesOf, withRole } from '../../session/column-roles.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Select } from '../shell/select.tsx';
import styles from './details.module.css';

const kinds = ['number', 'date', 'text'] as const;

function sayShape(
  data: LoadedSeries,
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
export function ColumnRoles({ data }: { data: LoadedSeries }) {
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
              <Select
                aria-label={say('roles.kind-of', { column: name })}
                data-testid="column-kind"
                disabled={Boolean(madeFrom)}
                value={kind}
                options={kinds.map((value) => ({ value, label: say(`reading.kind.${value}`) }))}
                onChoose={(chosen) => void readColumnAs(name, { kind: chosen })}
              />
              <Select
                aria-label={say('roles.role-of', { column: name })}
                data-testid="column-role"
                value={role}
                options={offered.map((value) => ({ value, label: say(`roles.${value}`) }))}
                onChoose={(chosen) => void chooseColumns(withRole(choice, place, chosen), uniqueId)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
