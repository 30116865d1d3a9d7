/** Stock policies replayed on the end of every series of a file, each forecast from what came before it alone. */
import type { Result } from '../base/result.ts';
import type { StockItem } from '../decisions/decide-order.ts';
import { type DemandPaths, drawErrorPaths, drawIntermittentPaths } from '../decisions/paths.ts';
import type { DecisionProblem } from '../decisions/problem.ts';
import {
  findNormalLevel,
  orderByNormal,
  orderByPaths,
  orderWhatSold,
  type Replay,
  type ReplayOutcome,
  replayPolicy,
} from '../decisions/replay.ts';
import type { Target } from '../decisions/target.ts';
import { createForecaster } from '../evaluation/create-forecaster.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { isIntermittent } from '../series/traits.ts';

export type ReplayFileOptions = {
  leadTime: number;
  review: number;
  target: Target;
  /** Steps at the end of each series that policies are replayed on. */
  steps: number;
  seasonLength: number;
  unmet: Replay['unmet'];
};

const policies = ['paths', 'normal', 'last-sold'] as const;
export type ReplayedPolicy = (typeof policies)[number];

export type ReplayedSeries = { isIntermittent: boolean; outcomes: Record<ReplayedPolicy, ReplayOutcome> };

/** Forecasts before the replay whose errors make the first paths. */
const earlierOrigins = 26;
const pathCount = 500;

/**
 * The forecaster is fitted once, before the replay: the quick rule for demand that is often zero (TSB), exponential smoothing for the
 * others. Each origin's paths have the errors of the origins whose horizon had ended, or are drawn from the history up to it.
 *
 * @returns null where the series is too short for that
 */
export async function replaySeries(series: Series, options: ReplayFileOptions): Promise<ReplayedSeries | null> {
  const { leadTime, review, target, steps, seasonLength } = options;
  const horizon = Math.ceil(leadTime + review);
  const first = series.y.length - steps;
  const fitTo = first - earlierOrigins;
  if (fitTo < Math.max(2 * horizon, 26)) return null;
  const demand = series.y.map((value) => Math.max(0, value));
  const before = demand.subarray(0, first);
  const isOftenZero = isIntermittent(before);
  const model = isOftenZero ? 'tsb' : 'ets';
  const settings = { ...defaultSettings(series.step, fitTo), horizonSteps: horizon, seasonLength };
  const fitted = await createForecaster(model, { ...settings, models: [model] }).fit(
    { histories: [demand.subarray(0, fitTo)], validationSteps: 0, epochs: null },
    { signal: new AbortController().signal },
  );
  const places = Array.from({ length: demand.length - fitTo }, (_, at) => fitTo + at);
  const forecasts = await fitted.forecast(
    places.map((place) => demand.slice(0, place)),
    0,
    'points',
  );
  fitted.dispose();
  const errors = places.map((place, at) =>
    forecasts[at].yhat.map((value, step) => (place + step < demand.length ? demand[place + step] - value : Number.NaN)),
  );
  const origins = Array.from({ length: steps }, (_, step) => {
    const at = step + earlierOrigins;
    const { yhat } = forecasts[at];
    const known = errors.slice(Math.max(0, at - horizon - 52), at - horizon + 1);
    const expected = yhat.reduce((sum, value) => sum + value, 0) / yhat.length;
    const paths: Result<DemandPaths, DecisionProblem> = isOftenZero
      ? drawIntermittentPaths(demand.subarray(0, places[at]), horizon, { count: pathCount, expected })
      : drawErrorPaths(yhat, known, { count: pathCount });
    if (!paths.ok) throw new Error(paths.problem.code);
    return { step, paths: paths.value };
  });
  const rule: Pick<StockItem, 'leadTime' | 'review' | 'target' | 'batch'> = { leadTime, review, target, batch: 0 };
  const start = findNormalLevel(before, rule);
  if (!start.ok) throw new Error(start.problem.code);
  const replay: Replay = {
    before,
    actual: demand.slice(first),
    origins,
    item: { leadTime, review, packSize: 1, minimumOrder: 0, shelfLife: null },
    unmet: options.unmet,
    start: Math.ceil(start.value),
    costs: { holding: 0, order: 0, missing: 0, expired: 0 },
  };
  const run = (policy: Parameters<typeof replayPolicy>[1]) => {
    const outcome = replayPolicy(replay, policy);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return outcome.value;
  };
  return {
    isIntermittent: isOftenZero,
    outcomes: { paths: run(orderByPaths(rule)), normal: run(orderByNormal(rule)), 'last-sold': run(orderWhatSold) },
  };
}

export type ReplaySummary = { series: number; asked: number } & Record<
  ReplayedPolicy,
  { fill: number; stock: number; orders: number }
>;

/** All series together: units met of units asked for, mean units in stock. */
export function summariseReplay(replayed: readonly ReplayedSeries[]): ReplaySummary {
  const of = (policy: ReplayedPolicy) => {
    const sum = (pick: (outcome: ReplayOutcome) => number) =>
      replayed.reduce((total, { outcomes }) => total + pick(outcomes[policy]), 0);
    return {
      fill: sum(({ met }) => met) / sum(({ asked }) => asked),
      stock: sum(({ stock }) => stock),
      orders: sum(({ orders }) => orders),
    };
  };
  return {
    series: replayed.length,
    asked: replayed.reduce((total, { outcomes }) => total + outcomes.paths.asked, 0),
    paths: of('paths'),
    normal: of('normal'),
    'last-sold': of('last-sold'),
  };
}
