/** What a forecast of a series deserves: how far it can be trusted, and what about it wants a look. Every rule is told on the page. */
import type { SeriesStatus } from '../../series/series-status.ts';

/** In the order of their bits. The first `attention` of them want somebody to look; the others only say what kind of series it is. */
export const seriesFlags = [
  'loses',
  'outside',
  'extreme',
  'bias',
  'dying',
  'failed',
  'new',
  'intermittent',
  'ended',
  'untested',
] as const;
export type SeriesFlag = (typeof seriesFlags)[number];
/** What wants a look. */
const attentionFlags = ['loses', 'outside', 'extreme', 'bias', 'dying', 'failed'] as const satisfies SeriesFlag[];

export function bitOf(flag: SeriesFlag): number {
  return 1 << seriesFlags.indexOf(flag);
}

export const attentionBits = attentionFlags.reduce((bits, flag) => bits | bitOf(flag), 0);

export function flagsIn(bits: number): SeriesFlag[] {
  return seriesFlags.filter((flag) => bits & bitOf(flag));
}

export const trusts = ['none', 'poor', 'fair', 'good'] as const;
export type Trust = (typeof trusts)[number];

/** A typical miss of no more than this is good; one of more than the other is poor. The same lines part X, Y and Z. */
export const missLines = { good: 0.3, poor: 0.6 } as const;
/** Fewest origins of a test that shows what is good. */
const originsForGood = 3;
/** Beyond this the errors lie to one side (Brown 1959); in a long test that alone is often chance, so half of their size has to. */
const biasLines = { signal: 4, lean: 0.5 } as const;
/** A forecast that is so many times last year's, or less than one over that, is extreme. */
const extremeRatio = 2;
/** Sales of less than this share of those before, and of those a year before, are dying away. */
const dyingShare = 0.5;

/** What the rules look at. Shares and ratios; NaN where something is not known. */
export type SeriesFacts = {
  status: SeriesStatus;
  isIntermittent: boolean;
  hasForecast: boolean;
  origins: number;
  miss: number;
  /** Its error over the naive's; 1 where it is the naive itself. */
  ratio: number;
  signal: number;
  lean: number;
  lastOutside: boolean;
  /** Of the horizon, and its 80 % band. */
  sum: number;
  sumLow: number;
  sumHigh: number;
  lastYear: number;
  /** The last values, as many as a horizon, those before them, and those a year before them. */
  recent: number;
  before: number;
  yearBefore: number;
};

function isExtreme({ sum, sumLow, sumHigh, lastYear }: SeriesFacts): boolean {
  if (!(lastYear > 0)) return false;
  const ratio = sum / lastYear;
  const isFar = ratio >= extremeRatio || ratio <= 1 / extremeRatio;
  return isFar && (lastYear < sumLow || lastYear > sumHigh);
}

/** Falling for a season's reason does not count: what came a year before was higher too. */
function isDying({ recent, before, yearBefore }: SeriesFacts): boolean {
  if (!(before > 0) || recent > dyingShare * before) return false;
  return !(yearBefore > 0) || recent <= dyingShare * yearBefore;
}

function losesToNaive({ ratio }: SeriesFacts): boolean {
  return ratio > 1;
}

function isBiased({ signal, lean }: SeriesFacts): boolean {
  return Math.abs(signal) > biasLines.signal && Math.abs(lean) >= biasLines.lean;
}

/** @param isTested whether a test was tried: before that nothing is missing */
export function flagSeries(facts: SeriesFacts, isTested: boolean): number {
  const holds: Record<Exclude<SeriesFlag, 'failed'>, boolean> = {
    loses: losesToNaive(facts),
    outside: facts.lastOutside,
    extreme: facts.hasForecast && isExtreme(facts),
    bias: isBiased(facts),
    dying: facts.hasForecast && isDying(facts),
    new: facts.status === 'new',
    intermittent: facts.status === 'sparse' || facts.isIntermittent,
    ended: facts.status === 'inactive',
    untested: isTested && facts.hasForecast && facts.origins === 0,
  };
  return Object.entries(holds).reduce((bits, [flag, does]) => (does ? bits | bitOf(flag as SeriesFlag) : bits), 0);
}

/**
 * Good: typically off by no more than 30 %, not worse than the naive, tested from three dates or more, not off to one side, and
 * its last values within the band. Poor: off by more than 60 %, worse than the naive, tested from fewer than two dates, or new.
 */
export function trustSeries(facts: SeriesFacts): Trust {
  if (!facts.hasForecast) return 'none';
  const isPoor = !(facts.miss <= missLines.poor) || losesToNaive(facts) || facts.origins < 2 || facts.status === 'new';
  if (isPoor) return 'poor';
  const isGood =
    facts.miss <= missLines.good && facts.origins >= originsForGood && !isBiased(facts) && !facts.lastOutside;
  return isGood ? 'good' : 'fair';
}
