/** The order of the leaderboard, and what it comes down to in a sentence. */
import type { ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/settings.ts';
import { saySpan } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { testOrigins } from '../../series/split.ts';
import type { Step } from '../../series/step.ts';
import type { Work } from '../../session/run.ts';

/** The results with the lowest mean absolute error first; those without one last. */
export function rankByMae(results: readonly ModelResult[]): ModelResult[] {
  const maeOf = ({ metrics }: ModelResult) => metrics.mae ?? Number.POSITIVE_INFINITY;
  return [...results].sort((a, b) => (maeOf(a) === maeOf(b) ? 0 : maeOf(a) - maeOf(b)));
}

export type Standing = 'baseline' | 'better' | 'same' | 'loses' | 'incomparable';

/** How a result stands to the baseline. Less than half a percent either way counts as level. */
export function standingOf({ model, maeRatioToNaive }: ModelResult, baseline: ModelId): Standing {
  if (model === baseline) return 'baseline';
  if (maeRatioToNaive === null) return 'incomparable';
  if (Math.abs(maeRatioToNaive - 1) < 0.005) return 'same';
  return maeRatioToNaive < 1 ? 'better' : 'loses';
}

/** How a result stands to the baseline, in words. */
export function sayStanding(words: Words, result: ModelResult, baseline: ModelId): string {
  const standing = standingOf(result, baseline);
  if (standing !== 'better' && standing !== 'loses') return words.say(`results.${standing}`);
  const share = Math.abs((result.maeRatioToNaive ?? 1) - 1);
  return words.say(`results.${standing}`, { percent: words.percent(share) });
}

/** The verdict on a run: which model did best, and against what. */
export function sayVerdict(words: Words, results: readonly ModelResult[], baseline: ModelId): string | null {
  const [best] = rankByMae(results);
  if (!best || best.metrics.mae === null) return null;
  const mae = words.number(best.metrics.mae);
  const standing = standingOf(best, baseline);
  if (standing === 'better' || standing === 'same') {
    const comparison = sayStanding(words, best, baseline);
    return words.say('results.best', { model: words.say(`model.${best.model}`), mae, comparison });
  }
  return words.say(results.length > 1 ? 'results.best-naive' : 'results.only-naive', { mae });
}

/** How the numbers came about: the test, and what the forecast was learned from. */
export function sayMethod(words: Words, { split, settings, results }: Work, step: Step): string[] {
  const { say } = words;
  const origins = testOrigins(split, settings.horizonSteps).length;
  const neural = results.filter(({ curve }) => curve.train.length > 0);
  const unfitted = neural.filter(({ refitted }) => !refitted).map(({ model }) => say(`model.${model}`));
  return [
    origins === 1
      ? say('results.how-once')
      : say('results.how', { origins, horizon: saySpan(words, settings.horizonSteps, step) }),
    ...(unfitted.length < neural.length ? [say('results.refitted')] : []),
    ...(unfitted.length > 0 ? [say('results.not-refitted', { models: words.list(unfitted) })] : []),
  ];
}
