/**
 * What of forecasting every series outlives the page, and how it comes back: what came of chunks of series, as it comes; which
 * series are being forecast; the plan, and what was made to add up how. The totals themselves are made anew.
 */
import type { ReconcileMethod } from '../../../planning/reconcile.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import type { RestoredPiece, SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import type { FileBrief } from '../inputs.ts';
import type { SeriesPart } from '../jobs/job.ts';
import type { SetNumber } from './plan-shown.ts';
import { addPart, createResults, type Results } from './results.ts';
import { isSoundSeries } from './sound-series.ts';

/** The same for the same file, columns and repairs, whichever series is in front. */
export function keyOf(candidate: Candidate): string {
  return describeInput({ ...candidate, uniqueId: null });
}

/** What was made to add up: the columns of each level taken, which of them was shown, and how. */
export type KeptSums = { levels: readonly (readonly string[])[]; level: number | null; method: ReconcileMethod | null };

export type KeptPlan = {
  horizonSteps: number;
  overrides: readonly SetNumber[];
  /** Null where nothing was made to add up; what was kept by earlier versions has neither. */
  sums?: KeptSums | null;
  driverTrial?: Results['driverTrial'] | null;
};
type KeptParts = { horizonSteps: number; series: number; parts: readonly SeriesPart[] };
type KeptAsked = { horizonSteps: number; numbers: readonly number[] };

/** What was kept of one choice of columns and repairs. */
export type RestoredSeries = {
  plan: KeptPlan | null;
  /** By horizon, the one used last at the end. */
  results: Results[];
  /** Series of a run that was broken off. */
  asked: KeptAsked | null;
};

/** What comes in within this time is kept together. */
const togetherMs = 1000;

export type KeptSeries = {
  version: number;
  restore(pieces: readonly RestoredPiece[]): void;
  isSound(piece: { name: string; value: unknown }): boolean;
  suitsOtherData(name: string): boolean;
  /** What waits for its data to be shown; null where nothing does. */
  take(candidate: Candidate, file: FileBrief): RestoredSeries | null;
  keepPlan(candidate: Candidate, plan: KeptPlan): void;
  /** A run over these series begins; null where it is over. */
  keepAsked(candidate: Candidate, asked: KeptAsked | null): void;
  keepPart(candidate: Candidate, results: Results, part: SeriesPart): void;
  /** Keeps what has not been yet. */
  flush(): void;
};

/** Names are one for a file: what is read of it otherwise is something else. */
function nameOf(candidate: Candidate, name: string): string {
  const { source, choice, rules } = candidate;
  return JSON.stringify([name, source.choices ?? {}, choice, rules]);
}

/** What a piece is, by its name. */
function kindOf(name: string): string {
  try {
    return String(JSON.parse(name)[0]).split(' ')[0];
  } catch {
    return '';
  }
}

export function createKeptSeries({ keep }: Pick<SessionParts, 'keep'>): KeptSeries {
  const waiting = new Map<string, RestoredPiece[]>();
  let pending: { candidate: Candidate; horizonSteps: number; series: number; parts: SeriesPart[] } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastNumber = 0;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!pending) return;
    const { candidate, ...kept } = pending;
    pending = null;
    lastNumber = Math.max(lastNumber + 1, Date.now());
    const value: KeptParts = kept;
    keep(candidate, nameOf(candidate, `parts ${lastNumber}`), value);
  }

  return {
    version: 1,
    flush,
    isSound: ({ name, value }) => isSoundSeries(kindOf(name), value),
    suitsOtherData: (name) => kindOf(name) === 'plan',

    restore(pieces) {
      for (const piece of pieces) {
        const key = keyOf(piece.candidate);
        waiting.set(key, [...(waiting.get(key) ?? []), piece]);
      }
    },

    take(candidate, file) {
      const key = keyOf(candidate);
      const pieces = waiting.get(key);
      waiting.delete(key);
      if (!pieces) return null;
      const found: RestoredSeries = { plan: null, results: [], asked: null };
      for (const { name, value } of pieces) {
        const kind = kindOf(name);
        if (kind === 'plan') found.plan = value as KeptPlan;
        else if (kind === 'asked') found.asked = within(value as KeptAsked, file);
        else if (kind === 'parts') addKept(found.results, file, value as KeptParts);
      }
      const last = found.plan?.horizonSteps;
      const trial = found.plan?.driverTrial;
      for (const results of found.results) if (trial && results.horizonSteps === last) results.driverTrial = trial;
      found.results.sort((a, b) => Number(a.horizonSteps === last) - Number(b.horizonSteps === last));
      return found;
    },

    keepPlan: (candidate, plan) => keep(candidate, nameOf(candidate, 'plan'), plan),
    keepAsked: (candidate, asked) => keep(candidate, nameOf(candidate, 'asked'), asked),

    keepPart(candidate, { horizonSteps, stage }, part) {
      if (pending && (pending.candidate !== candidate || pending.horizonSteps !== horizonSteps)) flush();
      pending ??= { candidate, horizonSteps, series: stage.length, parts: [] };
      pending.parts.push(part);
      timer ??= setTimeout(flush, togetherMs);
    },
  };
}

function within(asked: KeptAsked, { names }: FileBrief): KeptAsked {
  return { ...asked, numbers: asked.numbers.filter((number) => number < names.length) };
}

/** Columns that what was kept by earlier versions has not. */
const laterColumns = ({ numbers }: SeriesPart) => ({
  drivers: new Uint32Array(numbers.length),
  since: new Uint32Array(numbers.length),
});

/** A file that is read otherwise than it was has other series: then what was kept says nothing. */
function addKept(all: Results[], file: FileBrief, { horizonSteps, series, parts }: KeptParts): void {
  if (series !== file.names.length) return;
  let results = all.find((one) => one.horizonSteps === horizonSteps);
  if (!results) {
    results = createResults(file, horizonSteps);
    all.push(results);
  }
  for (const part of parts) addPart(results, { ...laterColumns(part), ...part });
}
