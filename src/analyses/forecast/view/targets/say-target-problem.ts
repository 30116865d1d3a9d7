import type { Words } from '../../../../i18n/words.ts';
import type { TargetProblem } from '../../state/targets.ts';
import { sayForecastProblem } from '../problem-words.ts';
import type { TargetsWords } from './words/targets-words.ts';

/** Why a target cannot be forecast together with the one shown. */
export function sayTargetProblem(words: TargetsWords, page: Words, problem: TargetProblem): string {
  return problem.code === 'other-rhythm' ? words.say('targets.other-rhythm') : sayForecastProblem(page, problem, false);
}
