/** Why a file was refused, in a sentence with advice. */

import { englishWords } from '../../src/i18n/load-words.ts';
import { sayProblem } from '../../src/i18n/problem-words.ts';
import type { TableProblem } from '../../src/table/table.ts';

export function sayRefusal(problem: TableProblem): { code: string; message: string } {
  return { code: problem.detail?.code ?? problem.code, message: sayProblem(englishWords, problem, false) };
}
