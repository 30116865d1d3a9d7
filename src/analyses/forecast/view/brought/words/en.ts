import type { Messages } from '../../../../../i18n/messages.ts';

export const en = {
  'brought.title': 'A forecast that was sent to you',
  'brought.head': '{name}: the next {span}',
  'brought.by': 'Made elsewhere by {by} on {day}, with {model}.',
  'brought.by-nobody': 'Made elsewhere on {day}, with {model}.',
  'brought.ratio': 'In its test there it was off by {ratio} times what repeating the last season would have been.',
  'brought.trust':
    'All of it stands in the link: nothing here could be checked, and whoever wrote the link could have written anything.',
  'brought.past': {
    one: 'The link brings the last value of the data too.',
    other: 'The link brings the last {count} values of the data too.',
  },
  'brought.no-past': 'The link brings none of the data.',
  'brought.go-on': 'Drop the file to go on: the settings of the link wait for it.',
  'brought.go-on-sample': 'It is of a sample, which opens with the settings of the link.',
  'brought.open-sample': 'Open the sample',
  'brought.plot': 'Forecast of {name}, from {first} to {last}',
  'brought.numbers': 'The numbers',
  'brought.time': 'Time',
  'brought.forecast': 'Forecast',
  'brought.low': '{level} low',
  'brought.high': '{level} high',
  'brought.close': 'Close',
} as const satisfies Messages<'en'>;
