/** How the numbers of a metric are written. */
import type { MetricId, ModelResult } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import { columnDigits } from './digits.ts';

const percentMetrics: readonly MetricId[] = ['mape', 'smape', 'wape'];
const shareMetrics: readonly MetricId[] = ['wql'];
const coverageMetrics: readonly MetricId[] = ['coverage80', 'coverage95'];
const ratioMetrics: readonly MetricId[] = ['mase', 'rmsse', 'owa', 'r2'];
/** From here on there is no room for every digit of a number. */
const compactFrom = 1e7;

/** How the numbers of a column are written, so that they line up. */
export function formatOf(
  words: Words,
  metric: MetricId,
  results: readonly Pick<ModelResult, 'metrics'>[],
): (value: number) => string {
  if (percentMetrics.includes(metric)) return (value) => words.percent(value / 100, 2);
  if (shareMetrics.includes(metric)) return (value) => words.percent(value, 2);
  if (coverageMetrics.includes(metric)) return (value) => words.percent(value);
  if (ratioMetrics.includes(metric)) return (value) => words.fixed(value, 3);
  const values = results.flatMap(({ metrics }) => metrics[metric] ?? []);
  if (values.some((value) => Math.abs(value) >= compactFrom)) return words.compact;
  const digits = columnDigits(values, 4);
  return (value) => words.fixed(value, digits);
}
