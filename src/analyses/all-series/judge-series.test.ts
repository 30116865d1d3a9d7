import { describe, expect, it } from 'vitest';
import { flagSeries, flagsIn, type SeriesFacts, trustSeries } from './judge-series.ts';

/** A series that nothing is wrong with. */
const sound: SeriesFacts = {
  status: 'active',
  isIntermittent: false,
  hasForecast: true,
  origins: 6,
  miss: 0.2,
  ratio: 0.7,
  signal: 1,
  lean: 0.1,
  lastOutside: false,
  doubt: null,
  sum: 100,
  sumLow: 90,
  sumHigh: 110,
  lastYear: 95,
  recent: 100,
  before: 100,
  yearBefore: 100,
};
const flagsOf = (change: Partial<SeriesFacts>) => flagsIn(flagSeries({ ...sound, ...change }, true));

describe('flags', () => {
  it('has none for a series that nothing is wrong with', () => {
    expect(flagsOf({})).toEqual([]);
  });

  it.each<[string, Partial<SeriesFacts>, string[]]>([
    ['the naive was closer', { ratio: 1.01 }, ['loses']],
    ['the naive was closer from one date alone', { ratio: 1.5, origins: 1 }, []],
    ['off to one side from one date alone', { signal: 13, lean: 1, origins: 1 }, []],
    ['it is the naive itself', { ratio: 1 }, []],
    ['last values outside the band', { lastOutside: true }, ['outside']],
    ['twice last year, beyond the band', { lastYear: 50 }, ['extreme']],
    ['half of last year, beyond the band', { lastYear: 200 }, ['extreme']],
    ['less than twice', { lastYear: 51 }, []],
    ['twice last year within a wide band', { lastYear: 50, sumLow: 40 }, []],
    ['nothing known of last year', { lastYear: Number.NaN }, []],
    ['nothing sold last year', { lastYear: 0 }, []],
    ['a tracking signal beyond 4, to one side', { signal: -4.1, lean: -0.6 }, ['bias']],
    ['a tracking signal of 4', { signal: 4, lean: 0.9 }, []],
    ['beyond 4 in a long test, mostly cancelling out', { signal: 9, lean: 0.3 }, []],
    ['half of before and of a year before', { recent: 50, before: 100, yearBefore: 110 }, ['dying']],
    ['half of before, as every year', { recent: 50, before: 100, yearBefore: 50 }, []],
    ['half of before, no year known', { recent: 50, yearBefore: Number.NaN }, ['dying']],
    ['new', { status: 'new' }, ['new']],
    ['often zero', { isIntermittent: true }, ['intermittent']],
    ['too short for a test', { origins: 0 }, ['untested']],
  ])('%s', (_, change, flags) => {
    expect(flagsOf(change)).toEqual(flags);
  });

  it('says untested only once a test was tried', () => {
    expect(flagsIn(flagSeries({ ...sound, origins: 0 }, false))).toEqual([]);
  });
});

describe('trust', () => {
  it.each<[string, Partial<SeriesFacts>]>([
    ['none', { hasForecast: false }],
    ['good', {}],
    ['good', { miss: 0.3, origins: 3 }],
    ['fair', { miss: 0.31 }],
    ['fair', { miss: 0.6 }],
    ['fair', { origins: 2 }],
    ['fair', { signal: 5, lean: 0.6 }],
    ['fair', { lastOutside: true }],
    ['poor', { miss: 0.61 }],
    ['poor', { miss: Number.NaN }],
    ['poor', { ratio: 1.1 }],
    ['poor', { origins: 1 }],
    ['poor', { status: 'new' }],
  ])('%s: %o', (trust, change) => {
    expect(trustSeries({ ...sound, ...change }).trust).toBe(trust);
  });

  it('says of a new series that it is new, unless something weighs more', () => {
    expect(trustSeries({ ...sound, status: 'new' }).why).toBe('new');
    expect(trustSeries({ ...sound, status: 'new', miss: 0.7 }).why).toBe('far-off');
    expect(trustSeries({ ...sound, lastOutside: true }).why).toBe('last-outside');
  });
});
