import { use } from 'react';
import { NotLoaded } from './boundary.tsx';
import { useSession, ViewSidesContext } from './context.ts';
import { settledView } from './settled-view.ts';

/** A result that a link has brought, as its analysis shows it, on the start page. */
export function BroughtResult() {
  const brought = useSession((state) => state.brought);
  const loadView = use(ViewSidesContext);
  if (!brought) return null;
  const side = use(settledView(loadView, brought.analysis));
  if (!side) throw new NotLoaded(`The view of ${brought.analysis} did not load`);
  const { Brought } = side;
  return Brought ? <Brought content={brought.content} /> : null;
}
