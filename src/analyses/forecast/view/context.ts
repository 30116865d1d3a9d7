/** How the parts of the view reach the state of the analysis. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ForecastActions, ForecastState, ForecastStore } from '../state/forecast-store.ts';

export const ForecastContext = createContext<ForecastStore | null>(null);

/** A part of the state of forecasting; the component renders anew when that part changes. */
export function useForecast<Part>(select: (state: ForecastState & ForecastActions) => Part): Part {
  const store = useContext(ForecastContext);
  if (!store) throw new Error('There is no forecast around this component.');
  return useStore(store, select);
}
