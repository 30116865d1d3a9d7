/** How long each side is measured, and what is told of it. */

/** @typedef {{ dispatches: number, ms: number }} StepCost */

export const budgets = {
  ours: { warmUps: 2, leastMs: 3000, mostSteps: 300 },
  stock: { warmUps: 1, leastMs: 1000, mostSteps: 3 },
};

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

/**
 * Times are means over steps in ms; `ratio` is how many times faster the app is.
 *
 * @param {StepCost & { jsMs: number }} ours
 * @param {StepCost} stock
 */
export function reportOf(ours, stock) {
  return {
    dispatchesPerStep: ours.dispatches,
    jsMsPerStep: rounded(ours.jsMs),
    msPerStep: rounded(ours.ms),
    stockDispatchesPerStep: stock.dispatches,
    stockMsPerStep: rounded(stock.ms),
    ratio: rounded(stock.ms / ours.ms),
  };
}
