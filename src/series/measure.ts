/** What the values of a series measure: amounts that add up or levels, whole or not, in which unit. */
import type { Target } from './merge-rows.ts';
import type { RepairRules } from './panel.ts';
import type { Series } from './series.ts';

export type Measure = {
  /** Whether a sum of its values says nothing, as with a price or a temperature. */
  isLevel: boolean;
  /** Whether all values of the file are whole. */
  isWhole: boolean;
  /** As it stands in the heading, such as `kWh` or `°C`; null where there is none. */
  unit: string | null;
  isPercent: boolean;
};

const longestUnit = 12;

/** What stands in brackets at the end of a heading, where it can be a unit. */
export function unitOfHeading(name: string): string | null {
  const found = /[([（【]\s*([^()[\]（）【】]+?)\s*[)\]）】]\s*$/u.exec(name)?.[1];
  return found && found.length <= longestUnit && !/^\d+$/.test(found) ? found : null;
}

/**
 * @param target the column that the series was read from
 * @param series as it was read
 */
export function describeMeasure(
  target: Pick<Target, 'name' | 'isLevel' | 'addsUp' | 'isPercent'>,
  { y, filled, isCumulative, isYearToDate }: Pick<Series, 'y' | 'filled' | 'isCumulative' | 'isYearToDate'>,
  { resample }: Pick<RepairRules, 'resample'>,
): Measure {
  const isAveraged = resample?.how === 'mean';
  const counts = isCumulative === true || isYearToDate === true;
  const isLevel = target.isLevel || isAveraged || counts || !target.addsUp;
  const isWhole = y.every((value, at) => filled[at] !== 0 || Number.isInteger(value));
  const unit = unitOfHeading(target.name);
  return { isLevel, isWhole, unit: unit === '%' ? null : unit, isPercent: target.isPercent === true || unit === '%' };
}
