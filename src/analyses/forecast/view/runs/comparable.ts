/** What of kept runs may be held against each other. */
import { originsOf } from '../../../../forecasters/backtest-settings.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { KeptRun } from '../../../../session/run-shelf.ts';
import type { Candidate } from '../../../../session/shown.ts';
import type { Work } from '../../state/run.ts';

export type ForecastKept = KeptRun<Settings, Work>;

/** The kept runs of a file, the newest first. */
export function runsOfFile(runs: readonly KeptRun[], { source }: Pick<Candidate, 'source'>): ForecastKept[] {
  return runs.filter(
    (run) => run.analysis === 'forecast' && run.candidate.source.blob === source.blob,
  ) as ForecastKept[];
}

/** More curves than these are not told apart. */
export const mostCompared = 4;

/** The newest of the pinned runs, the older first; null where there are not two. */
export function runsToCompare(runs: readonly ForecastKept[]): ForecastKept[] | null {
  const pinned = runs.filter(({ isPinned }) => isPinned).sort((a, b) => a.id - b.id);
  return pinned.length < 2 ? null : pinned.slice(-mostCompared);
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether both are the same series of the same file, read alike, however it was repaired. */
function isSameSeries(one: Candidate, other: Candidate): boolean {
  return (
    one.source.blob === other.source.blob &&
    isEqual(one.source.choices ?? {}, other.source.choices ?? {}) &&
    isEqual(one.choice, other.choice) &&
    one.uniqueId === other.uniqueId
  );
}

/** Why the errors of runs say nothing about which is better, the weightiest first. */
const obstacles = ['series', 'repairs', 'test', 'horizon', 'origins'] as const;
export type Obstacle = (typeof obstacles)[number];

/** The weightiest reason not to compare the errors of two runs; null where they may be. */
export function obstacleBetween(one: ForecastKept, other: ForecastKept): Obstacle | null {
  if (!isSameSeries(one.candidate, other.candidate)) return 'series';
  if (!isEqual(one.candidate.rules, other.candidate.rules)) return 'repairs';
  const [a, b] = [one.outcome, other.outcome];
  if (a.split.length !== b.split.length || a.split.validationEnd !== b.split.validationEnd) return 'test';
  if (a.settings.horizonSteps !== b.settings.horizonSteps) return 'horizon';
  return isEqual(originsOf(a.split, a.settings), originsOf(b.split, b.settings)) ? null : 'origins';
}

/** The weightiest reason not to compare the errors of some runs; null where all of them may be. */
export function obstacleAmong([first, ...others]: readonly ForecastKept[]): Obstacle | null {
  const found = new Set(others.map((other) => first && obstacleBetween(first, other)));
  return obstacles.find((obstacle) => found.has(obstacle)) ?? null;
}

/** Whether the forecasts of runs can be drawn over the series shown: all are of it, at the same length. */
export function canDrawAll(runs: readonly ForecastKept[], shown: Candidate, length: number): boolean {
  return runs.every(({ candidate, outcome }) => isSameSeries(candidate, shown) && outcome.split.length === length);
}
