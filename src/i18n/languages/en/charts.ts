/** The charts. */
import type { Messages } from '../../messages.ts';

export const charts = {
  'chart.label': 'Chart of {target}',
  'chart.actual': 'Actual',
  'chart.train': 'Train',
  'chart.validation': 'Validation',
  'chart.test': 'Hold-out',
  'chart.forecast': 'Forecast',
  'chart.first-look':
    'A first look, by a model that knows series in general and has learned nothing from yours. Press Forecast to compare models on your data.',
  'chart.range': 'Range',
  'chart.range.all': 'All',
  'chart.range.test': 'Hold-out',
  'chart.range.recent': 'Recent',
  'chart.models': 'Lines',
  'chart.more-lines': 'More lines',
  'chart.lines-full': 'No more than {count} lines can be told apart: switch one off to see another.',
  'chart.interval': '{level} interval',
  'chart.bands': '{levels} intervals of {model}',
  'chart.cursor': 'Point in time',
  'chart.mark': '{what} ({count})',
  'chart.mark.filled': 'Filled',
  'chart.mark.duplicates': 'Merged',
  'chart.mark.leading-zeros': 'Leading zeros',
  'chart.mark.trailing-partial': 'Unfinished period',
  'chart.mark.outliers': 'Outliers',
  'chart.note.duplicates': 'several rows, merged',
  'chart.note.leading-zeros': 'zero before the first value',
  'chart.note.trailing-partial': 'beside a period that is not over',
  'chart.note.outliers': 'an outlier, left as it is',
  'chart.filled': 'filled, not in the file',
} as const satisfies Messages<'en'>;
