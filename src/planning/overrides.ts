/** Numbers that a planner sets in place of a model's, which stay beside them. */
import { fail, ok, type Result } from '../base/result.ts';
import { type Hierarchy, sumUp } from './hierarchy.ts';

/** `set`: each step is that number; `change`: each step is the model's, changed by that share of it, 0.1 for a tenth more. */
export type OverrideKind = 'set' | 'change';

export type Override = {
  uniqueId: string;
  kind: OverrideKind;
  value: number;
  /** The first and the last step concerned, counted from 1. */
  fromStep: number;
  toStep: number;
  reason: string;
  /** When it was made, in milliseconds since 1970. */
  madeMs: number;
};

export type OverrideProblem =
  | { code: 'not-a-number' }
  | { code: 'below-zero' }
  | { code: 'steps-outside'; params: { from: number; to: number; horizon: number } }
  | { code: 'no-reason' };

/** @param nonNegative whether the series is one of amounts that are never below zero */
export function checkOverride(
  override: Override,
  { horizon, nonNegative }: { horizon: number; nonNegative: boolean },
): Result<Override, OverrideProblem> {
  const { kind, value, fromStep, toStep } = override;
  if (!Number.isFinite(value)) return fail({ code: 'not-a-number' });
  if (nonNegative && (kind === 'set' ? value < 0 : value < -1)) return fail({ code: 'below-zero' });
  const isWithin = Number.isInteger(fromStep) && Number.isInteger(toStep) && fromStep >= 1 && toStep >= fromStep;
  if (!isWithin || toStep > horizon) {
    return fail({ code: 'steps-outside', params: { from: fromStep, to: toStep, horizon } });
  }
  const reason = override.reason.trim();
  return reason === '' ? fail({ code: 'no-reason' }) : ok({ ...override, reason });
}

/**
 * What is planned: the model's forecast with a planner's numbers in the place of some. A later override holds where two meet, and its
 * share is of the model's number, not of an earlier override's.
 *
 * @param forecast [horizon] the model's
 * @returns [horizon] others, and which of them a planner has set
 */
export function applyOverrides(
  forecast: Float64Array,
  overrides: readonly Override[],
): { planned: Float64Array; isSet: Uint8Array } {
  const planned = forecast.slice();
  const isSet = new Uint8Array(forecast.length);
  for (const { kind, value, fromStep, toStep } of overrides.toSorted((a, b) => a.madeMs - b.madeMs)) {
    for (let step = fromStep - 1; step < Math.min(toStep, forecast.length); step++) {
      planned[step] = kind === 'set' ? value : forecast[step] * (1 + value);
      isSet[step] = 1;
    }
  }
  return { planned, isSet };
}

/**
 * Hands what a planner has set for a total down to its leaves in the shares of their forecasts, evenly where these are all zero, and adds
 * everything up again.
 *
 * @param values [nodes, horizon] coherent; changed in place
 * @param planned [horizon] of the total
 * @param isSet [horizon] 1 for steps that are handed down
 */
export function spreadOverride(
  hierarchy: Hierarchy,
  values: Float64Array,
  total: number,
  { planned, isSet }: { planned: Float64Array; isSet: Uint8Array },
): void {
  const { totals, leaves, starts, members } = hierarchy;
  const horizon = planned.length;
  const column = new Float64Array(totals + leaves);
  const own = members.subarray(starts[total], starts[total + 1]);
  for (let step = 0; step < horizon; step++) {
    if (isSet[step] === 0) continue;
    for (let node = 0; node < column.length; node++) column[node] = values[node * horizon + step];
    const sum = own.reduce((all, leaf) => all + column[totals + leaf], 0);
    for (const leaf of own) {
      column[totals + leaf] = sum === 0 ? planned[step] / own.length : (column[totals + leaf] * planned[step]) / sum;
    }
    sumUp(hierarchy, column);
    for (let node = 0; node < column.length; node++) values[node * horizon + step] = column[node];
  }
}
