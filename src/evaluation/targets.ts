/** Targets that are forecast together: what each is told of the others, and what all of them are learnt from at an origin. */
import { indexAt, timeAt } from '../series/calendar.ts';
import type { Covariate } from '../series/covariates.ts';
import { matchCovariates } from '../series/match-covariates.ts';
import { filledFromAround, isJudged, type Series } from '../series/series.ts';
import { type BacktestPlan, type KnownAtOrigin, learntBefore, learntFromAll } from './backtest.ts';
import { compareResults } from './ranking.ts';
import type { ModelResult, TogetherTrial } from './results.ts';

/** Series of one rhythm that are forecast together, in an order that is the same whichever of them is shown. */
export type Targets = {
  series: readonly Series[];
  /** [series] the columns they lie in */
  names: readonly string[];
  /** The place of the one shown. */
  shown: number;
};

/** The newest value of a target at each point of another's time, NaN before its first; what was filled from what came later is not known yet. */
function newestAt({ firstMs, step, y }: Series, other: Series): Float64Array {
  const values = new Float64Array(y.length).fill(Number.NaN);
  const begin = timeAt(firstMs, step, 0);
  const offset = indexAt(other.firstMs, other.step, begin);
  // Rhythms that lie between each other's points have no points in common.
  if (timeAt(other.firstMs, other.step, offset) !== begin) return values;
  let newest = Number.NaN;
  for (let at = Math.min(0, offset); at < Math.min(other.y.length, offset + y.length); at += 1) {
    if (at >= 0 && (other.filled[at] !== filledFromAround || at === 0)) newest = other.y[at];
    if (at >= offset) values[at - offset] = newest;
  }
  for (let at = Math.max(0, other.y.length - offset); at < y.length; at += 1) values[at] = newest;
  return values;
}

/** Each target with the past of all others beside it, in the same order for each; its own place there stays empty. */
export function tellOfOthers({ series, names, shown }: Targets): Targets {
  const told = series.map((own, place): Series => {
    const others = series.map(
      (other, at): Covariate => ({
        name: names[at],
        known: 'past',
        values: at === place ? new Float64Array(own.y.length).fill(Number.NaN) : newestAt(own, other),
      }),
    );
    return { ...own, covariates: [...(own.covariates ?? []), ...others] };
  });
  return { series: told, names, shown };
}

/** The targets that have what the one shown has beside it; null where that is the one shown alone. */
export function matchTargets({ series, names, shown }: Targets, own: Series, horizonSteps: number): Targets | null {
  const matched = series.map((one, at) => (at === shown ? own : matchCovariates(one, own, horizonSteps)));
  const places = [...matched.keys()].filter((at) => matched[at] !== null);
  if (places.length < 2) return null;
  return {
    series: places.flatMap((at) => matched[at] ?? []),
    names: places.map((at) => names[at]),
    shown: places.indexOf(shown),
  };
}

/** What is learnt from at an origin: of the target shown, then of every other that holds a window, what came before the same time. */
export function learntTogether(
  { series, shown }: Targets,
  origin: number,
  plan: BacktestPlan,
  validationSteps: number,
): KnownAtOrigin[] {
  const own = series[shown];
  const others = [...series.keys()].filter((place) => place !== shown);
  return [
    { ...learntBefore(own, origin, plan), place: shown },
    ...others.flatMap((place) =>
      learntFromAll(own, [series[place]], origin, plan, validationSteps)
        .slice(1)
        .map((known) => ({ ...known, place })),
    ),
  ];
}

type Judged = Pick<ModelResult, 'test' | 'metrics'>;

/**
 * Whether targets are better forecast together: where that lowers the error on the test part by more than chance, point by point.
 *
 * @param together null where it came to nothing
 */
export function judgeTogether(
  alone: Judged,
  together: Judged | null,
  { series, names, shown }: Targets,
  horizonSteps: number,
): TogetherTrial {
  const { y, filled } = series[shown];
  const pointAt = (index: number) => (index < y.length ? { y: y[index], isFilled: !isJudged(filled[index]) } : null);
  const errors = { together: together?.metrics.mae ?? null, alone: alone.metrics.mae };
  const difference = together && compareResults(together, alone, pointAt, { metric: 'mae', horizonSteps });
  const isLower = errors.together !== null && errors.alone !== null && errors.together < errors.alone;
  return {
    others: names.filter((_, place) => place !== shown),
    errors,
    difference: difference ?? 'unknown',
    isKept: isLower && difference === 'real',
  };
}
