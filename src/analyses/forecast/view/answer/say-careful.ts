/** What there is to be careful about with an answer, in sentences: on the page and in a report alike. */
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { usableMetric } from '../../../../evaluation/ranking.ts';
import type { ModelFailure } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import { sayCaveats, sayVerdict } from '../results/verdict.ts';
import type { AnswerOfRun } from './find-answer.ts';
import { sayHeldBack } from './say-held-back.ts';

export type Careful = {
  verdict: string | null;
  /** That the series ended, where its file goes on without it. */
  ended: string | null;
  caveats: string[];
  careful: string[];
};

/** Which model gave nothing, and why. */
export function sayFailure({ say }: Words, { model, code, message }: ModelFailure): string {
  return code === 'internal'
    ? say('failure.internal', { model: say(`model.${model}`), message })
    : say(`failure.${code}`, { model: say(`model.${model}`) });
}

export function sayCareful(
  words: Words,
  { data, work, recommendation }: Pick<AnswerOfRun, 'data' | 'work' | 'recommendation'>,
  ending: { last: string; end: string } | null,
  asked: MetricId,
): Careful {
  const { say, list } = words;
  const { series } = data;
  const { results, moved, cancelled } = work;
  const metric = usableMetric(results, asked);
  return {
    verdict: sayVerdict(words, recommendation, metric, results.length),
    ended: ending && say('series-state.inactive', { series: series.uniqueId, ...ending }),
    caveats: sayCaveats(words, results, recommendation, series, metric),
    careful: [
      ...sayHeldBack(words, series, results),
      ...(cancelled ? [say('results.cancelled')] : []),
      ...(moved.length > 0
        ? [say('runs.moved', { models: list([...new Set(moved)].map((model) => say(`model.${model}`))) })]
        : []),
    ],
  };
}
