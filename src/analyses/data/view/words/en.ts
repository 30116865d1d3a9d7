import type { Messages } from '../../../../i18n/messages.ts';

export const en = {
  'data.holds': '{rows} in {columns}, {size}.',
  'data.columns': { one: '{count} column', other: '{count} columns' },
  'data.series.none': 'No column holds numbers, so there is no series in it.',
  'data.series.none.why':
    'A series needs a column of numbers. Where one is there and was taken for text, say above that it holds numbers.',
  'data.series.one': 'One series, “{series}”: {length} from {from} to {to}.',
  'data.series.several': {
    one: '{count} series, {rhythm}, from {from} to {to}.',
    other: '{count} series, {rhythm}, from {from} to {to}.',
  },
  'data.series.choose': 'Choose a series to forecast it.',
  'data.read-as': 'Read as:',
  'data.columns.title': 'Columns',
  'data.columns.why': 'Where something was read wrongly, say here what it is: everything is read again at once.',
  'data.columns.all': 'Show all {count} columns',
  'data.column': 'Column',
  'data.column.kind': 'Holds',
  'data.column.role': 'Used as',
  'data.column.values': 'Values',
  'data.plot.number': 'How often values occur: most, {count}, lie from {low} to {high}.',
  'data.plot.value': 'How often values occur: most often {low}, in {count} rows.',
  'data.plot.date': 'Rows over time: most, {count}, from {low} to {high}.',
  'data.plot.period': 'Rows over time: most, {count}, on {low}.',
  'data.mean': 'mean {mean}',
  'data.repairs': 'Repaired in the series',
  'data.repairs.none': 'No series had to be repaired.',
  'data.repairs.in': { one: 'in {count} series', other: 'in {count} series' },
  'data.rows': 'The rows as they were read',
} as const satisfies Messages<'en'>;
