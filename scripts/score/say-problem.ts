/** Why there is no series, or no file, in a plain line with what to do about it. */
import type { ColumnProblem } from '../../src/score/choose-columns.ts';
import type { SeriesFileProblem } from '../../src/score/read-series.ts';
import type { SeriesProblem } from '../../src/series/series.ts';
import { sayRefusal } from '../inspect/say-refusal.ts';

function list(names: readonly string[]): string {
  const shown = names.slice(0, 30).join(', ');
  return names.length > 30 ? `${shown} and ${names.length - 30} more` : shown;
}

function sayColumns(problem: ColumnProblem): string {
  switch (problem.code) {
    case 'column-missing':
      return `has no column "${problem.column}". It has: ${list(problem.columns)}.`;
    case 'target-not-numeric':
      return `"${problem.column}" does not hold numbers: give --target one of ${list(problem.numbers)}.`;
    case 'time-not-ordered':
      return problem.times.length > 0
        ? `"${problem.column}" holds neither dates nor numbers: give --time one of ${list(problem.times)}, or none to number the rows.`
        : `"${problem.column}" holds neither dates nor numbers: give --time none to number the rows.`;
    case 'no-number-column':
      return `has no column of numbers to forecast. Its columns: ${list(problem.columns)}.`;
  }
}

/** What is wrong with one series of a file. */
export function saySeriesProblem(problem: SeriesProblem): string {
  switch (problem.code) {
    case 'target-empty':
      return 'has no value: no forecast';
    case 'too-few-values':
      return `has ${problem.params.values} of the ${problem.params.needed} values that are needed: no forecast`;
    case 'too-many-gaps': {
      const { gaps, length, step } = problem.params;
      const rhythm = step.every === 1 ? step.unit : `${step.every} ${step.unit}s`;
      return `${gaps} of ${length} points are missing, at one every ${rhythm}: no forecast. Give every date a row, 0 where there was nothing, or add the rows up to longer periods`;
    }
    case 'irregular-dates':
      return `dates without a rhythm, such as at ${problem.params.example}: no forecast. --time none numbers the rows`;
    case 'constant-series':
      return `is always ${problem.params.value}`;
    case 'values-too-large':
      return 'holds numbers too large to compute with: no forecast';
    case 'target-not-numeric':
      return 'does not hold numbers: no forecast';
  }
}

/** @param path as the user gave it */
export function sayFileProblem(path: string, found: SeriesFileProblem): string {
  if (found.of === 'columns') return `${path}: ${sayColumns(found.problem)}`;
  if (found.of === 'series') return `${path}: ${saySeriesProblem(found.problem)}.`;
  return `${path}: ${sayRefusal(found.problem).message}`;
}
