import { useEffect, useState } from 'react';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { WhyViewKind, WhyViews } from '../inputs.ts';
import { useWhy } from './context.ts';

/**
 * Something that the data worker works out of the series shown, once for it; undefined until it is there.
 *
 * @param need the same object each time
 */
export function useLook<Kind extends WhyViewKind>(need: WhyViews[Kind]['need']): WhyViews[Kind]['answer'] | undefined {
  const look = useWhy((state) => state.look);
  const data = useWhy((state) => state.data);
  const [found, setFound] = useState<{ data: LoadedSeries; answer: WhyViews[Kind]['answer'] } | null>(null);
  useEffect(() => {
    if (!data) return;
    const controller = new AbortController();
    void look<Kind>(need, controller.signal).then((looked) => {
      if (looked && !controller.signal.aborted) setFound({ data, answer: looked.answer });
    });
    return () => controller.abort();
  }, [look, need, data]);
  return found && found.data === data ? found.answer : undefined;
}
