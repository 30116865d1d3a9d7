/** What the automatic choices try. */

import type { Forecaster } from '../forecasters/forecaster.ts';
import { modelCards, type StatisticalId } from '../forecasters/model-cards.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { type Lengths, statisticalCreators } from '../forecasters/registry.ts';
import { isIntermittent } from '../series/traits.ts';
import { createAuto, historiesOfFit } from './auto.ts';
import type { AutoCandidate } from './auto-backtest.ts';

/** In both lists the first never fails. */
const candidateIds: readonly StatisticalId[] = [
  'seasonal-naive',
  'pretrained',
  'ets',
  'log-ets',
  'theta',
  'dynamic-theta',
  'mstl',
  'ridge',
  'arima',
  'drift',
];

/** Those that are quick and made most of the difference on the development series (docs/accuracy.md). */
const quickIds: readonly StatisticalId[] = [
  'theta',
  'pretrained',
  'log-ets',
  'dynamic-theta',
  'mstl',
  'ridge',
  'drift',
];

/** In their place where there are no logarithms; its forms are then those that add, which are few. */
const withoutLogarithms: readonly StatisticalId[] = ['ets'];
const hasNoLogarithms = (history: Float64Array) => history.some((value) => value <= 0);

/** Where demand is often zero. */
const intermittentIds: readonly StatisticalId[] = ['croston', 'tsb', 'adida'];

/** With longer seasons ARIMA takes seconds a series, and the seasonal rules do better. */
const longestArimaSeason = 12;

/** Two of a family are nearly one member, and share the weight of little more than one. */
const ofTwins = 0.6;
/** The plainest rules are there for those series that nothing beats them on. */
const ofPlainest = 0.3;
const priors: Partial<Record<StatisticalId, number>> = {
  'seasonal-naive': ofPlainest,
  drift: ofPlainest,
  ets: ofTwins,
  'log-ets': ofTwins,
  theta: ofTwins,
  'dynamic-theta': ofTwins,
};

function createCandidate(name: StatisticalId, lengths: Lengths, suits?: AutoCandidate['suits']): AutoCandidate {
  return {
    name,
    forecaster: withPlausible(statisticalCreators[name](lengths), lengths.seasonLength),
    prior: priors[name] ?? 1,
    ...(modelCards[name].family === 'pretrained' && { knowsAhead: true }),
    ...(suits && { suits }),
  };
}

function listCandidates(ids: readonly StatisticalId[], lengths: Lengths): AutoCandidate[] {
  return [
    ...ids.map((name) => createCandidate(name, lengths)),
    ...intermittentIds.map((name) => createCandidate(name, lengths, isIntermittent)),
  ];
}

/** The automatic choice over all affordable models. */
export function createAutomatic(lengths: Lengths): Forecaster {
  const affordable = candidateIds.filter((name) => name !== 'arima' || lengths.seasonLength <= longestArimaSeason);
  const tooSlow = candidateIds.filter((name) => !affordable.includes(name));
  return createAuto({ ...lengths, candidates: listCandidates(affordable, lengths), tooSlow, rounds: 3 });
}

const quickRounds = 1;

/** The same in a fraction of the time, for many series: the quick models alone, each fitted once before the part it is tried on. */
export function createQuick(lengths: Lengths): Forecaster {
  const candidates = [
    ...listCandidates(quickIds, lengths),
    ...withoutLogarithms.map((name) => createCandidate(name, lengths, hasNoLogarithms)),
  ];
  return createAuto({ ...lengths, candidates, rounds: quickRounds });
}

/** The histories that its members forecast from when it is fitted to one. */
export function historiesOfQuick(history: Float64Array, lengths: Lengths): Float64Array[] {
  return historiesOfFit(history, { ...lengths, rounds: quickRounds });
}
