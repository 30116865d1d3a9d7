/** The forecaster that chooses: every candidate is backtested, and they are combined by how they did. */
import { beginsAs, findShortest } from '../forecasters/classical/classical-forecaster.ts';
import { combineForecasts } from '../forecasters/combine-forecasts.ts';
import {
  type CombinationMember,
  FitCancelled,
  type FitContext,
  type FittedForecaster,
  type Forecast,
  type Forecaster,
  type ForecastParts,
  type Tried,
  type TriedModel,
} from '../forecasters/forecaster.ts';
import { isIntermittent } from '../series/traits.ts';
import {
  type AutoCandidate,
  type CandidateTrial,
  fitTo,
  nameFailure,
  planRounds,
  ruleChosenBy,
  tryCandidate,
} from './auto-backtest.ts';
import { reportTrials } from './auto-report.ts';
import { findSpreadFactors, keepSpread, type SpreadFactors, spreadQuantiles, type TrialErrors } from './auto-spread.ts';
import { type Weight, weighForecasts } from './combination.ts';
import { measureNaiveError } from './metrics.ts';

export type AutoOptions = {
  /** The first takes over where all others fail: one that never does. */
  candidates: readonly AutoCandidate[];
  /** Names of models that were not made candidates because they take too long here, for the report. */
  tooSlow?: readonly string[];
  seasonLength: number;
  horizonSteps: number;
  /** Times that candidates are fitted in the backtest; 3 where absent. */
  rounds?: number;
};

type PassedOver = NonNullable<TriedModel['passedOver']>;

/** A candidate with what became of its trial. */
type TestedCandidate = {
  candidate: AutoCandidate;
  /** Null where it was not tried, or not as what it would be now. */
  trial: CandidateTrial | null;
  /** What its weight goes by; null where its errors are not known. */
  judgement: number | null;
  passedOver: PassedOver | null;
};

/** What the candidates were tried on. */
type BacktestData = { origins: number[]; before: Float64Array[][]; actuals: Float64Array[] };

function planBacktest(
  { seasonLength, horizonSteps, rounds }: Pick<AutoOptions, 'seasonLength' | 'horizonSteps' | 'rounds'>,
  history: Float64Array,
): BacktestData {
  const planned = planRounds(history.length, horizonSteps, seasonLength, rounds);
  const origins = planned.flat();
  return {
    origins,
    // The same arrays for all candidates, so that what is found in one is found once.
    before: planned.map((round) => round.map((origin) => history.subarray(0, origin))),
    actuals: origins.map((origin) => history.subarray(origin, origin + horizonSteps)),
  };
}

/** Mean absolute error over all origins, in the unit of the series. */
function measureError(forecasts: readonly Float64Array[], actuals: readonly Float64Array[]): number {
  const sums = forecasts.map((yhat, at) =>
    yhat.reduce((sum, value, step) => sum + Math.abs(value - actuals[at][step]), 0),
  );
  return sums.reduce((sum, each) => sum + each, 0) / forecasts.reduce((sum, { length }) => sum + length, 0);
}

/**
 * How far a candidate was off, so that no wild value decides: the square of the mean root of the absolute errors, in the unit of
 * the series. Where values are often zero the root mean square, as roots and absolute errors are least at zero there.
 */
export function judgeTrial(
  forecasts: readonly Float64Array[],
  actuals: readonly Float64Array[],
  intermittent: boolean,
): number {
  let total = 0;
  for (const [at, yhat] of forecasts.entries()) {
    let sum = 0;
    for (let step = 0; step < yhat.length; step += 1) {
      const error = Math.abs(yhat[step] - actuals[at][step]);
      sum += intermittent ? error * error : Math.sqrt(error);
    }
    total += sum / yhat.length;
  }
  const mean = total / forecasts.length;
  return intermittent ? Math.sqrt(mean) : mean ** 2;
}

/** Whether two candidates forecast alike throughout: the same rule by two names. */
function areAlike(a: readonly Float64Array[], b: readonly Float64Array[]): boolean {
  return a.every((yhat, at) =>
    yhat.every((value, step) => Math.abs(value - b[at][step]) <= 1e-9 * (Math.abs(value) + Math.abs(b[at][step]))),
  );
}

/** Tries all candidates; those that forecast as one before them did are passed over. */
async function testAll(
  candidates: readonly AutoCandidate[],
  { before, actuals }: BacktestData,
  intermittent: boolean,
  context: FitContext,
): Promise<TestedCandidate[]> {
  const tested: TestedCandidate[] = [];
  for (const candidate of candidates) {
    const unknown: TestedCandidate = { candidate, trial: null, judgement: null, passedOver: null };
    tested.push(unknown);
    if (before.length === 0) continue;
    const trial = await tryCandidate(candidate, before, context);
    if (trial === 'not-itself') continue;
    if (trial === 'failed' || trial === 'weights-missing') unknown.passedOver = trial;
    else if (tested.some((other) => other.trial && areAlike(trial.forecasts, other.trial.forecasts))) {
      trial.fitted.dispose();
      unknown.passedOver = 'twice';
    } else {
      const judgement = judgeTrial(trial.forecasts, actuals, intermittent);
      tested[tested.length - 1] = { candidate, trial, judgement, passedOver: null };
    }
  }
  return tested;
}

