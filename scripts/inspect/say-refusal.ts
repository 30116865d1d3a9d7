/** Why a file was refused, in a sentence with advice. */
import { sayProblem } from '../../src/i18n/problem-words.ts';
import { createWords } from '../../src/i18n/words.ts';
import type { TableProblem } from '../../src/table/table.ts';

const words = createWords('en');

export function sayRefusal(problem: TableProblem): { code: string; message: string } {
  return { code: problem.detail?.code ?? problem.code, message: sayProblem(words, problem, false) };
}
