import { use } from 'react';
import { useSession, ViewSidesContext } from './context.ts';

/** A result that a link has brought, as its analysis shows it, on the start page. */
export function BroughtResult() {
  const brought = useSession((state) => state.brought);
  const loadView = use(ViewSidesContext);
  if (!brought) return null;
  const { Brought } = use(loadView(brought.analysis));
  return Brought ? <Brought content={brought.content} /> : null;
}
