/** How the parts of this view reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { WhyActions, WhyState, WhyStore } from '../state/why-store.ts';

export const WhyContext = createContext<WhyStore | null>(null);

export function useWhy<Part>(select: (state: WhyState & WhyActions) => Part): Part {
  const store = useContext(WhyContext);
  if (!store) throw new Error('There is no store of explanations around this component.');
  return useStore(store, select);
}
