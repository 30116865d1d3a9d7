/** What went wrong with forecasting, in words, with the remedy. */
import { settingCards } from '../../../forecasters/setting-cards.ts';
import { sayRhythm } from '../../../i18n/dates.ts';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { Words } from '../../../i18n/words.ts';
import type { SeriesProblem } from '../../../series/series.ts';
import type { AnalysisProblem } from '../../analysis.ts';
import type { ModelProblem } from '../state/deploy.ts';
import type { ForecastProblem } from '../state/run.ts';
import type { LinkProblem } from '../state/share-link.ts';

type Refusal = { code: 'no-number-column'; params: { columns: string[] } };

/** @param hasData whether data is still loaded, which the user is told where it could be in doubt */
export function sayForecastProblem(words: Words, problem: ForecastProblem | Refusal, hasData: boolean): string {
  const { say } = words;
  switch (problem.code) {
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
      const isWhole = settingCards[setting].whole;
      return say(isWhole ? 'problem.setting-out-of-range.whole' : 'problem.setting-out-of-range', {
        setting: say(`setting.${setting}`),
        low,
        high,
      });
    }
    case 'test-given-twice':
      return say('problem.test-given-twice', problem.params);
    case 'too-many-origins': {
      const { origins, most } = problem.params;
      return say('problem.too-many-origins', { count: most, origins });
    }
    case 'window-too-short':
      return say('problem.window-too-short', problem.params);
    case 'window-too-long':
      return say('problem.window-too-long', problem.params);
    case 'no-model':
      return say('problem.no-model');
    case 'no-number-column':
      return say('problem.no-number-column', { columns: words.list(problem.params.columns.slice(0, 8)) });
    case 'heads-do-not-divide':
      return say('problem.heads-do-not-divide', problem.params);
    default:
      return sayProblem(words, problem, hasData);
  }
}

/** Why a trained network is not opened, or not for this data. */
function sayModelProblem(words: Words, problem: ModelProblem): string {
  const { say } = words;
  switch (problem.code) {
    case 'model-file':
      return say(`problem.model-file.${problem.params.reason}`, { name: problem.params.name });
    case 'model-rhythm': {
      const { learnt, found } = problem.params;
      return say('problem.model-rhythm', { learnt: sayRhythm(words, learnt), found: sayRhythm(words, found) });
    }
    case 'model-too-short': {
      const { length, lookBackSteps, horizonSteps } = problem.params;
      return say('problem.model-too-short', {
        length: say('count.points', { count: length }),
        lookBack: lookBackSteps,
        horizon: horizonSteps,
      });
    }
  }
}

/** What is wrong with a table, a link, or a trained network, that was meant for a forecast. */
export function sayAnalysisProblem(words: Words, problem: AnalysisProblem, hasData: boolean): string {
  const known = problem as SeriesProblem | Refusal | LinkProblem | ModelProblem;
  switch (known.code) {
    case 'model-file':
    case 'model-rhythm':
    case 'model-too-short':
      return sayModelProblem(words, known);
    case 'link-version':
      return words.say('link.version', known.params);
    case 'link-settings':
      return words.sentences([words.say('link.settings'), sayForecastProblem(words, known.problem, false)]);
    case 'link-damaged':
      return words.say('link.damaged');
    default:
      return sayForecastProblem(words, known, hasData);
  }
}
