/** The forecaster that chooses: every candidate is backtested, the best few are combined. */
import { pause } from '../compute/pause.ts';
import {
  FitCancelled,
  type FitContext,
  type FittedForecaster,
  type Forecast,
  type Forecaster,
  type Member,
  type Tried,
} from '../forecasters/forecaster.ts';
import { reportTrials } from './auto-report.ts';
import { combineForecasts, weighForecasts } from './combination.ts';
import { measureNaiveError } from './metrics.ts';
import { planOrigins } from './origins.ts';
import { findSpreadFactors, spreadQuantiles, type Trial } from './recalibrate.ts';

export type Candidate = { name: string; forecaster: Forecaster };

export type AutoOptions = {
  /** The first takes over where all others fail: one that never does. */
  candidates: readonly Candidate[];
  /** Names of models that were not made candidates because they take too long here, for the report. */
  tooSlow?: readonly string[];
  seasonLength: number;
  horizonSteps: number;
};

const mostOrigins = 3;

/** Fewest points a candidate is fitted on in the backtest: two seasons, or half of a short series. */
function leastHistory(length: number, seasonLength: number): number {
  return Math.max(3, Math.min(2 * seasonLength + 2, Math.floor(length / 2)));
}

/** @throws {FitCancelled} when cancelled; other exceptions are the forecaster's own */
async function fitTo(forecaster: Forecaster, history: Float64Array, context: FitContext): Promise<FittedForecaster> {
  await pause();
  if (context.signal.aborted) throw new FitCancelled();
  return forecaster.fit({ histories: [history], validationSteps: 0, epochs: null }, context);
}

/** A candidate's forecasts from each origin, fitted anew to what came before it; null where it fails. */
async function tryCandidate(
  { forecaster }: Candidate,
  history: Float64Array,
  origins: readonly number[],
  context: FitContext,
): Promise<Forecast[] | null> {
  const forecasts: Forecast[] = [];
  try {
    for (const origin of origins) {
      const before = history.subarray(0, origin);
      const fitted = await fitTo(forecaster, before, context);
      const [forecast] = await fitted.forecast([before], 0);
      fitted.dispose();
      if (!forecast.yhat.every(Number.isFinite)) return null;
      forecasts.push(forecast);
    }
  } catch (error) {
    if (error instanceof FitCancelled) throw error;
    return null;
  }
  return forecasts;
}

type Choice = {
  members: Member[];
  tried: Tried;
  /** How much the members' quantiles are widened, by the errors of the combination in the backtest. */
  spreadFactors: number[];
};

/** The members that did best on the last horizons of a history; all of them alike where it is too short to try. */
async function choose(
  { candidates, seasonLength, horizonSteps, tooSlow = [] }: AutoOptions,
  history: Float64Array,
  context: FitContext,
): Promise<Choice> {
  const origins = planOrigins(history.length, {
    horizonSteps,
    least: leastHistory(history.length, seasonLength),
    most: mostOrigins,
    stepSteps: horizonSteps,
  });
  const actuals = origins.map((origin) => history.subarray(origin, origin + horizonSteps));
  const tried: (Forecast[] | null)[] = [];
  for (const candidate of candidates) tried.push(await tryCandidate(candidate, history, origins, context));

  const points = origins.length * horizonSteps;
  const errors = tried.map((forecasts) => {
    if (!forecasts) return Number.POSITIVE_INFINITY;
    if (points === 0) return 1;
    const sum = forecasts.reduce(
      (total, { yhat }, at) =>
        total + yhat.reduce((part, value, step) => part + Math.abs(value - actuals[at][step]), 0),
      0,
    );
    return sum / points;
  });
  const weights = weighForecasts(errors, points);
  const trials = origins.map((_, at): Trial => {
    const forecasts = weights.map(({ member }) => (tried[member] as Forecast[])[at]);
    return {
      forecast: combine(
        forecasts,
        weights.map(({ weight }) => weight),
      ),
      actual: actuals[at],
    };
  });
  return {
    members: weights.map(({ member, weight }) => ({ name: candidates[member].name, weight })),
    tried: reportTrials({
      names: candidates.map(({ name }) => name),
      errors,
      weights,
      origins: origins.length,
      scale: measureNaiveError(history, seasonLength),
      tooSlow,
    }),
    spreadFactors: findSpreadFactors(trials),
  };
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
      fits.push({ member, fitted: await fitTo(candidate.forecaster, history, context) });
    } catch (error) {
      if (error instanceof FitCancelled) throw error;
    }
  }
  if (fits.length === 0) {
    const [{ name, forecaster }] = candidates;
    return [{ member: { name, weight: 1 }, fitted: await fitTo(forecaster, history, context) }];
  }
  const total = fits.reduce((sum, { member }) => sum + member.weight, 0);
  return fits.map(({ member, fitted }) => ({ member: { ...member, weight: member.weight / total }, fitted }));
}

/** Combines points and quantiles alike (Lichtendahl et al. 2013), the latter of those members that have them. */
function combine(forecasts: readonly Forecast[], weights: readonly number[]): Forecast {
  const yhat = combineForecasts(
    forecasts.map((forecast) => forecast.yhat),
    weights,
  );
  const spread = forecasts.flatMap(({ quantiles, yhat: centre }, at) =>
    quantiles ? [{ quantiles, centre, weight: weights[at] }] : [],
  );
  const total = spread.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { yhat, quantiles: null };
  // Each member's quantiles are moved along with the points, so that the combination's lie around its own.
  const quantiles = spread[0].quantiles.map((_, level) =>
    yhat.map((value, step) =>
      spread.reduce(
        (sum, { quantiles: own, centre, weight }) => sum + (weight / total) * (own[level][step] - centre[step]),
        value,
      ),
    ),
  );
  return { yhat, quantiles };
}

/**
 * Backtests every candidate on the last horizons of each history, keeps the best few, and forecasts with their weighted
 * mean. The history it is given is all it knows: it chooses without a look at what it will be judged on.
 */
export function createAuto(options: AutoOptions): Forecaster {
  return {
    async fit({ histories }, context) {
      const fits: (Omit<Choice, 'members'> & { members: Awaited<ReturnType<typeof fitMembers>> })[] = [];
      for (const history of histories) {
        if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
        const choice = await choose(options, history, context);
        fits.push({ ...choice, members: await fitMembers(options, history, choice.members, context) });
      }
      return {
        fitEnd: 'fitted',
        epochs: 0,
        parameterCount: fits
          .flatMap(({ members }) => members)
          .reduce((sum, { fitted }) => sum + fitted.parameterCount, 0),
        curve: { train: [], validation: [] },
        members: fits.map(({ members }) => members.map(({ member }) => member)),
        tried: fits.map(({ tried }) => tried),
        async forecast(given, series) {
          const { members, spreadFactors } = fits[series];
          const weights = members.map(({ member }) => member.weight);
          const all = await Promise.all(members.map(({ fitted }) => fitted.forecast(given, 0)));
          return given.map((_, at) =>
            spreadQuantiles(
              combine(
                all.map((forecasts) => forecasts[at]),
                weights,
              ),
              spreadFactors,
            ),
          );
        },
        dispose: () => {
          for (const { members } of fits) for (const { fitted } of members) fitted.dispose();
        },
      };
    },
  };
}
