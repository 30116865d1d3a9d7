/** How the parts of the page reach the session and the words. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { type LoadView, loadViewSide } from '../../analyses/view-sides.ts';
import { createWords, type Words } from '../../i18n/words.ts';
import type { Session, SessionActions, SessionState } from '../../session/session-state.ts';

export const SessionContext = createContext<Session | null>(null);
export const WordsContext = createContext<Words>(createWords('en'));
/** Loads how an analysis shows itself. */
export const ViewSidesContext = createContext<LoadView>(loadViewSide);
/** Opens the browser's file dialogue. */
export const PickFileContext = createContext<() => void>(() => {});

/** A part of the session's state; the component renders anew when that part changes. */
export function useSession<Part>(select: (state: SessionState & SessionActions) => Part): Part {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return useStore(session, select);
}

export function useWords(): Words {
  return useContext(WordsContext);
}

export function usePickFile(): () => void {
  return useContext(PickFileContext);
}
