import { ColumnPickers } from '../../../ui/reading/column-pickers.tsx';
import { useSession } from '../../../ui/shell/context.ts';

/** What the file holds. */
export function DataView() {
  const shown = useSession((state) => state.shown);
  if (!shown) return null;
  return (
    <>
      <ColumnPickers table={shown} />
    </>
  );
}
