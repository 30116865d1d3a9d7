/** What went wrong, in words, with the remedy. */
import { settingRanges } from '../forecasters/settings.ts';
import type { SessionProblem } from '../session/run.ts';
import { sayRhythm } from './dates.ts';
import type { Words } from './words.ts';

/** The title of a sample; its id where no title is known. */
export function sampleTitle(words: Words, id: string): string {
  return words.sayIfKnown(`sample.${id}.title`) ?? id;
}

/**
 * @param problem what the worker or the session gave
 * @param hasData whether data is still loaded, which the user is told where it could be in doubt
 */
export function sayProblem(words: Words, problem: SessionProblem, hasData: boolean): string {
  const { say } = words;
  switch (problem.code) {
    case 'binary-file':
      return say('problem.binary-file', {
        name: problem.params.name,
        looksLike: say(`looks-like.${problem.params.looksLike}`),
      });
    case 'too-few-values': {
      const { values, needed } = problem.params;
      return say('problem.too-few-values', { values: say('count.values', { count: values }), needed });
    }
    case 'irregular-dates':
      return say('problem.irregular-dates', { ...problem.params, share: words.percent(problem.params.share) });
    case 'too-many-gaps':
      return say('problem.too-many-gaps', { ...problem.params, rhythm: sayRhythm(words, problem.params.step) });
    case 'series-too-short': {
      const { length, needed, lookBackSteps, horizonSteps } = problem.params;
      const points = say('count.points', { count: length });
      const text = say('problem.series-too-short', {
        length: points,
        lookBack: lookBackSteps,
        horizon: horizonSteps,
        needed,
      });
      const remedy = problem.fits ? 'problem.series-too-short.remedy' : 'problem.series-too-short.never';
      return words.sentences([text, say(remedy)]);
    }
    case 'setting-out-of-range': {
      const { setting, low, high } = problem.params;
      const isWhole = settingRanges[setting].whole;
      return say(isWhole ? 'problem.setting-out-of-range.whole' : 'problem.setting-out-of-range', {
        setting: say(`setting.${setting}`),
        low,
        high,
      });
    }
    case 'worker-died':
      return say(hasData ? 'problem.worker-died' : 'problem.worker-died.no-data', problem.params);
    case 'internal':
      return say(hasData ? 'problem.internal' : 'problem.internal.no-data', problem.params);
    case 'sample-unreachable':
      return say('problem.sample-unreachable', { name: sampleTitle(words, problem.params.sample) });
    case 'no-model':
      return say('problem.no-model');
    case 'nothing-pasted':
      return say('problem.nothing-pasted');
    case 'empty-file':
      return say('problem.empty-file', problem.params);
    case 'header-only':
      return say('problem.header-only', problem.params);
    case 'not-a-table':
      return say('problem.not-a-table', problem.params);
    case 'one-column':
      return say('problem.one-column', problem.params);
    case 'no-number-column':
      return say('problem.no-number-column', problem.params);
    case 'file-unreadable':
      return say('problem.file-unreadable', problem.params);
    case 'target-empty':
      return say('problem.target-empty', problem.params);
    case 'target-not-numeric':
      return say('problem.target-not-numeric', problem.params);
    case 'constant-series':
      return say('problem.constant-series', problem.params);
    case 'heads-do-not-divide':
      return say('problem.heads-do-not-divide', problem.params);
  }
}
