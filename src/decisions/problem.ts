/** Why there is no decision: a code, to be put into words where it is shown, and what belongs into the sentence. */
export type DecisionProblem =
  /** No finite number, negative, not above zero, or no share between 0 and 1 (both excluded). */
  | { code: 'not-a-number' | 'negative' | 'not-positive' | 'not-a-share'; field: string; value: number }
  /** No stock can promise to be enough always. */
  | { code: 'target-certain' }
  /** A list that has to rise, or two lists that have to be as long, are not. */
  | { code: 'not-rising' | 'unequal-lengths'; field: string }
  /** The forecast reaches over `steps`; lead time and review together take `needed`. */
  | { code: 'paths-too-short'; steps: number; needed: number }
  /** More than an exact optimum can be found over. */
  | { code: 'too-many-states'; states: number }
  /** Nothing to draw paths from. */
  | { code: 'no-history' | 'no-paths' };

type Kind = 'finite' | 'not negative' | 'positive' | 'share';

/**
 * The first number that is not what it has to be.
 *
 * @param fields name in the code of each number, what it has to be, and its value
 * @returns null where all are
 */
export function findBadNumber(fields: readonly (readonly [string, Kind, number])[]): DecisionProblem | null {
  for (const [field, kind, value] of fields) {
    if (!Number.isFinite(value)) return { code: 'not-a-number', field, value };
    if (kind === 'not negative' && value < 0) return { code: 'negative', field, value };
    if (kind === 'positive' && value <= 0) return { code: 'not-positive', field, value };
    if (kind === 'share' && value === 1) return { code: 'target-certain' };
    if (kind === 'share' && !(value > 0 && value < 1)) return { code: 'not-a-share', field, value };
  }
  return null;
}
