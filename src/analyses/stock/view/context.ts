/** How the parts of this view reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StockActions, StockState, StockStore } from '../state/stock-store.ts';

export const StockContext = createContext<StockStore | null>(null);

export function useStock<Part>(select: (state: StockState & StockActions) => Part): Part {
  const store = useContext(StockContext);
  if (!store) throw new Error('There is no store of stock around this component.');
  return useStore(store, select);
}
