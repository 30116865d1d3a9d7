import type { DecisionProblem } from '../../src/decisions/problem.ts';

/** Why there is no decision, in a sentence. */
export function sayDecisionProblem(problem: DecisionProblem): string {
  switch (problem.code) {
    case 'not-a-number':
      return `${problem.field} is no number.`;
    case 'negative':
      return `${problem.field} must not be below 0, and is ${problem.value}.`;
    case 'not-positive':
      return `${problem.field} must be above 0, and is ${problem.value}.`;
    case 'not-a-share':
      return `${problem.field} must lie between 0 and 1, and is ${problem.value}.`;
    case 'target-certain':
      return 'No stock can promise 100 %: name a target below, such as 0.98.';
    case 'not-rising':
      return `${problem.field} must rise, from 0 on.`;
    case 'unequal-lengths':
      return `${problem.field}: there are not as many of one as of the other.`;
    case 'paths-too-short':
      return `Lead time and review take ${problem.needed} steps, and the forecast has ${problem.steps}.`;
    case 'too-many-states':
      return `An exact optimum would look through ${problem.states} states, which is too many.`;
    case 'no-history':
      return 'There is no past demand to go by.';
    case 'no-paths':
      return 'There is no demand to decide by.';
  }
}
