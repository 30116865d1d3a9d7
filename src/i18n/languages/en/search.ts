/** The search for settings. */
import type { Messages } from '../../messages.ts';

export const search = {
  'search.title': 'Search for network settings',
  'search.why':
    'Tries networks of every kind, many briefly and the best in full, on the past before the hold-out. The hold-out stays unseen until you forecast.',
  'search.minutes': 'For how long',
  'search.minutes.why': 'Longer tries more. What was best so far is kept whenever you stop.',
  'search.minutes.count': { one: '{count} minute', other: '{count} minutes' },
  'search.start': 'Search',
  'search.cancel': 'Stop and keep the best',
  'search.cancelling': 'Stopping…',
  'search.left': '{duration} left, {count} tried',
  'search.found':
    'Found: {model} with settings of its own, its error {gain} lower than the best of what was there before, on the last {points} before the hold-out. The best of many is partly luck, the more so the fewer the points: only the hold-out shows whether it is better.',
  'search.found-none': 'Nothing that was tried did better than {model} as it is.',
  'search.found-naive': 'Nothing that was tried did better than repeating the last season.',
  'search.nothing-tried': 'The time was too short to try anything else.',
  'search.too-short':
    'The past before the hold-out is too short to be divided once more: it has {length} points and would need {needed}. A shorter look-back or horizon needs fewer.',
  'search.use': 'Use these settings',
  'search.use-this': 'Use',
  'search.used': 'In use. Forecast to see them on the hold-out.',
  'search.trials': 'What the search tried',
  'search.trials.why':
    'Errors on the past before the hold-out. In full means all epochs, refit at several origins; brief trials take a ninth of the epochs, longer ones a third, and only the best third goes on.',
  'search.augmented': 'yes',
  'search.not-augmented': 'no',
  'search.effort': 'Tried',
  'search.effort.brief': 'briefly',
  'search.effort.longer': 'longer',
  'search.effort.full': 'in full',
  'search.status': 'Now',
  'search.status.waiting': 'waiting',
  'search.learning': 'learning, {share}',
  'search.status.scored': 'in the race',
  'search.status.dropped': 'dropped',
  'search.status.failed': 'no result',
  'search.status.cut-short': 'cut short',
  'search.kind.current': 'as it is',
  'search.kind.naive': 'the measure',
} as const satisfies Messages<'en'>;
