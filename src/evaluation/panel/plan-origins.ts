/** From where the series of one file are tested: the same dates for all of them, so that their errors lie side by side. */

/** Origins of a test: they lie half a horizon apart and so reach back three and a half horizons. */
export const mostOrigins = 6;

/** Points from one origin to the next. */
export function originSpacing(horizonSteps: number): number {
  return Math.max(1, Math.ceil(horizonSteps / 2));
}

/** Fewest points before an origin: two seasons and two points more, or half of a short series. */
function leastHistory(length: number, seasonLength: number): number {
  return Math.max(4, Math.min(2 * seasonLength + 2, length >> 1));
}

/**
 * Origins counted back from the end of the file (rolling origins: Tashman 2000).
 *
 * @param length points of the series
 * @param lag points of the file after its last
 * @returns places in the series, in order, at each of which at least one value followed; none where it is too short
 */
export function planOrigins(
  length: number,
  lag: number,
  { horizonSteps, seasonLength }: { horizonSteps: number; seasonLength: number },
): number[] {
  const last = length + lag - horizonSteps;
  const least = leastHistory(length, seasonLength);
  const spacing = originSpacing(horizonSteps);
  return Array.from({ length: mostOrigins }, (_, at) => last - (mostOrigins - 1 - at) * spacing).filter(
    (origin) => origin >= least && origin < length,
  );
}

/** How many horizons the test spans, each of its points counted once. */
export function horizonsSpanned(origins: readonly number[], horizonSteps: number): number {
  if (origins.length === 0) return 0;
  return (origins[origins.length - 1] - origins[0] + horizonSteps) / horizonSteps;
}
