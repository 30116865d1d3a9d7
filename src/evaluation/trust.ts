/** How far a forecast can be trusted, by what its test came to. The rule is told on the page. */

export const trusts = ['poor', 'fair', 'good'] as const;
export type Trust = (typeof trusts)[number];

/** A typical miss of no more than this is good; one of more than the other is poor. */
export const missLines = { good: 0.3, poor: 0.6 } as const;
/** Fewest origins of a test that shows what is good. */
export const originsForGood = 3;
/** Beyond this the errors lie to one side (Brown 1959); in a long test that alone is often chance, so half of their size has to. */
const biasLines = { signal: 4, lean: 0.5 } as const;

/** What a test came to; NaN where something is not known. */
export type TestRecord = {
  /** Sum of the absolute errors over that of the values (Kolassa and Schütz 2007). */
  miss: number;
  /** Its error over the naive's; 1 where it is the naive itself. */
  ratio: number;
  origins: number;
  /** As in `measureBias`. */
  signal: number;
  lean: number;
  /** Whether at least half of the last values lay outside the 95 % band that was given for them. */
  lastOutside: boolean;
  /** Why it tells too little of any model; null where it does not. */
  doubt: TestDoubt | null;
};

export type TestDoubt = 'few-points' | 'short-season';

/** Fewer points than these tell nothing: of two equal models one wins all four of them every eighth time. */
const fewestPoints = 5;

/**
 * @param points of the file that were forecast, each once
 * @param firstOrigin points before the test
 */
export function doubtTest(points: number, firstOrigin: number, seasonLength: number): TestDoubt | null {
  if (points < fewestPoints) return 'few-points';
  // Without a season behind it the naive repeats less than one, and says nothing of those compared with it.
  return seasonLength > 1 && firstOrigin < seasonLength ? 'short-season' : null;
}

/** Whether the errors lie to one side. */
export function isOneSided({ signal, lean }: Pick<TestRecord, 'signal' | 'lean'>): boolean {
  return Math.abs(signal) > biasLines.signal && Math.abs(lean) >= biasLines.lean;
}

/** What keeps a forecast from being trusted more. */
export const shortcomings = [
  'unknown',
  'doubt',
  'far-off',
  'loses',
  'single-date',
  'off',
  'few-dates',
  'one-sided',
  'last-outside',
] as const;
export type Shortcoming = (typeof shortcomings)[number];

/**
 * Good: typically off by no more than 30 %, not worse than the naive, tested from three dates or more, not off to one side, and
 * its last values within the band. Poor: off by more than 60 %, worse than the naive, tested from fewer than two dates, or too little
 * to tell.
 *
 * @returns the first reason why it is not trusted more; null where it is good
 */
export function trustForecast(record: TestRecord): { trust: Trust; why: Shortcoming | null } {
  const { miss, ratio, origins, lastOutside } = record;
  if (Number.isNaN(miss)) return { trust: 'poor', why: 'unknown' };
  if (record.doubt) return { trust: 'poor', why: 'doubt' };
  if (miss > missLines.poor) return { trust: 'poor', why: 'far-off' };
  if (ratio > 1) return { trust: 'poor', why: 'loses' };
  if (origins < 2) return { trust: 'poor', why: 'single-date' };
  if (miss > missLines.good) return { trust: 'fair', why: 'off' };
  if (origins < originsForGood) return { trust: 'fair', why: 'few-dates' };
  if (isOneSided(record)) return { trust: 'fair', why: 'one-sided' };
  return lastOutside ? { trust: 'fair', why: 'last-outside' } : { trust: 'good', why: null };
}
