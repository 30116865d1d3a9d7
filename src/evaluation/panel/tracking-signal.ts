/** Whether a model is off to one side. */

/**
 * `signal`: the sum of the errors over their mean absolute size (Brown 1959; Trigg 1964), positive where the forecasts are too
 * low; `lean`: the same for each error, between -1 and 1 where all lie on one side.
 */
export type Bias = { signal: number; lean: number };

/**
 * @param errors actual - forecast in time order, each point once; those that are not finite do not count
 * @returns zeros where there is no error
 */
export function measureBias(errors: Iterable<number>): Bias {
  let sum = 0;
  let size = 0;
  let count = 0;
  for (const error of errors) {
    if (!Number.isFinite(error)) continue;
    sum += error;
    size += Math.abs(error);
    count += 1;
  }
  if (size === 0) return { signal: 0, lean: 0 };
  return { signal: (sum * count) / size, lean: sum / size };
}
