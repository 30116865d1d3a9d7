/** The forecaster that chooses: every candidate is backtested, and they are combined by how they did. */
import { findShortest } from '../forecasters/classical/classical-forecaster.ts';
import { combineForecasts } from '../forecasters/combine-forecasts.ts';
import {
  FitCancelled,
  type FitContext,
  type FittedForecaster,
  type Forecast,
  type Forecaster,
  type ForecastParts,
  type Member,
  type Tried,
} from '../forecasters/forecaster.ts';
import { type Candidate, fitTo, planRounds, tryCandidate } from './auto-backtest.ts';
import { reportTrials } from './auto-report.ts';
import { weighForecasts } from './combination.ts';
import { measureNaiveError } from './metrics.ts';
import { findSpreadFactors, spreadQuantiles, type Trial } from './recalibrate.ts';

export type AutoOptions = {
  /** The first takes over where all others fail: one that never does. */
  candidates: readonly Candidate[];
  /** Names of models that were not made candidates because they take too long here, for the report. */
  tooSlow?: readonly string[];
  seasonLength: number;
  horizonSteps: number;
};

type Choice = {
  members: Member[];
  tried: Tried;
  /** How much the members' quantiles are widened, by the errors of the combination in the backtest. */
  spreadFactors: number[];
};

/** Mean absolute error over all origins; not finite for a candidate that failed, 1 where there was nothing to try. */
function measureTrials(forecasts: readonly Forecast[] | null, actuals: readonly Float64Array[]): number {
  if (!forecasts) return Number.POSITIVE_INFINITY;
  if (actuals.length === 0) return 1;
  const errors = forecasts.flatMap(({ yhat }, at) =>
    Array.from(yhat, (value, step) => Math.abs(value - actuals[at][step])),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** The members and their weights, by the recent past of a history; all of them alike where it is too short to try. */
async function choose(
  { candidates, seasonLength, horizonSteps, tooSlow = [] }: AutoOptions,
  history: Float64Array,
  context: FitContext,
): Promise<Choice> {
  const rounds = planRounds(history.length, horizonSteps, seasonLength);
  // The same arrays for all candidates, so that what is found in one is found once.
  const before = rounds.map((round) => round.map((origin) => history.subarray(0, origin)));
  const actuals = rounds.flat().map((origin) => history.subarray(origin, origin + horizonSteps));
  const tried: (Forecast[] | null)[] = [];
  for (const candidate of candidates) tried.push(await tryCandidate(candidate, before, context));
  const errors = tried.map((forecasts) => measureTrials(forecasts, actuals));
  const weights = weighForecasts(errors, countJudged(rounds.flat(), horizonSteps));
  const trials = actuals.map((actual, at): Trial => {
    const forecasts = weights.map(({ member }) => (tried[member] as Forecast[])[at]);
    return {
      forecast: combineForecasts(
        forecasts,
        weights.map(({ weight }) => weight),
      ),
      actual,
    };
  });
  return {
    members: weights.map(({ member, weight }) => ({ name: candidates[member].name, weight })),
    tried: reportTrials({
      names: candidates.map(({ name }) => name),
      errors,
      weights,
      origins: rounds.flat().length,
      scale: measureNaiveError(history, seasonLength),
      tooSlow,
    }),
    spreadFactors: findSpreadFactors(trials),
  };
}

/** Points judged, each counted once however many forecasts reach it. */
function countJudged(origins: readonly number[], horizonSteps: number): number {
  return origins.length === 0 ? 0 : origins[origins.length - 1] - origins[0] + horizonSteps;
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

/**
 * What is tried and fitted costs as many points as there are candidates, rounds and steps of their searches; these are bounded,
 * so that bounding the points bounds it all. Counted, not timed, so that the same history gives the same forecast.
 */
const mostValues = 3000;
/** However many points that takes. */
const leastSeasons = 4;

/** Where learning begins: at the first of the most recent values. */
function startOfRecent({ length }: Float64Array, { seasonLength }: AutoOptions): number {
  return Math.max(0, length - Math.max(mostValues, leastSeasons * seasonLength));
}

type AutoFit = Omit<Choice, 'members'> & {
  members: Awaited<ReturnType<typeof fitMembers>>;
  /** Values before this one were not learnt from. */
  start: number;
};

async function fitAuto(options: AutoOptions, whole: Float64Array, context: FitContext): Promise<AutoFit> {
  const start = startOfRecent(whole, options);
  const history = whole.subarray(start);
  const choice = await choose(options, history, context);
  return { ...choice, members: await fitMembers(options, history, choice.members, context), start };
}

async function forecastAuto(
  { members, spreadFactors, start }: AutoFit,
  given: readonly Float64Array[],
  parts: ForecastParts = 'all',
): Promise<Forecast[]> {
  const weights = members.map(({ member }) => member.weight);
  const recent = given.map((history) => history.subarray(start));
  const all = await Promise.all(members.map(({ fitted }) => fitted.forecast(recent, 0, parts)));
  return given.map((_, at) => {
    const forecasts = all.map((each) => (parts === 'all' ? each[at] : { ...each[at], quantiles: null }));
    return spreadQuantiles(combineForecasts(forecasts, weights), spreadFactors);
  });
}

function disposeAuto({ members }: AutoFit): void {
  for (const { fitted } of members) fitted.dispose();
}

/**
 * Backtests every candidate on the recent past of each history, weighs them by how they did, and forecasts with their
 * weighted mean. The history it is given is all it knows: it chooses without a look at what it will be judged on,
 * and chooses anew for histories that end before the fitted one does.
 */
export function createAuto(options: AutoOptions): Forecaster {
  return {
    async fit({ histories }, context) {
      const fits: AutoFit[] = [];
      for (const history of histories) {
        if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
        fits.push(await fitAuto(options, history, context));
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
        async forecast(given, series, parts) {
          const fitted = histories[series];
          const shortest = findShortest(given, fitted);
          if (!shortest) return forecastAuto(fits[series], given, parts);
          const earlier = await fitAuto(options, shortest, context);
          const isShorter = ({ length }: Float64Array) => length < fitted.length;
          const before = await forecastAuto(earlier, given.filter(isShorter), parts);
          const whole = await forecastAuto(
            fits[series],
            given.filter((history) => !isShorter(history)),
            parts,
          );
          disposeAuto(earlier);
          return given.map((history) => (isShorter(history) ? before : whole).shift() as Forecast);
        },
        dispose: () => {
          for (const fit of fits) disposeAuto(fit);
        },
      };
    },
  };
}
