/** What was made of an earlier state of the file shown: its settings go on, its last forecast meets what has come, its run is brought up to date. */
import { canGoOn, type EarlierTest } from '../../../evaluation/earlier-test.ts';
import { checkSettings, type Settings } from '../../../forecasters/settings.ts';
import { type Piece, placeIn } from '../../../series/pieces.ts';
import { isJudged } from '../../../series/series.ts';
import type { EarlierFile } from '../../../session/newer/newer-file.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import type { ViewNeed } from '../inputs.ts';
import type { EarlierModel } from '../jobs/job.ts';
import type { ForecastAccess } from './forecast-store.ts';
import type { Work } from './run.ts';

/** The run of the same series in the earlier state of the file, and what has come since. */
export type EarlierRun = {
  name: string;
  work: Work;
  test: EarlierTest;
  /** [steps] from the first point after the earlier end on; NaN where the file has nothing. */
  actual: Float64Array;
  canUpdate: boolean;
};

export type EarlierPart = {
  /** Remembers how a file was to be forecast, before another one is shown. */
  leave(): void;
  goOnFrom(earlier: EarlierFile | null): void;
  /** Another series is shown. */
  look(): void;
};

/** Files whose settings are remembered. */
const mostRemembered = 4;
const analysis = 'forecast';

/** @param restored the settings that an earlier visit left of a file */
export function createEarlierPart(
  { set, get }: ForecastAccess,
  { runs, fetchInput }: Pick<SessionParts, 'runs' | 'fetchInput'>,
  restored: (candidate: Candidate) => Settings | null,
): EarlierPart {
  const left = new Map<Blob, Settings>();
  let earlier: EarlierFile | null = null;

  /** The latest run of the series shown; null where there is none. */
  function findRun(): Omit<EarlierRun, 'actual'> | null {
    const { data } = get();
    if (!data || !earlier) return null;
    const { earlier: candidate, comparison } = earlier;
    const at = comparison.shared.indexOf(data.series.uniqueId);
    const kept = runs.latest(analysis, describeInput({ ...candidate, uniqueId: data.series.uniqueId }));
    const isSameRhythm = JSON.stringify(data.series.step) === JSON.stringify(comparison.step);
    if (at < 0 || !kept || !isSameRhythm) return null;
    const work = kept.outcome as Work;
    const [first] = work.results;
    if (!first || work.split.length !== comparison.earlierLengths[at]) return null;
    const origins = first.test.map(({ origin }) => origin);
    const waiting = (first.waiting ?? []).map(({ origin }) => origin);
    const test = { split: work.split, origins, waiting, shift: comparison.shifts[at] as number };
    const { length } = data.series;
    const canUpdate = canGoOn(test, length) && checkSettings(work.settings, length).ok;
    return { name: candidate.source.name, work, test, canUpdate };
  }

  async function look(): Promise<void> {
    const { data } = get();
    const found = findRun();
    set({ earlierRun: null });
    if (!data || !found) return;
    const from = found.test.split.length - found.test.shift;
    const count = Math.min(found.work.settings.horizonSteps, data.series.length - from);
    const at = Uint32Array.from({ length: Math.max(0, count) }, (_, step) => from + step);
    const need: ViewNeed = { kind: 'points', at };
    // The input of what is just being shown is there a moment later.
    await Promise.resolve();
    const piece = at.length > 0 && from >= 0 ? ((await fetchInput(need)) as Piece | null) : null;
    if (get().data !== data) return;
    const actual = Float64Array.from(at, (index) => {
      const place = piece ? placeIn(piece, index) : -1;
      return piece && place >= 0 && isJudged(piece.filled[place] as number) ? (piece.y[place] as number) : Number.NaN;
    });
    set({ earlierRun: { ...found, actual } });
  }

  /** The settings of the earlier state hold on, where they fit and nobody has said otherwise. */
  function carrySettings(candidate: Candidate): void {
    const { data } = get();
    if (!data) return;
    const run = findRun()?.work.settings;
    const known = left.get(candidate.source.blob) ?? restored(candidate) ?? run;
    if (!known || !checkSettings(known, data.series.length).ok) return;
    // Those that a run was made with are the same object, by which it is told whether they changed.
    set({ settings: run && JSON.stringify(run) === JSON.stringify(known) ? run : known });
  }

  return {
    leave() {
      const { data, settings } = get();
      if (!data || !settings) return;
      left.delete(data.source.blob);
      left.set(data.source.blob, settings);
      for (const old of [...left.keys()].slice(0, -mostRemembered)) left.delete(old);
    },

    goOnFrom(given) {
      const isNew = given !== null && given.earlier.source.blob !== earlier?.earlier.source.blob;
      earlier = given;
      const { run } = get();
      if (isNew && run.state === 'none') carrySettings(given.earlier);
      void look();
    },

    look: () => void look(),
  };
}

/** What each model of an earlier run is brought up to date from. */
export function earlierModels({ work: { results }, test }: EarlierRun): EarlierModel[] {
  const naive = results.find(({ model }) => model === 'seasonal-naive') ?? null;
  return results.map((result) => ({ test, result, naive }));
}
