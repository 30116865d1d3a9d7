/** Rules without parameters, that anything else must beat (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2). */
import { meanOf, varianceOf } from '../../statistics/moments.ts';
import type { Forecaster } from '../forecaster.ts';
import {
  createClassicalForecaster,
  deviationOf,
  type FittedModel,
  withNormalQuantiles,
} from './classical-forecaster.ts';

/** How a rule forecasts from a history: points and the deviation of their error by step, counted from 1. */
type Rule = (history: Float64Array) => { at: (step: number) => number; deviation: (step: number) => number };

function modelOfRule(form: string, horizonSteps: number, rule: Rule): FittedModel {
  return {
    parameterCount: 0,
    form,
    forecast(history, parts) {
      const { at, deviation } = rule(history);
      const steps = Float64Array.from({ length: horizonSteps }, (_, step) => step + 1);
      if (parts === 'points') return { yhat: steps.map(at), quantiles: null };
      return withNormalQuantiles(steps.map(at), steps.map(deviation));
    },
  };
}

function differences(history: Float64Array): Float64Array {
  return history.subarray(1).map((value, at) => value - history[at]);
}

/** The naive rule where a family has no rule for a history. */
export function standInModel(horizonSteps: number): FittedModel {
  return { ...naiveModel(horizonSteps), rule: null };
}

/** Repeats the last value, with the errors of a random walk. */
function naiveModel(horizonSteps: number): FittedModel {
  return modelOfRule('naive', horizonSteps, (history) => {
    const last = history[history.length - 1];
    const deviation = deviationOf(differences(history));
    return { at: () => last, deviation: (step) => deviation * Math.sqrt(step) };
  });
}

/** Repeats the last value. */
export function createNaive(horizonSteps: number): Forecaster {
  return createClassicalForecaster(() => naiveModel(horizonSteps));
}

/** Goes on along the line from the first value to the last. */
export function createDrift(horizonSteps: number): Forecaster {
  return createClassicalForecaster(() => driftModel(horizonSteps));
}

function driftModel(horizonSteps: number): FittedModel {
  return modelOfRule('drift', horizonSteps, (history) => {
    const last = history[history.length - 1];
    const changes = differences(history);
    const slope = meanOf(changes);
    const count = Math.max(1, changes.length);
    const deviation = Math.sqrt((varianceOf(changes) * count) / Math.max(1, count - 1));
    return {
      at: (step) => last + slope * step,
      deviation: (step) => deviation * Math.sqrt(step * (1 + step / count)),
    };
  });
}

/** Mean of all values. */
export function createMean(horizonSteps: number): Forecaster {
  const model = modelOfRule('mean', horizonSteps, (history) => averageRule(history, history.length));
  return createClassicalForecaster(() => model);
}

/** Mean of the last `windowLength` values, or of all where there are fewer. */
export function createWindowAverage(windowLength: number, horizonSteps: number): Forecaster {
  const model = modelOfRule('window average', horizonSteps, (history) =>
    averageRule(history, Math.min(windowLength, history.length)),
  );
  return createClassicalForecaster(() => model);
}

function averageRule(history: Float64Array, count: number): ReturnType<Rule> {
  const window = history.subarray(history.length - count);
  const level = meanOf(window);
  const deviation = Math.sqrt((varianceOf(window) * (count + 1)) / Math.max(1, count - 1));
  return { at: () => level, deviation: () => deviation };
}
