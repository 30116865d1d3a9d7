/** How the page shows the analyses, each loaded once it is needed. */
import type { ComponentType } from 'react';
import type { Words } from '../i18n/words.ts';
import type { AnalysisState } from '../session/session-side.ts';
import type { AnalysisProblem } from './analysis.ts';
import type { AnalysisId } from './list.ts';

export type ViewSide = {
  /** What it is called, in a word or two. */
  sayName(words: Words): string;
  /**
   * Why it cannot be made of a table or a choice, and what would help.
   *
   * @param hasData whether other data is still shown
   * @returns null where it is simply not offered then
   */
  sayProblem(words: Words, problem: AnalysisProblem, hasData: boolean): string | null;
  /** What it shows of the data, with `state` as `createState` of its session side made it. */
  View: ComponentType<{ state: AnalysisState }>;
  /** Shows a result that a link has brought, without data; absent where links bring none. */
  Brought?: ComponentType<{ content: unknown }>;
  /** Saves what came of the run shown as a page that stands alone; absent where there is no such page. */
  SavePage?: ComponentType<{ state: AnalysisState }>;
  /** Tells in a few words, to those who cannot see it, what is going on; absent where nothing ever goes on. */
  Announcer?: ComponentType<{ state: AnalysisState }>;
};

export type LoadView = (id: AnalysisId) => Promise<ViewSide>;

const found = import.meta.glob<{ viewSide: ViewSide }>('./*/view/view-side.tsx');
const loaded = new Map<string, Promise<ViewSide>>();

/** @throws {Error} where there is no such analysis, or it could not be loaded */
export const loadViewSide: LoadView = (id) => {
  const load = found[`./${id}/view/view-side.tsx`];
  if (!load) throw new Error(`src/analyses/${id}/view/view-side.tsx is missing`);
  const side = loaded.get(id) ?? load().then(({ viewSide }) => viewSide);
  loaded.set(id, side);
  side.catch(() => loaded.delete(id));
  return side;
};
