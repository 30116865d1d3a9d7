/** A stock, step by step: what comes, what is ordered, what is sold, lost, expired, and what all that costs. */

export type StockSystem = {
  /** Whole steps until an order comes; 0 where it serves the demand of its own step. */
  leadTime: number;
  /** Whole steps that a unit can be sold in once it has come; null where it keeps. */
  lifetime: number | null;
  /** Money a unit costs that is left at the end of a step, that could not be met in it, that expires, and an order. */
  holding: number;
  shortage: number;
  expired: number;
  fixed: number;
  /** Whether what cannot be met is lost, or waits. */
  unmet: 'lost' | 'waits';
};

/**
 * What is known when an order is placed, after what is due has come.
 *
 * [places]: units in stock by how long they can still be sold, the oldest first (one place where it keeps; below zero what waits), then
 * what is on order, the next to come first.
 */
export type StockState = Float64Array;

/** Units to order, whole and not below 0. */
export type StockPolicy = (state: StockState) => number;

export function countPlaces({ leadTime, lifetime }: StockSystem): number {
  return (lifetime ?? 1) + Math.max(0, leadTime - 1);
}

/**
 * Mean cost a step of a policy.
 *
 * @param demand [steps] whole units
 * @param warmUp steps at the beginning that do not count
 */
export function simulateStock(system: StockSystem, policy: StockPolicy, demand: Float64Array, warmUp = 50): number {
  const { leadTime, lifetime, holding, shortage, expired, fixed, unmet } = system;
  const ages = lifetime ?? 1;
  const state = new Float64Array(countPlaces(system));
  const onOrder = Math.max(0, leadTime - 1);
  let cost = 0;
  for (let step = 0; step < demand.length; step += 1) {
    const order = policy(state);
    if (leadTime === 0) state[ages - 1] += order;
    let left = demand[step];
    for (let age = 0; age < ages - 1; age += 1) {
      const taken = Math.min(left, state[age]);
      state[age] -= taken;
      left -= taken;
    }
    const fresh = Math.max(0, state[ages - 1]);
    const missing = Math.max(0, left - fresh);
    state[ages - 1] -= unmet === 'lost' ? left - missing : left;
    let thrown = 0;
    let held = 0;
    if (lifetime !== null) {
      thrown = Math.max(0, state[0]);
      if (ages === 1) state[0] = Math.min(0, state[0]);
    }
    for (let age = lifetime === null ? 0 : 1; age < ages; age += 1) held += Math.max(0, state[age]);
    if (step >= warmUp) {
      // What waits is paid for in each step that it waits.
      const waiting = unmet === 'waits' ? Math.max(0, -state[ages - 1]) : missing;
      cost += holding * held + shortage * waiting + expired * thrown + (order > 0 ? fixed : 0);
    }
    // All is a step older, and the next order comes.
    for (let age = 0; age < ages - 1; age += 1) state[age] = Math.max(0, state[age + 1]);
    const waits = Math.min(0, state[ages - 1]);
    if (ages > 1) state[ages - 1] = waits;
    if (leadTime === 1) state[ages - 1] += order;
    if (onOrder > 0) {
      state[ages - 1] += state[ages];
      for (let at = ages; at < ages + onOrder - 1; at += 1) state[at] = state[at + 1];
      state[ages + onOrder - 1] = order;
    }
  }
  return cost / Math.max(1, demand.length - warmUp);
}
