/** The browser's way back: what was shown before can be shown again, and nothing is lost on the way. */
import type { AnalysisId } from '../analyses/list.ts';
import type { Candidate } from './shown.ts';

/** A place that can be gone back to; null is the start page. */
export type Place = { candidate: Candidate; analysis: AnalysisId } | null;

/** The part of a browser's history that is used. */
export type BrowserHistory = {
  push(entry: number): void;
  replace(entry: number): void;
  /** Calls with the number of an entry that was gone to. */
  onGo(go: (entry: number) => void): void;
};

function isSamePlace(one: Place, other: Place): boolean {
  if (!one || !other) return one === other;
  const { source, choice, rules, uniqueId } = one.candidate;
  const now = other.candidate;
  return (
    one.analysis === other.analysis &&
    source === now.source &&
    uniqueId === now.uniqueId &&
    JSON.stringify([choice, rules]) === JSON.stringify([now.choice, now.rules])
  );
}

export type Visits = {
  /** A place is shown now: it gets an entry of its own, unless it was gone to by the browser. */
  note(place: Place): void;
};

/** @param show shows a place that the browser went back or forward to */
export function createVisits(history: BrowserHistory, show: (place: Place) => void): Visits {
  const places = new Map<number, Place>([[0, null]]);
  let now = 0;
  let last = 0;
  history.replace(0);
  history.onGo((entry) => {
    const place = places.get(entry);
    // An entry of an earlier visit, whose data went with the page that had it.
    if (place === undefined) return;
    now = entry;
    show(place);
  });
  return {
    note(place) {
      if (isSamePlace(places.get(now) ?? null, place)) return;
      last += 1;
      now = last;
      places.set(now, place);
      history.push(now);
    },
  };
}
