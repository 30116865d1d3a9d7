/** The forecaster that chooses: every candidate is backtested, the best few are combined. */
import {
  FitCancelled,
  type FitContext,
  type FittedForecaster,
  type Forecast,
  type Forecaster,
  type Member,
  quantileLevels,
} from '../forecasters/forecaster.ts';
import { combineForecasts, weighForecasts } from './combination.ts';
import { measureNaiveError } from './metrics.ts';
import { planOrigins } from './origins.ts';

export type Candidate = { name: string; forecaster: Forecaster };

export type AutoOptions = {
  /** The first takes over where all others fail: one that never does. */
  candidates: readonly Candidate[];
  seasonLength: number;
  horizonSteps: number;
};

const mostOrigins = 3;

/** Fewest points a candidate is fitted on in the backtest: two seasons, or half of a short series. */
function leastHistory(length: number, seasonLength: number): number {
  return Math.max(3, Math.min(2 * seasonLength + 2, Math.floor(length / 2)));
}

/** Mean absolute scaled error of a candidate over the origins; infinite where it fails. */
async function backtestCandidate(
  { forecaster }: Candidate,
  history: Float64Array,
  origins: readonly number[],
  scale: number,
  context: FitContext,
): Promise<number> {
  let sum = 0;
  let count = 0;
  try {
    for (const origin of origins) {
      const before = history.subarray(0, origin);
      const fitted = await forecaster.fit({ histories: [before], validationSteps: 0, epochs: null }, context);
      const [{ yhat }] = await fitted.forecast([before], 0);
      fitted.dispose();
      yhat.forEach((forecast, step) => {
        sum += Math.abs(forecast - history[origin + step]) / scale;
        count += 1;
      });
    }
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  const error = sum / count;
  return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
}

/** The members that did best on the last horizons of a history; all of them alike where it is too short to try. */
async function chooseMembers(
  { candidates, seasonLength, horizonSteps }: AutoOptions,
  history: Float64Array,
  context: FitContext,
): Promise<Member[]> {
  const origins = planOrigins(history.length, {
    horizonSteps,
    least: leastHistory(history.length, seasonLength),
    most: mostOrigins,
    stepSteps: horizonSteps,
  });
  const scale = measureNaiveError(history, seasonLength) ?? 1;
  const errors: number[] = [];
  for (const candidate of candidates) {
    errors.push(origins.length > 0 ? await backtestCandidate(candidate, history, origins, scale, context) : 1);
  }
  return weighForecasts(errors, origins.length * horizonSteps).map(({ member, weight }) => ({
    name: candidates[member].name,
    weight,
  }));
}

/** Fits the members to the whole history; one that fails there is left out and the others take its weight. */
async function fitMembers(
  { candidates }: AutoOptions,
  history: Float64Array,
  members: readonly Member[],
  context: FitContext,
): Promise<{ member: Member; fitted: FittedForecaster }[]> {
  const fits: { member: Member; fitted: FittedForecaster }[] = [];
  for (const member of members) {
    const candidate = candidates.find(({ name }) => name === member.name) as Candidate;
    try {
      const task = { histories: [history], validationSteps: 0, epochs: null };
      fits.push({ member, fitted: await candidate.forecaster.fit(task, context) });
    } catch {}
  }
  if (fits.length === 0) {
    const [{ name, forecaster }] = candidates;
    const fitted = await forecaster.fit({ histories: [history], validationSteps: 0, epochs: null }, context);
    return [{ member: { name, weight: 1 }, fitted }];
  }
  const total = fits.reduce((sum, { member }) => sum + member.weight, 0);
  return fits.map(({ member, fitted }) => ({ member: { ...member, weight: member.weight / total }, fitted }));
}

/** Combines points and quantiles alike (Lichtendahl et al. 2013); without quantiles where a member has none. */
function combine(forecasts: readonly Forecast[], weights: readonly number[]): Forecast {
  const quantiles = quantileLevels.map((_, level) => {
    const members = forecasts.map((forecast) => forecast.quantiles?.[level]);
    return members.every((values) => values !== undefined) ? combineForecasts(members, weights) : null;
  });
  return {
    yhat: combineForecasts(
      forecasts.map(({ yhat }) => yhat),
      weights,
    ),
    quantiles: quantiles.every((values) => values !== null) ? quantiles : null,
  };
}

/**
 * Backtests every candidate on the last horizons of each history, keeps the best few, and forecasts with their weighted
 * mean. The history it is given is all it knows: it chooses without a look at what it will be judged on.
 */
export function createAuto(options: AutoOptions): Forecaster {
  return {
    async fit({ histories }, context) {
      const fits: Awaited<ReturnType<typeof fitMembers>>[] = [];
      for (const history of histories) {
        if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
        fits.push(await fitMembers(options, history, await chooseMembers(options, history, context), context));
      }
      return {
        fitEnd: 'fitted',
        epochs: 0,
        parameterCount: fits.flat().reduce((sum, { fitted }) => sum + fitted.parameterCount, 0),
        curve: { train: [], validation: [] },
        members: fits.map((members) => members.map(({ member }) => member)),
        async forecast(given, series) {
          const members = fits[series];
          const weights = members.map(({ member }) => member.weight);
          const all = await Promise.all(members.map(({ fitted }) => fitted.forecast(given, 0)));
          return given.map((_, at) =>
            combine(
              all.map((forecasts) => forecasts[at]),
              weights,
            ),
          );
        },
        dispose: () => {
          for (const { fitted } of fits.flat()) fitted.dispose();
        },
      };
    },
  };
}
