/** A forecast as a chart for others needs it, whichever analysis made it. */
import type { MeetingPoint } from '../../export/meeting/meeting-chart.ts';
import { type Measure, unitOfHeading } from '../../series/measure.ts';
import type { SeriesOutline } from '../../series/series-outline.ts';
import type { Candidate } from '../../session/shown.ts';

/** A forecast step by step: [horizon] each; `low` and `high` are empty where there is no band, `lastYear` where there is none. */
export type MeetingSteps = {
  /** The index of the first step. */
  start: number;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  lastYear: Float64Array;
};

export type MeetingData = {
  /** What the values are called, and whose they are; empty where there is but one. */
  target: string;
  seriesName: string;
  fileName: string;
  /** What was said of the forecast in a sentence; it stands below the title. */
  sentence: string;
  /** Whose forecast it is, in words. */
  model: string;
  /** Whether the series ended before its file. */
  hasEnded: boolean;
  measure: Measure;
  /** The time of each index. */
  place: SeriesOutline;
  /** Values that are here, ascending: all of them, or thinned as a line needs them. */
  history: readonly MeetingPoint[];
  steps: MeetingSteps;
};

/** The heading of the column that is forecast; null where there are several. */
export function headingOf({ choice, profile }: Pick<Candidate, 'choice' | 'profile'>): string | null {
  const [column, second] = choice.targetColumns;
  return column === undefined || second !== undefined ? null : (profile.columns[column]?.name ?? null);
}

/** A heading without the unit in brackets at its end, which stands by itself. */
export function withoutUnit(heading: string): string {
  const has = unitOfHeading(heading) !== null;
  return has ? heading.replace(/\s*[([（【][^()[\]（）【】]*[)\]）】]\s*$/u, '') || heading : heading;
}

/** What the user may change of the chart. */
export type MeetingTexts = { title: string; unit: string; source: string; note: string };
export const pasts = ['short', 'long', 'all'] as const;
export type Past = (typeof pasts)[number];
