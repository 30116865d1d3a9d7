/** Single values that the user leaves out of a series, or has replaced by what is usual there. */
import { timeAt } from './calendar.ts';
import { usualValue } from './find-outliers.ts';
import type { PointRule, PointRules } from './panel.ts';
import type { Series } from './series.ts';

/** `was` is its value in the file. */
export type PointByHand = { at: number; rule: PointRule; was: number };

/**
 * The points of a series, ascending, that rules name by their times; those that it has no point or no value at are passed over. A
 * value at either end is not left out but replaced: a series begins and ends with a value.
 */
export function findByHand(
  rules: PointRules[string] | undefined,
  { y, firstMs, step }: Pick<Series, 'y' | 'firstMs' | 'step'>,
): PointByHand[] {
  if (!rules) return [];
  const found: PointByHand[] = [];
  for (const [time, rule] of Object.entries(rules)) {
    const ms = Number(time);
    let [low, high] = [0, y.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeAt(firstMs, step, middle) < ms) low = middle + 1;
      else high = middle;
    }
    if (low < y.length && timeAt(firstMs, step, low) === ms && !Number.isNaN(y[low]))
      found.push({ at: low, rule, was: y[low] });
  }
  found.sort((one, other) => one.at - other.at);
  for (let place = 0; found[place]?.at === place; place++) found[place].rule = 'usual';
  for (let back = 1; found.at(-back)?.at === y.length - back; back++) found[found.length - back].rule = 'usual';
  return found;
}

/** Makes the values NaN, and puts what is usual where the rule says so, in place; none of them tells what is usual for another. */
export function setUsual(y: Float64Array, points: readonly Omit<PointByHand, 'was'>[], seasonLength: number): void {
  for (const { at } of points) y[at] = Number.NaN;
  const usual = points.map(({ at, rule }) => (rule === 'usual' ? usualValue(y, at, seasonLength) : Number.NaN));
  for (const [place, { at }] of points.entries()) y[at] = usual[place];
}

/** The rules with another for one point of a series; null takes it back. */
export function withPointRule(rules: PointRules, uniqueId: string, ms: number, rule: PointRule | null): PointRules {
  const { [uniqueId]: ofSeries = {}, ...others } = rules;
  const { [ms]: _before, ...rest } = ofSeries;
  const changed = rule ? { ...rest, [ms]: rule } : rest;
  return Object.keys(changed).length > 0 ? { ...others, [uniqueId]: changed } : others;
}

/** The rules without those for a series. */
export function withoutPointsOf(rules: PointRules, uniqueId: string): PointRules {
  const { [uniqueId]: _ofSeries, ...others } = rules;
  return others;
}
