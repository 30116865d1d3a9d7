/**
 * Whose forecast is taken. Of models that a short test cannot tell apart the one that came out ahead is mostly the luckiest, so the
 * one with the safest record on other data is kept unless another was better than chance would have it.
 */
import type { ModelId } from '../forecasters/model-cards.ts';
import type { PointAt } from '../series/pieces.ts';
import type { Split } from '../series/split.ts';
import { cardOf, type MetricId } from './metric-cards.ts';
import { compareResults, type Difference, rankResults, usableMetric } from './ranking.ts';
import type { ModelResult } from './results.ts';
import { doubtTest, type TestDoubt } from './trust.ts';

/**
 * By the shares of the naive's error in docs/accuracy.md. On business series auto 0.660 and quick 0.655, on M4's weeks and hours
 * 0.725 and 0.753, 0.433 and 0.441, auto's bands nearer to what they state; the pre-trained network 0.680; ETS before Theta on all of
 * them (0.708 and 0.760, 0.924 and 0.971). The naive is what all of them are measured by.
 */
const safestFirst: readonly ModelId[] = ['auto', 'quick', 'pretrained', 'ets', 'theta', 'seasonal-naive'];

/** Why too little can be told of any model. */
export type Doubt = TestDoubt | 'none-held';

/** What a run was judged on. */
export type Judged = {
  pointAt: PointAt;
  split: Pick<Split, 'validationEnd'>;
  settings: { horizonSteps: number; seasonLength: number };
  metric: MetricId;
  /** A model that was brought along to forecast with, and is kept as the safest is; none where absent. */
  brought?: ModelId | undefined;
};

export type Recommendation = {
  /** Whose forecast is taken. */
  result: ModelResult;
  doubt: Doubt | null;
  /** Points that were judged, each once. */
  points: number;
  /** How each of the others differs from it. */
  differences: ReadonlyMap<ModelResult, Difference>;
  /** How each model differs from the seasonal naive, by its mean absolute error and by the metric. */
  fromNaive: ReadonlyMap<ModelResult, Difference>;
  /** Whether it was better than each of the others by more than chance. */
  isBest: boolean;
  /** Whether it was brought along, and nothing was better by more than chance. */
  isBrought?: boolean;
};

/** The model with the safest record among these; the first where none of them has one. */
export function safestOf(results: readonly ModelResult[]): ModelResult | null {
  const known = safestFirst.flatMap((model) => results.filter((result) => result.model === model));
  return known[0] ?? results[0] ?? null;
}

/** Points of the test part that have a value of the file, each once. */
function countJudged(results: readonly ModelResult[], pointAt: PointAt): number {
  const judged = new Set<number>();
  for (const { origin, yhat } of results[0]?.test ?? []) {
    for (let at = origin; at < origin + yhat.length; at += 1) {
      const point = pointAt(at);
      if (point && !point.isFilled) judged.add(at);
    }
  }
  return judged.size;
}

const holdsNothing = ({ metrics }: ModelResult) => metrics.coverage80 === 0;

/** What of two answers to the same question claims less. */
function lesser(one: Difference, other: Difference): Difference {
  return one === 'real' ? other : one;
}

/**
 * @param results of one run
 * @param judged its metric is the one that is ranked by; where that judges no single points, the mean absolute error is
 * @returns null where there is no result
 */
export function recommendModel(
  results: readonly ModelResult[],
  { pointAt, split, settings, metric: asked, brought }: Judged,
): Recommendation | null {
  const safest = results.find(({ model }) => model === brought) ?? safestOf(results);
  if (!safest) return null;
  const { horizonSteps, seasonLength } = settings;
  const usable = usableMetric(results, asked);
  const metric = cardOf(usable).pointLoss ? usable : 'mae';
  const points = countJudged(results, pointAt);
  const doubt = doubtTest(points, split.validationEnd, seasonLength);
  const differ = (one: ModelResult, other: ModelResult, by: MetricId): Difference =>
    doubt ? 'unknown' : compareResults(one, other, pointAt, { metric: by, horizonSteps });

  const ranked = rankResults(results, metric);
  const ahead = ranked.slice(0, ranked.indexOf(safest));
  const better = ahead.find((result) => !holdsNothing(result) && differ(result, safest, metric) === 'real');
  const result = better ?? safest;
  const naive = results.find(({ model }) => model === 'seasonal-naive') ?? null;
  const others = results.filter((other) => other !== result);
  const differences = new Map(others.map((other) => [other, differ(result, other, metric)] as const));
  const fromNaive = new Map(
    results.flatMap((each) => (naive && each !== naive ? [[each, differFromNaive(each, naive)] as const] : [])),
  );
  const isBest = ranked[0] === result && [...differences.values()].every((difference) => difference === 'real');
  return {
    result,
    doubt: doubt ?? (holdsNothing(result) ? 'none-held' : null),
    points,
    differences,
    fromNaive,
    isBest,
    ...(result.model === brought && { isBrought: true }),
  };

  function differFromNaive(one: ModelResult, naive: ModelResult): Difference {
    const byError = differ(one, naive, 'mae');
    return cardOf(metric).pointLoss === 'absolute' ? byError : lesser(byError, differ(one, naive, metric));
  }
}
