/** Where the bars of a waterfall lie. Pure. */
import type { PartId } from '../../../../evaluation/explain/explanation.ts';

/** A part of the way, whose standard error is 0 where it is exact. */
type Part<Id extends string> = { part: Id; names: readonly string[]; value: number; error: number };

export type WaterfallRow<Id extends string = PartId> = Part<Id | 'start' | 'total'> & {
  /** Shares of the width, 0-1, `from` before `to`. */
  from: number;
  to: number;
};

/** Where all levels lie within this share of the highest one, zero is left out: the parts could not be seen. */
const widestCut = 0.6;
/** Of the width that is left to the bars at both ends where zero is left out. */
const leftOfCut = 0.3;

/** The bars one after another: each part begins where the one before it ends. */
export function placeRows<Id extends string>({
  start,
  total,
  parts,
}: {
  start: number;
  total: number;
  parts: readonly Part<Id>[];
}): { rows: WaterfallRow<Id>[]; isCut: boolean } {
  const levels = [start];
  for (const { value } of parts) levels.push(levels[levels.length - 1] + value);
  const all = [...levels, total];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const sign = highest <= 0 ? -1 : 1;
  const far = Math.max(Math.abs(lowest), Math.abs(highest));
  const isOneSided = lowest > 0 || highest < 0;
  const isCut = isOneSided && highest > lowest && highest - lowest < widestCut * far;
  const reach = (highest - lowest) / (1 - leftOfCut);
  const low = isCut ? (sign > 0 ? highest - reach : lowest) : Math.min(0, lowest);
  const high = isCut ? (sign > 0 ? highest : lowest + reach) : Math.max(0, highest);
  const place = (value: number) => (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0);
  const base = isCut ? (sign > 0 ? low : high) : 0;
  const rowOf = (one: Part<Id | 'start' | 'total'>, from: number, to: number): WaterfallRow<Id> => ({
    ...one,
    from: Math.min(place(from), place(to)),
    to: Math.max(place(from), place(to)),
  });
  const ends = { names: [], error: 0 };
  return {
    rows: [
      rowOf({ ...ends, part: 'start', value: start }, base, start),
      ...parts.map((one, at) => rowOf(one, levels[at], levels[at + 1])),
      rowOf({ ...ends, part: 'total', value: total }, base, total),
    ],
    isCut,
  };
}
