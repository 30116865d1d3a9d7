/** A forecast's quantiles from the errors that its model made before. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { StepErrors } from './calibration.ts';
import { findConformalWidths } from './conformal.ts';

/** How far each quantile lies from the forecast: [quantileLevels][horizon]; 0 for the median. */
export type QuantileOffsets = Float64Array[];

/**
 * The quantiles that conformal intervals end at, so that the 0.1 and 0.9 quantiles are the 80 % interval.
 *
 * @param errors [horizon][forecasts], none of them of points that the quantiles will be judged on
 * @returns null where there are no errors
 */
export function findQuantileOffsets(errors: StepErrors): QuantileOffsets | null {
  const offsets = quantileLevels.map((probability) => {
    if (probability === 0.5) return new Float64Array(errors.length);
    const widths = findConformalWidths(errors, Math.abs(2 * probability - 1));
    return probability < 0.5 ? (widths?.map((width) => -width) ?? null) : widths;
  });
  return offsets.every((values) => values !== null) ? offsets : null;
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
