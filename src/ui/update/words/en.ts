import type { Messages } from '../../../i18n/messages.ts';

export const en = {
  'update.more': {
    one: 'New since {earlier}: {span} ({time}), one value.',
    other: 'New since {earlier}: {span} ({time}), {count} values.',
  },
  'update.more.from-to': '{from} to {to}',
  'update.no-more': 'Nothing later than in {earlier}.',
  'update.same': 'The same as {earlier}: nothing is new, changed or gone.',
  'update.changed': {
    one: 'One value of the past is another one now.',
    other: '{count} values of the past are others now.',
  },
  'update.unchanged': 'No value of the past has changed.',
  'update.kept': 'Columns, repairs and settings are as they were.',
  'update.details': 'What is new, changed and gone',
  'update.detail.new-series': { one: 'One new series: {names}', other: '{count} new series: {names}' },
  'update.detail.gone-series': { one: 'One series is gone: {names}', other: '{count} series are gone: {names}' },
  'update.detail.more': '{names} and others',
  'update.detail.added': {
    one: 'One value of the past is there that was not.',
    other: '{count} values of the past are there that were not.',
  },
  'update.detail.gone': {
    one: 'One value of the past is not there any more.',
    other: '{count} values of the past are not there any more.',
  },
  'update.detail.by-hand': {
    one: 'One value that you had changed by hand is another one or gone, and is as the file has it.',
    other: '{count} values that you had changed by hand are others or gone, and are as the file has them.',
  },
  'update.detail.changed': {
    one: 'One of {compared} values of the past changed:',
    other: '{count} of {compared} values of the past changed, the largest:',
  },
  'update.detail.value': '{series}, {time}: {before} became {after}',
  'update.score': 'In the {span} since, the last forecast was off by {miss}.',
  'update.score.band':
    'In the {span} since, the last forecast was off by {miss}; its 80% band held {inside} of {points} values.',
  'update.drift.low': 'It has begun to be too low: its errors lie to one side.',
  'update.drift.high': 'It has begun to be too high: its errors lie to one side.',
  'update.drift.larger': 'Its errors have grown since.',
  'update.run': 'Update the forecast',
  'update.run.all': 'Update all forecasts',
  'update.why': 'Goes on from what was learnt: a fraction of the time of a run anew.',
  'update.done': 'Updated in {now}; a run anew took {anew} last time.',
  'update.learnt-on': '{models} learnt on from the weights of before.',
  'update.weights-kept': '{models}: the weights of before do better on the newest values and stay.',
  'update.close': 'Close',
} as const satisfies Messages<'en'>;
