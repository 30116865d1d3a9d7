/** How the numbers of a metric are written. */

import { cardOf, type MetricId } from '../../../../evaluation/metric-cards.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import { columnDigits } from './digits.ts';

/** From here on there is no room for every digit of a number. */
const compactFrom = 1e7;

/** How the numbers of a column are written, so that they line up. */
export function formatOf(
  words: Words,
  metric: MetricId,
  results: readonly Pick<ModelResult, 'metrics'>[],
): (value: number) => string {
  const { unit } = cardOf(metric);
  if (unit === 'percent') return (value) => words.percent(value / 100, 2);
  if (unit === 'share') return (value) => words.percent(value, 2);
  if (unit === 'round-share') return (value) => words.percent(value);
  if (unit === 'number') return (value) => words.fixed(value, 3);
  unit satisfies 'data';
  const values = results.flatMap(({ metrics }) => metrics[metric] ?? []);
  if (values.some((value) => Math.abs(value) >= compactFrom)) return words.compact;
  const digits = columnDigits(values, 4);
  return (value) => words.fixed(value, digits);
}