/** How much a candidate whose errors are not known counts, as a share of one that did as the middle one of the others. */
const unknownShare = 0.7;

/**
 * How much one that knows ahead counts, by how many horizons the others were tried on: more than they do where these are few, less
 * the more there are, and without any it is all there is to go by (docs/accuracy.md, business series).
 */
function priorAhead(windows: number): number {
  return 3 / windows ** 2;
}

/** Weights by what was seen; a candidate that was not seen as itself is taken to be neither better nor worse than the others. */
function weighAll(tested: readonly TestedCandidate[], judged: number, windows: number): Weight[] {
  const known = tested.flatMap(({ judgement }) => judgement ?? []).sort((a, b) => a - b);
  const middle = known[(known.length - 1) >> 1] ?? 1;
  return weighForecasts(
    tested.map(({ judgement, passedOver }) => (passedOver ? Number.POSITIVE_INFINITY : (judgement ?? middle))),
    judged,
    tested.map(({ candidate: { prior = 1, knowsAhead }, judgement }) => {
      if (knowsAhead && windows > 0) return prior * priorAhead(windows);
      return judgement === null ? unknownShare * prior : prior;
    }),
  );
}

/** Points judged, each counted once however many forecasts reach it. */
function countJudged(origins: readonly number[], horizonSteps: number): number {
  return origins.length === 0 ? 0 : origins[origins.length - 1] - origins[0] + horizonSteps;
}

type FittedMember = { member: CombinationMember; fitted: FittedForecaster; trial: CandidateTrial | null };

/**
 * Fits the members to the whole history, going on from where they were tried. One that fails there, is another rule than the one
 * that was tried, or no rule of its own, is left out and the others take its weight.
 */
async function fitMembers(
  tested: readonly TestedCandidate[],
  weights: readonly Weight[],
  history: Float64Array,
  context: FitContext,
): Promise<FittedMember[]> {
  const fits: FittedMember[] = [];
  for (const { member: at, weight } of weights) {
    const { candidate, trial } = tested[at];
    if (candidate.forecaster.isItself?.(history) === false) {
      tested[at].passedOver = 'not-itself';
      continue;
    }
    try {
      const fitted = await fitTo(candidate.forecaster, history, context, trial?.fitted ?? null);
      const rule = ruleChosenBy(fitted);
      const isItself = trial ? rule === ruleChosenBy(trial.fitted) : rule !== null;
      if (isItself) fits.push({ member: { name: candidate.name, weight }, fitted, trial });
      else {
        fitted.dispose();
        tested[at].passedOver = 'not-itself';
      }
    } catch (error) {
      tested[at].passedOver = nameFailure(error);
    }
  }
  const total = fits.reduce((sum, { member }) => sum + member.weight, 0);
  return fits.map((fit) => ({ ...fit, member: { ...fit.member, weight: fit.member.weight / total } }));
}

/** Where nothing could be tried what knows ahead forecasts alone; where that is not to be had, and else, all by their weights. */
async function chooseMembers(
  tested: readonly TestedCandidate[],
  judged: number,
  windows: number,
  history: Float64Array,
  context: FitContext,
): Promise<FittedMember[]> {
  if (judged === 0) {
    const ahead = tested.flatMap(({ candidate }, member) => (candidate.knowsAhead ? [{ member, weight: 1 }] : []));
    const fits = await fitMembers(tested, ahead, history, context);
    if (fits.length > 0) return fits;
  }
  const fits = await fitMembers(tested, weighAll(tested, judged, windows), history, context);
  if (fits.length > 0) return fits;
  const [{ candidate }] = tested;
  const fitted = await fitTo(candidate.forecaster, history, context);
  return [{ member: { name: candidate.name, weight: 1 }, fitted, trial: null }];
}

/** What those members that were tried, as they are weighed, made of the recent past. */
function combineTrials(members: readonly FittedMember[], actuals: readonly Float64Array[]): TrialErrors[] {
  const seen = members.flatMap(({ member: { weight }, trial }) => (trial ? { weight, trial } : []));
  const total = seen.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return actuals.map((actual, at) => ({
    actual,
    yhat: actual.map((_, step) =>
      seen.reduce((sum, { weight, trial }) => sum + (weight / total) * trial.forecasts[at][step], 0),
    ),
  }));
}

/**
 * What is tried and fitted costs as many points as there are candidates, rounds and steps of their searches; these are bounded,
 * so that bounding the points bounds it all. Counted, not timed, so that the same history gives the same forecast.
 */
const mostValues = 3000;
/** However many points that takes. */
const leastSeasons = 4;

/** Where learning begins: at the first of the most recent values. */
function startOfRecent({ length }: Float64Array, { seasonLength }: Pick<AutoOptions, 'seasonLength'>): number {
  return Math.max(0, length - Math.max(mostValues, leastSeasons * seasonLength));
}

