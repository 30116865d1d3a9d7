/** How the parts of this view reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AllSeriesActions, AllSeriesState, AllSeriesStore } from '../state/all-series-store.ts';

export const AllSeriesContext = createContext<AllSeriesStore | null>(null);

export function useAllSeries<Part>(select: (state: AllSeriesState & AllSeriesActions) => Part): Part {
  const store = useContext(AllSeriesContext);
  if (!store) throw new Error('There is no store of all series around this component.');
  return useStore(store, select);
}
