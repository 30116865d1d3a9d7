/** What two states of one file have come to, side by side, in plain data. */
import type { PointRules } from './panel.ts';
import type { Step } from './step.ts';

/** A value of the past that is another one now. */
export type ChangedValue = { uniqueId: string; ms: number; before: number; after: number };

export type NamedSeries = { count: number; names: readonly string[] };

export type PanelComparison = {
  step: Step;
  /** Series that are in both, in the order of the later state. */
  shared: readonly string[];
  /** [shared] points that each had, and how many of them the later state does not begin with any more. */
  earlierLengths: Int32Array;
  shifts: Int32Array;
  newSeries: NamedSeries;
  goneSeries: NamedSeries;
  /** After the last point of the earlier state: values of shared series, and the periods that they are of. */
  came: { values: number; periods: number; fromMs: number | null; toMs: number | null };
  /** Values of the past that both states have. */
  compared: number;
  changed: { values: number; series: number; examples: readonly ChangedValue[] };
  /** Values of the past that only the later state has, or only the earlier one. */
  added: number;
  gone: number;
  /** Values changed by hand in the earlier state: the rules for those that are the same in the later one, and how many are not. */
  byHand: { held: PointRules; dropped: number };
};

/** A file goes on from another where so many of its series, and of the values that both have, are the same. */
const leastShared = 0.5;

/** Whether the later state is the same file, newer: a file of the same columns may be of something else. */
export function goesOn({ shared, goneSeries, compared, changed }: PanelComparison): boolean {
  return (
    compared > 0 &&
    shared.length >= leastShared * (shared.length + goneSeries.count) &&
    compared - changed.values >= leastShared * compared
  );
}