/** The histories that each candidate forecasts from when the choice is fitted: those of its trial, and the whole. */
export function historiesOfFit(
  whole: Float64Array,
  options: Pick<AutoOptions, 'seasonLength' | 'horizonSteps' | 'rounds'>,
): Float64Array[] {
  const history = whole.subarray(startOfRecent(whole, options));
  return [...planBacktest(options, history).before.flat(), history];
}

type AutoFit = {
  members: readonly FittedMember[];
  tried: Tried;
  /** How much the members' quantiles are widened. */
  spreadFactors: SpreadFactors;
  /** Values before this one were not learnt from. */
  start: number;
  /** What the members make of the whole fitted history. */
  now: { history: Float64Array; forecast: Forecast };
};

/** Fits members that were chosen before, to the whole history; null where none of them is to be had. */
async function fitChosen(
  { candidates, horizonSteps }: AutoOptions,
  chosen: readonly CombinationMember[],
  history: Float64Array,
  context: FitContext,
): Promise<Omit<AutoFit, 'start'> | null> {
  const known = chosen.flatMap(({ name, weight }) => {
    const candidate = candidates.find((one) => one.name === name);
    return candidate ? [{ candidate, weight }] : [];
  });
  const tested = known.map(({ candidate }): TestedCandidate => {
    return { candidate, trial: null, judgement: null, passedOver: null };
  });
  const weights = known.map(({ weight }, member) => ({ member, weight }));
  const members = await fitMembers(tested, weights, history, context);
  if (members.length === 0) return null;
  const [forecast] = await combineMembers(members, [history], 'all');
  const tried = { origins: 0, models: [] };
  return { members, tried, spreadFactors: keepSpread(horizonSteps), now: { history, forecast } };
}

async function fitAuto(
  options: AutoOptions,
  whole: Float64Array,
  context: FitContext,
  chosen: readonly CombinationMember[] | null,
): Promise<AutoFit> {
  const { candidates, seasonLength, horizonSteps, tooSlow = [] } = options;
  const start = startOfRecent(whole, options);
  const history = whole.subarray(start);
  const kept = chosen && (await fitChosen(options, chosen, history, context));
  if (kept) return { ...kept, start, now: { ...kept.now, history: whole } };
  const backtest = planBacktest(options, history);
  const suitable = candidates.filter(({ suits }) => suits?.(history) ?? true);
  const tested = await testAll(suitable, backtest, isIntermittent(history), context);
  const judged = countJudged(backtest.origins, horizonSteps);
  const windows = judged / horizonSteps;
  const members = await chooseMembers(tested, judged, windows, history, context);
  for (const { trial } of tested) trial?.fitted.dispose();
  const [now] = await combineMembers(members, [history], 'all');
  const isAhead = ({ member }: FittedMember) =>
    candidates.some(({ name, knowsAhead }) => knowsAhead && name === member.name);
  // Its intervals, too, were learnt from what came after short histories.
  const areTrusted = judged === 0 && members.every(isAhead);
  return {
    members,
    now: { history: whole, forecast: now },
    tried: reportTrials({
      names: tested.map(({ candidate }) => candidate.name),
      errors: tested.map(({ trial }) => (trial ? measureError(trial.forecasts, backtest.actuals) : null)),
      passedOver: tested.map(({ passedOver }) => passedOver),
      members: members.map(({ member }) => member),
      origins: backtest.origins.length,
      scale: measureNaiveError(history, seasonLength),
      tooSlow,
    }),
    spreadFactors: areTrusted
      ? keepSpread(horizonSteps)
      : findSpreadFactors(combineTrials(members, backtest.actuals), now, {
          windows,
          length: history.length,
        }),
    start,
  };
}

/** The members' weighted mean from the end of each history. */
async function combineMembers(
  members: readonly FittedMember[],
  histories: readonly Float64Array[],
  parts: ForecastParts,
): Promise<Forecast[]> {
  const weights = members.map(({ member }) => member.weight);
  const all = await Promise.all(members.map(({ fitted }) => fitted.forecast(histories, 0, parts)));
  return histories.map((_, at) => {
    const forecasts = all.map((each) => (parts === 'all' ? each[at] : { ...each[at], quantiles: null }));
    return combineForecasts(forecasts, weights);
  });
}

async function forecastAuto(
  { members, spreadFactors, start, now }: AutoFit,
  given: readonly Float64Array[],
  parts: ForecastParts = 'all',
): Promise<Forecast[]> {
  const isKnown = (history: Float64Array) => history.length === now.history.length && beginsAs(history, now.history);
  const unknown = given.filter((history) => !isKnown(history)).map((history) => history.subarray(start));
  const combined = unknown.length === 0 ? [] : await combineMembers(members, unknown, parts);
  const known = parts === 'all' ? now.forecast : { ...now.forecast, quantiles: null };
  return given.map((history) => {
    const forecast = isKnown(history) ? known : (combined.shift() as Forecast);
    return spreadQuantiles(forecast, spreadFactors);
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
    async fit({ histories, members: chosen = null }, context) {
      const fits: AutoFit[] = [];
      for (const history of histories) {
        if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
        fits.push(await fitAuto(options, history, context, histories.length === 1 ? chosen : null));
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
          const earlier = await fitAuto(options, shortest, context, null);
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
