/** How the parts of the page reach the session and the words. */
import { createContext, use, useContext } from 'react';
import { useStore } from 'zustand';
import { type LoadView, loadViewSide } from '../../analyses/view-sides.ts';
import type { Language } from '../../base/languages.ts';
import { englishWords, loadWords, readyWords } from '../../i18n/load-words.ts';
import type { WordSet } from '../../i18n/word-set.ts';
import type { SharedMessages, Words } from '../../i18n/words.ts';
import type { Session, SessionActions, SessionState } from '../../session/session-state.ts';

export const SessionContext = createContext<Session | null>(null);
export const WordsContext = createContext<Words>(englishWords);
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

const promises = new WeakMap<Words<unknown>, Promise<Words<unknown>>>();

/**
 * Words that are there as what `use` reads without waiting. It is called for them too: a component that had waited is drawn again with the
 * hooks before `use` kept, and React takes the hooks after it for known ones where `use` is then left out.
 */
function fulfilled(words: Words<unknown>): Promise<Words<unknown>> {
  const promise = promises.get(words) ?? Object.assign(Promise.resolve(words), { status: 'fulfilled', value: words });
  promises.set(words, promise);
  return promise;
}

/** The words of the language shown: the shared ones, or with those of a set, which are waited for where they are not there yet. */
export function useWords(): Words;
export function useWords<Own>(set: WordSet<Own>): Words<SharedMessages & Own>;
export function useWords(set?: WordSet<unknown>): Words<unknown> {
  const words = useContext(WordsContext);
  if (!set) return words;
  const language = words.language as Language;
  const ready = readyWords(language, set);
  return use(ready ? fulfilled(ready) : loadWords(language, set));
}

export function usePickFile(): () => void {
  return useContext(PickFileContext);
}
