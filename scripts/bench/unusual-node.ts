/** Series with planted anomalies and breaks, and how many of them are found, beside simpler ways. */
import { createRandom, drawNormal, type Random } from '../../src/base/random.ts';
import { findOutliers } from '../../src/series/find-outliers.ts';
import type { Step } from '../../src/series/step.ts';
import { findBreaks } from '../../src/statistics/find-breaks.ts';
import { findSeasons } from '../../src/statistics/find-seasons.ts';
import { meanOf, varianceOf } from '../../src/statistics/moments.ts';
import { measureNoise } from '../../src/statistics/robust-noise.ts';
import { findUnusual } from '../../src/statistics/unusual/find-unusual.ts';

type Planted = { y: Float64Array; step: Step; points: number[]; breaks: number[]; least: number };
export type Score = { planted: number; found: number; right: number; precision: number; recall: number };

const firstMs = Date.UTC(2021, 0, 4);
/** Rhythm, length, seasons. */
const shapes: { step: Step; length: number; seasons: number[] }[] = [
  { step: { unit: 'month', every: 1 }, length: 96, seasons: [12] },
  { step: { unit: 'week', every: 1 }, length: 156, seasons: [] },
  { step: { unit: 'day', every: 1 }, length: 800, seasons: [7] },
  { step: { unit: 'hour', every: 1 }, length: 1344, seasons: [24, 168] },
];
export const noises = ['normal', 'heavy tails', 'autoregressive', 'grows with level'] as const;
type NoiseKind = (typeof noises)[number];

/** Student's t with five degrees of freedom, of variance 1. */
function drawHeavy(random: Random): number {
  let squares = 0;
  for (let i = 0; i < 5; i += 1) squares += drawNormal(random) ** 2;
  return (drawNormal(random) / Math.sqrt(squares / 5)) * Math.sqrt(3 / 5);
}

/** Season, trend and noise of one, with points from 6 to 12 standard deviations away, and perhaps a level that moves by 3 to 5. */
function plant(seed: number, shape: (typeof shapes)[number], noise: NoiseKind, hasBreak: boolean): Planted {
  const random = createRandom(seed, 11);
  const { length, seasons, step } = shape;
  const waves = seasons.map((season) => ({ season, size: 2 + 3 * random(), shift: random() * season }));
  const slope = ((random() - 0.5) * 6) / length;
  const at = Math.round(length * (0.3 + 0.4 * random()));
  const jump = hasBreak ? (random() < 0.5 ? -1 : 1) * (3 + 2 * random()) : 0;
  let before = 0;
  const wanted = new Set<number>();
  const count = Math.max(2, Math.round(length / 150));
  while (wanted.size < count) {
    const place = 3 + Math.floor(random() * (length - 6));
    if (Math.abs(place - at) > 10 && [...wanted].every((other) => Math.abs(other - place) > 10)) wanted.add(place);
  }
  const level = 30;
  const y = Float64Array.from({ length }, (_, i) => {
    let fit = level + slope * i + (i >= at ? jump : 0);
    for (const { season, size, shift } of waves) fit += size * Math.sin((2 * Math.PI * (i + shift)) / season);
    const drawn = noise === 'heavy tails' ? drawHeavy(random) : drawNormal(random);
    before = noise === 'autoregressive' ? 0.5 * before + drawn * Math.sqrt(0.75) : drawn;
    const sigma = noise === 'grows with level' ? fit / level : 1;
    const away = wanted.has(i) ? (random() < 0.5 ? -1 : 1) * (6 + 6 * random()) : 0;
    return fit + sigma * (before + away);
  });
  const points = [...wanted].sort((a, b) => a - b);
  return { y, step, points, breaks: hasBreak ? [at] : [], least: Math.max(6, ...seasons) };
}

function score(tallies: readonly { planted: number; found: number; right: number }[]): Score {
  const sum = { planted: 0, found: 0, right: 0 };
  for (const { planted, found, right } of tallies) {
    sum.planted += planted;
    sum.found += found;
    sum.right += right;
  }
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    ...sum,
    precision: round(sum.found > 0 ? sum.right / sum.found : 1),
    recall: round(sum.planted > 0 ? sum.right / sum.planted : 1),
  };
}

/** Places at most `reach` from one that was planted, each counted once. */
function tally(planted: readonly number[], found: readonly number[], reach: number) {
  const right = planted.filter((place) => found.some((other) => Math.abs(other - place) <= reach)).length;
  return { planted: planted.length, found: Math.max(found.length, right), right };
}

