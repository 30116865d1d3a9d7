/** What a forecast of a series deserves: how far it can be trusted, and what about it wants a look. Every rule is told on the page. */
import {
  isOneSided,
  trusts as judgedTrusts,
  missLines,
  shortcomings as plainShortcomings,
  type Shortcoming,
  type TestRecord,
  trustForecast,
} from '../../evaluation/trust.ts';
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

export const trusts = ['none', ...judgedTrusts] as const;
export type Trust = (typeof trusts)[number];

/** The lines of a typical miss part X, Y and Z too. */
export const errorLines = { x: missLines.good, y: missLines.poor } as const;

/** What was seen from one date alone may be an accident. */
const fewestForVerdict = 2;
/** A forecast that is so many times last year's, or less than one over that, is extreme. */
const extremeRatio = 2;
/** Sales of less than this share of those before, and of those a year before, are dying away. */
const dyingShare = 0.5;

/** What the rules look at. Shares and ratios; NaN where something is not known. */
export type SeriesFacts = TestRecord & {
  status: SeriesStatus;
  isIntermittent: boolean;
  hasForecast: boolean;
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

function losesToNaive({ ratio, origins }: SeriesFacts): boolean {
  return ratio > 1 && origins >= fewestForVerdict;
}

function isBiased(facts: SeriesFacts): boolean {
  return facts.origins >= fewestForVerdict && isOneSided(facts);
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

/** What keeps a forecast from being trusted more: as anywhere, and that its series is new. */
export type SeriesShortcoming = Shortcoming | 'new';
/** By their places in columns. */
export const shortcomings: readonly (SeriesShortcoming | null)[] = [null, ...plainShortcomings, 'new'];

/** By the rule for any forecast (`trustForecast`); one of a new series is poor besides. */
export function trustSeries(facts: Pick<SeriesFacts, keyof TestRecord | 'status' | 'hasForecast'>): {
  trust: Trust;
  why: SeriesShortcoming | null;
} {
  if (!facts.hasForecast) return { trust: 'none', why: null };
  const judged = trustForecast(facts);
  return facts.status === 'new' && judged.trust !== 'poor' ? { trust: 'poor', why: 'new' } : judged;
}
