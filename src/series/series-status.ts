/** What has become of each series by the end of the file. */
import { fewestValues } from './place-rows.ts';
import { type Step, seasonLengthOf } from './step.ts';

export type SeriesStatus = 'active' | 'new' | 'inactive' | 'sparse' | 'too-short' | 'empty';

/** A series that has been there for fewer points than this is new. */
const fewestPoints = 16;
/** A series that has been quiet for so many of its usual gaps, and steps, has ended. */
const quietGaps = 4;
const quietSteps = 4;
/** Less than this share of its points above zero make a series sparse. */
const leastFilled = 0.5;
/** A series that began after this share of the file, and has not seen a whole season, is new. */
const laterShare = 0.2;

/** A series on its rhythm, numbered from the first point of the file. */
export type SeriesLife = {
  /** Points that have a value, and those of them that are not zero, in order. */
  known: readonly number[];
  active: readonly number[];
};

/**
 * @param points from the first point of the file to its last
 */
export function statusOf({ known, active }: SeriesLife, points: number, step: Step): SeriesStatus {
  if (known.length === 0) return 'empty';
  if (known.length < fewestValues) return 'too-short';
  const signs = active.length > 0 ? active : known;
  const [first] = signs;
  const last = signs[signs.length - 1];
  const span = last - first + 1;
  const usualGap = span / signs.length;
  const quiet = points - 1 - last;
  if (quiet >= quietSteps && quiet > quietGaps * usualGap) return 'inactive';
  if (signs.length < (span / strideOf(known, step)) * leastFilled) return 'sparse';
  const season = Math.max(seasonLengthOf(step), fewestPoints);
  return first > points * laterShare && points - first < season ? 'new' : 'active';
}

/** Gaps that differ by no more than this share are those of one rhythm: months have 28 to 31 days. */
const evenGaps = 0.15;

/** How many points of the file lie between two of a series that keeps a coarser rhythm, as a yearly one beside monthly ones; else 1. */
function strideOf(known: readonly number[], { unit, every }: Step): number {
  if (unit !== 'quarter' && unit !== 'year' && !(unit === 'month' && every > 1)) return 1;
  const gaps = known.slice(1).map((place, at) => place - known[at]);
  const usual = gaps.slice().sort((a, b) => a - b)[gaps.length >> 1];
  return gaps.every((gap) => Math.abs(gap - usual) <= usual * evenGaps) ? usual : 1;
}