function beyondThreeSigma(y: Float64Array): number[] {
  const [mean, deviation] = [meanOf(y), Math.sqrt(varianceOf(y))];
  return [...y.keys()].filter((at) => Math.abs(y[at] - mean) > 3 * deviation);
}

/** The same search with a penalty that takes the noise for independent, as most packages have it. */
function plainBreaks(y: Float64Array, least: number): number[] {
  const { sigma } = measureNoise(y);
  return findBreaks(y, 'level', { penalty: 3 * sigma ** 2 * Math.log(y.length), least });
}

const emptyTally = () => ({ points: [], breaks: [] }) as Record<'points' | 'breaks', ReturnType<typeof tally>[]>;

/** Points and breaks found, by noise and by way. */
export function measureUnusual(seriesEach: number): Record<string, Record<string, Score>> {
  const result: Record<string, Record<string, Score>> = { points: {}, breaks: {} };
  for (const noise of noises) {
    const ways = {
      ours: emptyTally(),
      'three sigma': emptyTally(),
      'first version': emptyTally(),
      plain: emptyTally(),
    };
    for (const shape of shapes) {
      for (let seed = 1; seed <= seriesEach; seed += 1) {
        const { y, step, points, breaks, least } = plant(seed, shape, noise, seed % 2 === 0);
        const seasons = findSeasons(y.slice(-2000));
        const series = { y, step, firstMs, filled: new Uint8Array(y.length) };
        const unusual = findUnusual(series, seasons, null);
        const ours = unusual.anomalies.map(({ at }) => at);
        ways.ours.points.push(tally(points, ours, 0));
        ways['three sigma'].points.push(tally(points, beyondThreeSigma(y), 0));
        ways['first version'].points.push(tally(points, findOutliers(y, shape.seasons[0] ?? 1), 0));
        const reach = Math.max(5, y.length / 50);
        ways.ours.breaks.push(
          tally(
            breaks,
            unusual.breaks.map(({ at }) => at),
            reach,
          ),
        );
        ways.plain.breaks.push(tally(breaks, plainBreaks(y, least), reach));
      }
    }
    for (const way of ['ours', 'three sigma', 'first version'] as const) {
      result.points[`${noise}: ${way}`] = score(ways[way].points);
    }
    for (const way of ['ours', 'plain'] as const) result.breaks[`${noise}: ${way}`] = score(ways[way].breaks);
  }
  return result;
}

/** How many of so many series without any break have one found: in the level or trend of noise that remembers. */
export function measureFalseBreaks(runs: number): Record<string, { ours: number; plain: number }> {
  const result: Record<string, { ours: number; plain: number }> = {};
  for (const correlation of [0, 0.3, 0.5, 0.7, 0.9]) {
    for (const length of [100, 300, 1000]) {
      let [ours, plain] = [0, 0];
      for (let run = 0; run < runs; run += 1) {
        const random = createRandom(run, 17);
        let value = 0;
        const y = Float64Array.from({ length }, () => {
          value = correlation * value + drawNormal(random);
          return value;
        });
        const series = { y, step: { unit: 'row', every: 1 } as Step, firstMs: 1, filled: new Uint8Array(length) };
        if (findUnusual(series, [], null).breaks.length > 0) ours += 1;
        if (plainBreaks(y, 6).length > 0) plain += 1;
      }
      result[`correlation ${correlation}, ${length} points`] = { ours: ours / runs, plain: plain / runs };
    }
  }
  return result;
}

/** Seconds of the processor: one long series, and many. */
export function timeUnusual(): { longSeconds: number; manySeconds: number } {
  const random = createRandom(9);
  const hours = Float64Array.from(
    { length: 200_000 },
    (_, at) => 5 * Math.sin((Math.PI * at) / 12) + drawNormal(random),
  );
  const secondsOf = (run: () => void) => {
    const before = process.cpuUsage().user;
    run();
    return Math.round((process.cpuUsage().user - before) / 1e4) / 100;
  };
  const filled = new Uint8Array(hours.length);
  const longSeconds = secondsOf(() => {
    findUnusual({ y: hours, step: { unit: 'hour', every: 1 }, firstMs, filled }, findSeasons(hours.slice(-2000)), null);
  });
  const manySeconds = secondsOf(() => {
    for (let series = 0; series < 5000; series += 1) {
      const y = hours.slice(series * 30, series * 30 + 156);
      findUnusual(
        { y, step: { unit: 'week', every: 1 }, firstMs, filled: filled.subarray(0, 156) },
        findSeasons(y),
        null,
      );
    }
  });
  return { longSeconds, manySeconds };
}
