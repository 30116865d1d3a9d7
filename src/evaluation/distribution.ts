/** A forecast's quantiles from the errors that its model made before. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import { findNestedWidths } from './conformal.ts';
import type { StepErrors } from './results.ts';

/** How far each quantile lies from the forecast: [quantileLevels][horizon]; 0 for the median. */
export type QuantileOffsets = Float64Array[];

/**
 * The quantiles that conformal intervals end at, so that the 0.1 and 0.9 quantiles are the 80 % interval.
 *
 * @param errors [horizon][forecasts], none of them of points that the quantiles will be judged on
 * @returns null where there are no errors
 */
export function findQuantileOffsets(errors: StepErrors): QuantileOffsets | null {
  const above = quantileLevels.filter((probability) => probability > 0.5);
  const widths = findNestedWidths(
    errors,
    above.map((probability) => 2 * probability - 1),
  );
  if (!widths) return null;
  const below = [...widths].reverse().map((own) => own.map((width) => -width));
  return [...below, new Float64Array(errors.length), ...widths];
}

/**
 * Quantiles around a forecast, [quantileLevels][steps], none below `floor`; steps beyond the known errors have the offset
 * of the last.
 */
export function placeQuantiles(yhat: Float64Array, offsets: QuantileOffsets, floor: number): Float64Array[] {
  return offsets.map((values) =>
    yhat.map((value, step) => Math.max(floor, value + (values[Math.min(step, values.length - 1)] ?? 0))),
  );
}
