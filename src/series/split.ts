/**
 * Where a series is cut: [0, trainEnd) trains, [trainEnd, validationEnd) chooses when to stop, [validationEnd, length)
 * tests. The parts follow time, so nothing learns from what came after it.
 */
export type Split = { length: number; trainEnd: number; validationEnd: number };

const trainShare = 0.7;
const testShare = 0.2;

/**
 * Cuts 70 / 10 / 20, with at least one horizon in the validation and the test part.
 *
 * @param length points of the series
 * @param horizonSteps steps a forecast spans
 * @param testSteps points held out for the test; 20 % where null
 */
export function splitByTime(length: number, horizonSteps: number, testSteps: number | null): Split {
  const test = Math.max(horizonSteps, testSteps ?? Math.round(length * testShare));
  const validation = Math.max(horizonSteps, Math.round(length * (1 - trainShare - testShare)));
  return { length, trainEnd: length - test - validation, validationEnd: length - test };
}

/**
 * The first points forecast within the test part, `stepSteps` apart, until its last point is reached; the last forecast
 * may be cut short by the end. Closer together than a horizon the forecasts overlap; further apart some points are not
 * forecast.
 */
export function testOrigins(split: Split, horizonSteps: number, stepSteps: number): number[] {
  const origins: number[] = [];
  for (let origin = split.validationEnd; origin < split.length; origin += stepSteps) {
    origins.push(origin);
    if (origin + horizonSteps >= split.length) break;
  }
  return origins;
}
