/** What a scenario comes to beside the forecast. Pure. */
import {
  applyChange,
  type ScenarioChange,
  type ScenarioControl,
  type ScenarioPlan,
} from '../../../../evaluation/scenarios/scenario.ts';
import type { OfferedModel } from '../../../../session/offers.ts';

export type ScenarioSum = {
  /** [horizon] */
  forecast: Float64Array;
  /** [horizon] of the narrowest band; null where there is none. */
  band: { low: Float64Array; high: Float64Array } | null;
  /** Its sum, or its mean where values are levels, and that of the forecast as it is. */
  total: number;
  before: number;
  /** What it brings in more than the forecast as it is; null where no price is known. */
  money: number | null;
};

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** What is sold for at each step. */
function moneyOf(forecast: Float64Array, prices: Float64Array): number {
  return forecast.reduce((sum, value, step) => sum + value * prices[step], 0);
}

/** The column of prices, whether or not it can be changed. */
export function priceOf(controls: readonly ScenarioControl[]): ScenarioControl | null {
  return controls.find(({ kind, low }) => kind === 'price' && low >= 0) ?? null;
}

/** @param floor what no forecast lies below */
export function sumScenario(
  { forecast, intervals }: Pick<OfferedModel, 'forecast' | 'intervals'>,
  change: ScenarioChange,
  plan: ScenarioPlan,
  controls: readonly ScenarioControl[],
  { isLevel, floor }: { isLevel: boolean; floor: number },
): ScenarioSum {
  const changed = (values: Float64Array) => applyChange(values, change).map((value) => Math.max(floor, value));
  const own = changed(forecast);
  const [interval] = intervals;
  const per = isLevel ? 1 / forecast.length : 1;
  const price = isLevel ? null : priceOf(controls);
  return {
    forecast: own,
    band: interval ? { low: changed(interval.low), high: changed(interval.high) } : null,
    total: sumOf(own) * per,
    before: sumOf(forecast) * per,
    money: price && moneyOf(own, plan[price.name] ?? price.planned) - moneyOf(forecast, price.planned),
  };
}
