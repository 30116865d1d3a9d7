/** The search itself: which settings are tried next and how thoroughly, until the time is up. What a trial is, it does not know. */

import type { Settings } from '../../forecasters/settings.ts';
import type { SeriesTraits } from '../../series/traits.ts';
import { keepBest, planBrackets, type Rung } from './hyperband.ts';
import { currentCandidates, drawSettings } from './search-space.ts';
import { errorAt, fullEffort, type SearchOutcome, type Trial, type TrialKind } from './trials.ts';

export type SearchOptions = {
  /** Of what candidates are tried on; nothing later is known to the search. */
  traits: SeriesTraits;
  settings: Settings;
  budgetMs: number;
  /** Aborted when the user has enough. */
  signal: AbortSignal;
  /** Trials at once. */
  parallel: number;
  /**
   * The error of a trial; null where it came to nothing.
   *
   * @param report hears how far it is, 0-1
   * @throws where it was aborted
   */
  evaluate: (
    trial: Trial,
    effort: number,
    signal: AbortSignal,
    report: (share: number) => void,
  ) => Promise<number | null>;
  onTrials?: (trials: Trial[]) => void;
  /** In ms. */
  now?: () => number;
};

/** One of so many candidates goes on to the next rung. */
const eta = 3;
/** Drawn in all; then more would be found by chance rather than merit. */
const mostDrawn = 300;

/**
 * Tries settings by successive halving, bracket after bracket, from many tried briefly to few tried in full. The naive and the
 * settings as they are take part in every rung, so that a search that does not help shows it. When too little time is left for
 * a rung and those after it, it goes on to the next with the best so far.
 *
 * @returns every trial, in the order they were drawn
 */
export async function runSearch(options: SearchOptions): Promise<Pick<SearchOutcome, 'trials' | 'ended'>> {
  const { traits, settings, signal, parallel, evaluate, onTrials, now = () => performance.now() } = options;
  const deadlineMs = now() + options.budgetMs;
  const trials: Trial[] = [];
  const spent = { ms: 0, effort: 0 };
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), options.budgetMs);
  const stopped = AbortSignal.any([signal, enough.signal]);
  const isOver = () => stopped.aborted || now() >= deadlineMs;

  function add(kind: TrialKind, own: Pick<Trial, 'model' | 'settings'>): number {
    trials.push({ id: trials.length, kind, scores: [], status: 'waiting', share: 0, ...own });
    return trials.length - 1;
  }

  function change(id: number, news: Partial<Trial>): void {
    trials[id] = { ...trials[id], ...news };
    onTrials?.([...trials]);
  }

  async function score(id: number, effort: number): Promise<void> {
    const trial = trials[id];
    if (errorAt(trial, effort) !== null || trial.status === 'failed') return;
    change(id, { status: 'running', share: 0 });
    const beganMs = now();
    try {
      const error = await evaluate(trial, effort, stopped, (share) => {
        if (trials[id].status === 'running') change(id, { share });
      });
      if (error === null || !Number.isFinite(error)) change(id, { status: 'failed' });
      else change(id, { status: 'scored', scores: [...trials[id].scores, { effort, error }] });
      if (trial.kind !== 'naive') {
        spent.ms += now() - beganMs;
        spent.effort += effort;
      }
    } catch (error) {
      if (!stopped.aborted) throw error;
      change(id, { status: trials[id].scores.length > 0 ? 'scored' : 'cut-short' });
    }
  }

  const errorOf = (effort: number) => (id: number) => errorAt(trials[id], effort);
  const constant = [
    add('naive', { model: 'seasonal-naive', settings: { ...settings, models: ['seasonal-naive'] } }),
    ...currentCandidates(settings).map((candidate) => add('current', candidate)),
  ];
  let drawn = 0;

  function draw(): number | null {
    if (drawn >= mostDrawn) return null;
    const own = drawSettings(settings, traits, drawn);
    drawn += 1;
    return add('drawn', { model: own.models[0], settings: own });
  }

  /** What the least that still has to follow takes, in ms: one candidate a rung, and those that always take part. */
  function reserveFor(later: readonly Rung[]): number {
    if (spent.effort === 0) return 0;
    const effort = later.reduce((sum, rung) => {
      const unscored = constant.filter((id) => errorOf(rung.effort)(id) === null && trials[id].status !== 'failed');
      return sum + rung.effort * Math.ceil((unscored.length + 1) / parallel);
    }, 0);
    return (effort * spent.ms) / spent.effort;
  }

  /** Tries what always takes part and then, while there is time, what `next` gives; says which of the latter were tried. */
  async function climb(rung: Rung, later: readonly Rung[], next: () => number | null): Promise<number[]> {
    const { effort } = rung;
    const tried: number[] = [];
    const queue = [...constant];
    const hasTime = () => {
      if (tried.length === 0 || spent.effort === 0) return true;
      return deadlineMs - now() >= (effort * spent.ms) / spent.effort + reserveFor(later);
    };
    async function work(): Promise<void> {
      while (!isOver()) {
        const fixed = queue.shift();
        const id = fixed ?? (hasTime() ? next() : null);
        if (id === null) return;
        if (fixed === undefined) tried.push(id);
        await score(id, effort);
      }
    }
    const ends = await Promise.allSettled(Array.from({ length: parallel }, work));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    return tried;
  }

  async function runBracket(rungs: readonly Rung[]): Promise<void> {
    let kept: number[] = [];
    for (const [at, rung] of rungs.entries()) {
      let left = rung.candidates;
      const queue = [...kept];
      const next = () => {
        if (at > 0) return queue.shift() ?? null;
        left -= 1;
        return left < 0 ? null : draw();
      };
      const tried = await climb(rung, rungs.slice(at + 1), next);
      if (isOver()) return;
      const following = rungs[at + 1]?.candidates ?? 1;
      kept = keepBest(tried, errorOf(rung.effort), following);
      for (const id of [...tried, ...queue]) {
        if (!kept.includes(id) && trials[id].status === 'scored') change(id, { status: 'dropped' });
      }
    }
  }

  try {
    const brackets = planBrackets(fullEffort, eta);
    for (let round = 0; !isOver() && drawn < mostDrawn; round += 1) await runBracket(brackets[round % brackets.length]);
  } finally {
    clearTimeout(timer);
  }
  for (const { id, status } of trials) if (status === 'waiting') change(id, { status: 'cut-short' });
  const ended = signal.aborted ? 'cancelled' : isOver() ? 'time' : 'exhausted';
  return { trials, ended };
}
