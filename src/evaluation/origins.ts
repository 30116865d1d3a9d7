/**
 * The origins of a rolling-origin backtest: where forecasts are made from, in time order (Tashman 2000).
 *
 * @param length points that may be used; the last origin leaves a whole horizon before their end
 * @param least fewest points before the first origin
 * @param most how many origins at most
 * @param stepSteps points from one origin to the next; closer together where the series is too short for that
 * @returns at least one origin where one fits, none otherwise
 */
export function planOrigins(
  length: number,
  { horizonSteps, least, most, stepSteps }: { horizonSteps: number; least: number; most: number; stepSteps: number },
): number[] {
  const last = length - horizonSteps;
  if (last < least) return [];
  const count = Math.min(most, last - least + 1);
  const step = count > 1 ? Math.max(1, Math.min(stepSteps, Math.floor((last - least) / (count - 1)))) : stepSteps;
  return Array.from({ length: count }, (_, at) => last - (count - 1 - at) * step);
}
