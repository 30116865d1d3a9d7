/** Panels of which is known which series rise and fall, and what is found of it. */
import { createRandom, drawNormal, type Random } from '../../src/base/random.ts';
import { falseDiscoveryRates } from '../../src/statistics/trends/false-discoveries.ts';
import { findTrend } from '../../src/statistics/trends/find-trend.ts';

const seriesOfEach = 200;
const season = 13;
const allowed = 0.05;

/** A season and ups and downs that remember, of variance 1; 1.5 of these a year up or down where it has a trend. */
function draw(random: Random, years: number, memory: number, trend: number): Float64Array {
  let left = drawNormal(random);
  return Float64Array.from({ length: years * season }, (_, at) => {
    left = memory * left + Math.sqrt(1 - memory ** 2) * drawNormal(random);
    return 2 * Math.sin((2 * Math.PI * at) / season) + (trend * at) / season + left;
  });
}

export type TrendRow = {
  years: number;
  memory: number;
  /** Of the panels without any trend those in which one is found. */
  alarms: number;
  /** Of those called rising or falling the share that is not, the mean over panels with 20 of 200 that are. */
  falseShare: number;
  /** The same where each p-value below 5 % of Kendall's seasonal test, without memory, is called one. */
  plainFalseShare: number;
  /** Of those with a trend the share that is found. */
  found: number;
};

/** @param panels of each kind, of 200 series */
export function measureTrends(panels: number): TrendRow[] {
  return [2, 3, 5].flatMap((years) =>
    [0, 0.3, 0.6, 0.9].map((memory): TrendRow => {
      const random = createRandom(years, Math.round(10 * memory));
      let [alarms, falseShare, plainFalseShare, found] = [0, 0, 0, 0];
      for (let panel = 0; panel < 2 * panels; panel += 1) {
        const trends = Array.from({ length: seriesOfEach }, (_, at) => {
          if (panel < panels || at >= seriesOfEach / 10) return 0;
          return at % 2 === 0 ? 1.5 : -1.5;
        });
        const told = trends.map((trend) => findTrend(draw(random, years, memory, trend), season));
        const rates = falseDiscoveryRates(told.map((one) => one?.chance ?? 1));
        const called = [...trends.keys()].filter((at) => rates[at] <= allowed);
        if (panel < panels) {
          if (called.length > 0) alarms += 1;
          continue;
        }
        const plain = told.flatMap((one, at) =>
          one && Math.abs(one.score) - 1 > 1.96 * Math.sqrt(one.variance) ? [at] : [],
        );
        const wrong = (places: readonly number[]) =>
          places.filter((at) => trends[at] === 0).length / Math.max(1, places.length);
        falseShare += wrong(called);
        plainFalseShare += wrong(plain);
        found += called.filter((at) => trends[at] !== 0).length / (seriesOfEach / 10);
      }
      const mean = (sum: number) => sum / panels;
      return {
        years,
        memory,
        alarms: mean(alarms),
        falseShare: mean(falseShare),
        plainFalseShare: mean(plainFalseShare),
        found: mean(found),
      };
    }),
  );
}
