import { ColumnPickers } from '../../../ui/reading/column-pickers.tsx';
import { useSession } from '../../../ui/shell/context.ts';

/** What the file holds. */
export function FileView() {
  const shown = useSession((state) => state.shown);
  return shown && <ColumnPickers table={shown} />;
}
