/** How the parts of this view reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PriceActions, PriceState, PriceStore } from '../state/price-store.ts';

export const PriceContext = createContext<PriceStore | null>(null);

export function usePrice<Part>(select: (state: PriceState & PriceActions) => Part): Part {
  const store = useContext(PriceContext);
  if (!store) throw new Error('There is no store of prices around this component.');
  return useStore(store, select);
}
