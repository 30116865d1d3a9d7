/** What can be chosen as the time. */
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import type { Option } from './part.tsx';

const noColumn = 'none';

/** The columns that may order the rows, by their place, and what choosing one does. */
export function useTimeOptions({ profile, choice, uniqueId }: Candidate) {
  const { say } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { columns } = profile;
  const options: Option<string>[] = columns.map(({ name, kind }, place) => ({
    value: String(place),
    label: kind === 'date' ? name : say('reading.column-kind', { name, kind: say(`reading.kind.${kind}`) }),
  }));
  options.push({ value: noColumn, label: say('reading.no-time-column') });
  const choose = (value: string) => {
    const place = value === noColumn ? null : Number(value);
    const column = place === null ? undefined : columns[place];
    const isOther = (index: number) => index !== place;
    const changed = {
      ...choice,
      timeColumn: place,
      idColumns: choice.idColumns.filter(isOther),
      targetColumns: choice.targetColumns.filter(isOther),
      covariateColumns: choice.covariateColumns.filter(isOther),
    };
    if (column && column.kind !== 'date') void readColumnAs(column.name, { kind: 'date' });
    else void chooseColumns(changed, uniqueId);
  };
  return { options, chosen: choice.timeColumn === null ? noColumn : String(choice.timeColumn), choose };
}
