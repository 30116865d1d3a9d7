import { useCallback, useState } from 'react';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import type { OpenedTable } from '../../session/shown.ts';
import type { TablePreview } from '../../worker/protocol.ts';
import { useSession, useWords } from '../shell/context.ts';
import { ColumnRoles } from './column-roles.tsx';
import styles from './details.module.css';
import { Preview } from './preview.tsx';
import { ColumnProfiles } from './profile.tsx';

const views = ['columns', 'preview', 'profile'] as const;

/** The rows of the table shown, a page at a time. */
export function RowsPreview({ table }: { table: OpenedTable }) {
  // Another reading has other rows.
  return <Rows key={readingKey(table)} table={table} />;
}

function Rows({ table: { profile } }: { table: OpenedTable }) {
  const previewRows = useSession((state) => state.previewRows);
  const [shown, setShown] = useState<TablePreview | null>(null);
  const want = useCallback(
    (firstRow: number, rows: number) => {
      void previewRows(firstRow, rows).then((preview) => preview && setShown(preview));
    },
    [previewRows],
  );
  return <Preview columns={profile.columns} rowCount={profile.rowCount} preview={shown} onWantRows={want} />;
}

/** The table behind the series: what each column is for, the rows as they were read, what each column holds. */
export default function Details({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const [view, setView] = useState<(typeof views)[number]>('columns');
  const { columns, rowCount } = data.profile;
  return (
    <div className={styles.body}>
      <fieldset className={styles.views} aria-label={say('details.title')}>
        {views.map((id) => (
          <button
            key={id}
            className={styles.view}
            type="button"
            data-testid={`details-${id}`}
            aria-pressed={view === id}
            onClick={() => setView(id)}
          >
            {say(`details.${id}`)}
          </button>
        ))}
      </fieldset>
      {view === 'columns' && <ColumnRoles table={data} />}
      {view === 'preview' && <RowsPreview table={data} />}
      {view === 'profile' && (
        <div className={styles.profiles}>
          <ColumnProfiles columns={columns} rowCount={rowCount} />
        </div>
      )}
    </div>
  );
}

function readingKey({ source, profile }: OpenedTable): string {
  return `${source.name} ${profile.bytes} ${JSON.stringify(source.choices)}`;
}
