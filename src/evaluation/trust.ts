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
};

/**
 * Good: typically off by no more than 30 %, not worse than the naive, tested from three dates or more, not off to one side, and
 * its last values within the band. Poor: off by more than 60 %, worse than the naive, or tested from fewer than two dates.
 */
export function trustForecast({ miss, ratio, origins, signal, lean, lastOutside }: TestRecord): Trust {
  if (!(miss <= missLines.poor) || ratio > 1 || origins < 2) return 'poor';
  const isBiased = Math.abs(signal) > biasLines.signal && Math.abs(lean) >= biasLines.lean;
  return miss <= missLines.good && origins >= originsForGood && !isBiased && !lastOutside ? 'good' : 'fair';
}
