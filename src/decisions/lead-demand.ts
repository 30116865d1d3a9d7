/** What is asked for until an order comes, and until the next one after it can. */
import { createRandom, drawPermutation } from '../base/random.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { createSampleDemand, type Demand } from './demand.ts';
import type { DemandPaths } from './paths.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

/** How long an order takes, in steps of the series, parts of a step too; a list where it varies. */
export type LeadTime = number | readonly { steps: number; chance: number }[];

/** The longest an order may take, and how long on average. */
export function describeLeadTime(leadTime: LeadTime): { longest: number; mean: number } {
  if (typeof leadTime === 'number') return { longest: leadTime, mean: leadTime };
  const total = leadTime.reduce((sum, { chance }) => sum + chance, 0);
  return {
    longest: Math.max(...leadTime.map(({ steps }) => steps)),
    mean: leadTime.reduce((sum, { steps, chance }) => sum + steps * chance, 0) / total,
  };
}

/** Demand of the same paths up to two times: [paths] each, in the order of the paths. */
export type CoverDemand = {
  /** Until an order of today comes. */
  lead: Float64Array;
  /** Until the order after it comes: what an order of today has to be enough for. */
  cover: Float64Array;
  ofLead: Demand;
  ofCover: Demand;
};

/**
 * Sums of whole paths over lead time, and over lead time and review period together. A lead time that varies is given to the paths in
 * shares, at random, so that it goes with no particular demand; the next order takes as long.
 *
 * @param review steps until an order can be placed again; 0 where it can at any time
 */
export function sumOverLeadTime(
  paths: DemandPaths,
  leadTime: LeadTime,
  review: number,
  seed = 1,
): Result<CoverDemand, DecisionProblem> {
  const bad = findBadLeadTime(leadTime) ?? findBadNumber([['review', 'not negative', review]]);
  if (bad) return fail(bad);
  if (paths.count === 0) return fail({ code: 'no-paths' });
  const { longest } = describeLeadTime(leadTime);
  if (longest + review > paths.steps + 1e-9) {
    return fail({ code: 'paths-too-short', steps: paths.steps, needed: Math.ceil(longest + review) });
  }
  const times = spreadLeadTimes(leadTime, paths.count, seed);
  const lead = new Float64Array(paths.count);
  const cover = new Float64Array(paths.count);
  for (let path = 0; path < paths.count; path += 1) {
    lead[path] = sumUpTo(paths, path, times[path]);
    cover[path] = sumUpTo(paths, path, times[path] + review);
  }
  return ok({ lead, cover, ofLead: createSampleDemand(lead), ofCover: createSampleDemand(cover) });
}

function findBadLeadTime(leadTime: LeadTime): DecisionProblem | null {
  if (typeof leadTime === 'number') return findBadNumber([['leadTime', 'not negative', leadTime]]);
  const total = leadTime.reduce((sum, { chance }) => sum + chance, 0);
  return findBadNumber([
    ...leadTime.flatMap(({ steps, chance }) => [
      ['leadTime', 'not negative', steps] as const,
      ['leadTimeChance', 'not negative', chance] as const,
    ]),
    ['leadTimeChance', 'positive', total],
  ]);
}

function spreadLeadTimes(leadTime: LeadTime, count: number, seed: number): Float64Array {
  if (typeof leadTime === 'number') return new Float64Array(count).fill(leadTime);
  const total = leadTime.reduce((sum, { chance }) => sum + chance, 0);
  const order = drawPermutation(count, createRandom(seed, 54));
  const times = new Float64Array(count);
  let kind = 0;
  let upTo = leadTime[0].chance / total;
  for (let at = 0; at < count; at += 1) {
    while (kind < leadTime.length - 1 && (at + 0.5) / count > upTo) {
      kind += 1;
      upTo += leadTime[kind].chance / total;
    }
    times[order[at]] = leadTime[kind].steps;
  }
  return times;
}

/** Of a step that is gone in part, as large a part of its demand. */
export function sumUpTo({ steps, values }: DemandPaths, path: number, time: number): number {
  const whole = Math.min(steps, Math.floor(time + 1e-9));
  let sum = 0;
  for (let step = 0; step < whole; step += 1) sum += values[path * steps + step];
  const part = time - whole;
  return part > 1e-9 && whole < steps ? sum + part * values[path * steps + whole] : sum;
}
