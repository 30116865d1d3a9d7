/** What a slider makes of what is planned. Pure. */

import type { ScenarioControl, ScenarioPlan } from '../../../../evaluation/scenarios/scenario.ts';
import { isPrice } from '../../../../table/columns/level-words.ts';
import type { ConstantColumn } from '../../inputs.ts';

/** Prices are moved by a share of what is planned, everything else by an amount. */
export function isByShare({ kind, low }: Pick<ScenarioControl, 'kind' | 'low'>): boolean {
  return kind === 'price' && low > 0;
}

export type SliderRange = { low: number; high: number; step: number };

const slots = 40;

/** How far a slider goes: as far as was seen. Shares in percent. */
export function rangeOf(control: ScenarioControl): SliderRange {
  const { low, high, planned } = control;
  const mean = planned.reduce((sum, value) => sum + value, 0) / planned.length;
  if (isByShare(control)) {
    return {
      low: Math.min(0, Math.ceil(100 * (low / mean - 1))),
      high: Math.max(0, Math.floor(100 * (high / mean - 1))),
      step: 1,
    };
  }
  const step = 10 ** Math.floor(Math.log10((high - low) / slots));
  const whole = (value: number, round: (value: number) => number) => round(value / step) * step;
  return { low: Math.min(0, whole(low - mean, Math.ceil)), high: Math.max(0, whole(high - mean, Math.floor)), step };
}

/** [horizon] what is planned, moved by so much, and held within what was seen. */
export function shiftPlan(control: ScenarioControl, by: number): Float64Array {
  const { low, high, planned } = control;
  const move = isByShare(control) ? (value: number) => value * (1 + by / 100) : (value: number) => value + by;
  return planned.map((value) => (by === 0 ? value : Math.min(high, Math.max(low, move(value)))));
}

/** Whether a plan is what is expected anyway. */
export function isAsPlanned({ planned }: ScenarioControl, plan: Float64Array | undefined): boolean {
  return !plan || plan.every((value, step) => value === planned[step]);
}

/** A plan of a driver, and with it of the events that always take place together with it. */
export function withFollowers(control: ScenarioControl | undefined, name: string, values: Float64Array): ScenarioPlan {
  const followers = control?.followers.map((one) => [
    one.name,
    values.map((value) => (value === control.event?.on ? one.on : one.off)),
  ]);
  return { [name]: values, ...Object.fromEntries(followers ?? []) };
}

/** With the columns of the file that never change, which cannot be changed here either. */
export function withConstants(
  controls: readonly ScenarioControl[],
  constants: readonly ConstantColumn[],
  horizonSteps: number,
): ScenarioControl[] {
  const others = constants.filter(({ name }) => controls.every((control) => control.name !== name));
  return [
    ...controls,
    ...others.map(
      ({ name, value }): ScenarioControl => ({
        name,
        kind: isPrice(name) ? 'price' : 'other',
        shape: 'number',
        planned: new Float64Array(horizonSteps).fill(value),
        plannedBy: 'last',
        low: value,
        high: value,
        event: null,
        followers: [],
        noControl: 'never-varied',
        tied: [],
      }),
    ),
  ];
}
