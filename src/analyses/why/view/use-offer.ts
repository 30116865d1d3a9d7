import { useMemo } from 'react';
import type { ForecastOffer, OfferedModel } from '../../../session/offers.ts';
import { useWhy } from './context.ts';

/** The forecast that is shown of the series, and the model in front; null where there is none. */
export function useOffer(): { offer: ForecastOffer; shown: OfferedModel } | null {
  const offer = useWhy((state) => state.offer);
  return useMemo(() => {
    const shown = offer?.models.find(({ model }) => model === offer.best) ?? offer?.models[0] ?? null;
    return offer && shown ? { offer, shown } : null;
  }, [offer]);
}
