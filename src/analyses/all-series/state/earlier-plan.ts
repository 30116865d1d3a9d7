/** What came of the forecasts and changes made earlier in this session, once a later file of the same series is there. */
import { type CameTrue, type ForecastScore, scoreForecasts } from '../../../planning/score-forecast.ts';
import { type JudgedPlan, measureValueAdded, type PlanValue } from '../../../planning/value-added.ts';
import { indexAt } from '../../../series/calendar.ts';
import type { FileBrief } from '../inputs.ts';
import type { AddedUp } from './levels.ts';
import { planShown, type SetNumber } from './plan-shown.ts';
import type { FileResults, Results } from './results.ts';

/** Forecasts of a file, and what planners made of them. */
export type EarlierPlan = {
  known: FileResults;
  addedUp: AddedUp | null;
  overrides: readonly SetNumber[];
  dataName: string;
};

export type CameOf = PlanValue & {
  /** How the models' forecasts did, with their bands. */
  score: ForecastScore;
  /** Whose forecasts these were, and how many steps have come since. */
  dataName: string;
  steps: number;
};

/** As many of the series of the later file have to be those of the earlier one. */
const leastShared = 0.5;

/** The last season again, from the end of the file. [horizon] NaN where it reaches back too far */
function repeatSeason(file: FileBrief, number: number, horizonSteps: number): Float64Array {
  const { history, starts, lags, seasonLength } = file;
  const length = starts[number + 1] - starts[number] + lags[number];
  return Float64Array.from({ length: horizonSteps }, (_, step) => {
    let at = length - seasonLength + (step % seasonLength);
    while (at >= length - lags[number]) at -= seasonLength;
    return at < 0 ? Number.NaN : history[starts[number] + at];
  });
}

/** What a later file has of a series from one step after the end of the earlier one on. [horizon] NaN where it has nothing */
function cameAfter(earlier: FileBrief, later: FileBrief, number: number, horizonSteps: number): Float64Array {
  const { step, endMs } = earlier;
  const { history, starts, lags } = later;
  const came = new Float64Array(horizonSteps).fill(Number.NaN);
  if (!step || endMs === null || later.endMs === null) return came;
  const after = indexAt(endMs, step, later.endMs);
  const length = starts[number + 1] - starts[number];
  for (let ahead = 0; ahead < Math.min(horizonSteps, after); ahead++) {
    const at = length - 1 + lags[number] - (after - 1 - ahead);
    if (at >= 0 && at < length) came[ahead] = history[starts[number] + at];
  }
  return came;
}

/** What is planned of each series; the model's where nobody has set anything. [series, horizon] */
function plannedOf({ known, addedUp, overrides }: EarlierPlan): { results: Results; planned: Float64Array } {
  const shown = addedUp?.leaves ?? known;
  const plan = planShown(shown, known.file, addedUp, overrides);
  return { results: shown.results, planned: plan?.planned ?? shown.results.mean };
}

/**
 * @returns null where the later file does not go on from the earlier one, or nothing was forecast of that
 */
export function judgeEarlier(earlier: EarlierPlan, later: FileBrief): CameOf | null {
  const { file } = earlier.known;
  const { step, endMs } = file;
  if (!step || endMs === null || later.endMs === null || later.endMs <= endMs) return null;
  if (later.step?.unit !== step.unit || later.step.every !== step.every) return null;
  const { results, planned } = plannedOf(earlier);
  const { horizonSteps } = results;
  const numbers = new Map(later.names.map((name, number) => [name, number]));
  const shared = file.names.filter((name) => numbers.has(name)).length;
  if (shared < leastShared * file.names.length) return null;
  const plans: JudgedPlan[] = [];
  const cameTrue: CameTrue[] = [];
  for (const [number, uniqueId] of file.names.entries()) {
    const other = numbers.get(uniqueId);
    if (other === undefined || Number.isNaN(results.sum[number])) continue;
    const naive = repeatSeason(file, number, horizonSteps);
    // All three are held against the same points.
    const actual = cameAfter(file, later, other, horizonSteps).map((value, at) =>
      Number.isNaN(naive[at]) ? Number.NaN : value,
    );
    const cut = (values: Float64Array) => values.slice(number * horizonSteps, (number + 1) * horizonSteps);
    const own = { model: cut(results.mean), planned: cut(planned) };
    const isSet = Uint8Array.from(own.model, (value, at) =>
      Number(Math.abs(own.planned[at] - value) > 1e-9 * Math.abs(value)),
    );
    cameTrue.push({
      actual,
      yhat: own.model,
      band80: { low: cut(results.low80), high: cut(results.high80) },
      band95: { low: cut(results.low95), high: cut(results.high95) },
    });
    plans.push({ uniqueId, actual, naive, ...own, isSet });
  }
  const value = measureValueAdded(plans);
  if (value.all.points === 0 || value.all.model === null) return null;
  const score = scoreForecasts(cameTrue);
  return {
    ...value,
    score,
    dataName: earlier.dataName,
    steps: Math.min(horizonSteps, indexAt(endMs, step, later.endMs)),
  };
}
