import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { autocorrelate } from '../../statistics/autocorrelation.ts';
import { drawnSeasons, drawSeason, generateSeries, type SeriesKind, seriesKinds } from './generate-series.ts';
import { longerSeason } from './read-history.ts';

const many = (count: number, season: number, length: number) =>
  Array.from({ length: count }, (_, stream) => generateSeries(7, stream, season, length));

test('the same seed and stream give the same series, another stream another', () => {
  for (const stream of [0, 5, 17]) expect(generateSeries(3, stream, 12, 80)).toEqual(generateSeries(3, stream, 12, 80));
  expect(generateSeries(3, 0, 12, 80).values).not.toEqual(generateSeries(3, 1, 12, 80).values);
  expect(generateSeries(4, 0, 12, 80).values).not.toEqual(generateSeries(3, 0, 12, 80).values);
});

test('every value is finite, whatever the season and the length', () => {
  for (const [season] of drawnSeasons) {
    for (const length of [4, 30, 2 * season + 8]) {
      for (let stream = 0; stream < 40; stream += 1) {
        const { values } = generateSeries(1, stream, season, length);
        expect(values).toHaveLength(length);
        expect(values.every((value) => Number.isFinite(value) && Math.abs(value) <= 1e12)).toBe(true);
      }
    }
  }
});

test('kinds and seasons come in the shares that are asked for', () => {
  const kinds = new Map<SeriesKind, number>();
  const count = 4000;
  for (let stream = 0; stream < count; stream += 1) {
    const { kind } = generateSeries(2, stream, 4, 12);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1 / count);
  }
  // Three standard errors of a share of .6 among 4,000 are .023.
  expect(kinds.get('structural')).toBeCloseTo(0.6, 1);
  for (const kind of seriesKinds) expect(kinds.get(kind)).toBeGreaterThan(0.02);
  expect(drawnSeasons.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 12);
  const random = createRandom(1);
  const drawn = Array.from({ length: count }, () => drawSeason(random));
  for (const [season, share] of drawnSeasons) {
    const error = 4 * Math.sqrt((share * (1 - share)) / count);
    expect(Math.abs(drawn.filter((each) => each === season).length / count - share)).toBeLessThan(error);
  }
});

/** Share of series whose autocorrelation at the season is the highest but for the shortest lags, after differencing. */
function shareSeasonal(season: number, length: number, step = season): number {
  const series = many(300, season, length).filter(({ kind }) => kind === 'structural');
  const found = series.filter(({ values }) => {
    const changes = values.slice(1).map((value, at) => value - values[at]);
    return autocorrelate(changes, step)[step] > 0.3;
  });
  return found.length / series.length;
}

test('about three quarters have a season, of many strengths; none where there is none to have', () => {
  // What is 12 steps apart tells something in more of the monthly series than in those without a season.
  expect(shareSeasonal(12, 120)).toBeGreaterThan(0.35);
  expect(shareSeasonal(12, 120)).toBeLessThan(0.8);
  expect(shareSeasonal(1, 120, 12)).toBeLessThan(0.12);
});

test('days have weeks over them', () => {
  expect(longerSeason(24)).toBe(168);
  const series = many(200, 24, 24 * 7 * 4).filter(({ kind }) => kind === 'structural');
  const weekly = series.filter(({ values }) => {
    const correlations = autocorrelate(
      values.slice(1).map((value, at) => value - values[at]),
      168,
    );
    return correlations[168] > correlations[144] + 0.1;
  });
  expect(weekly.length / series.length).toBeGreaterThan(0.15);
});

test('intermittent series are counts with zeros between them', () => {
  const series = many(600, 12, 100).filter(({ kind }) => kind === 'intermittent');
  expect(series.length).toBeGreaterThan(20);
  for (const { values } of series) expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
  const zeros = series.map(({ values }) => values.filter((value) => value === 0).length / 100).sort((a, b) => a - b);
  expect(zeros[0]).toBeLessThan(0.4);
  expect(zeros[zeros.length - 1]).toBeGreaterThan(0.9);
});

test('some grow in proportion, some fall, some stay: the middle of the second half over that of the first', () => {
  const ratios = many(600, 1, 60)
    .filter(({ values }) => values.every((value) => value > 0))
    .map(({ values }) => values.slice(30).sort()[15] / values.slice(0, 30).sort()[15]);
  const share = (test: (ratio: number) => boolean) => ratios.filter(test).length / ratios.length;
  expect(share((ratio) => ratio > 1.5)).toBeGreaterThan(0.15);
  expect(share((ratio) => ratio < 0.7)).toBeGreaterThan(0.07);
  expect(share((ratio) => Math.abs(ratio - 1) < 0.1)).toBeGreaterThan(0.1);
});
