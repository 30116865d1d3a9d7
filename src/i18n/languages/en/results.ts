/** The results. */
import type { Messages } from '../../messages.ts';

export const results = {
  'results.title': 'Results',
  'results.leaderboard': 'Leaderboard',
  'results.forecast-table': 'Forecast',
  'results.how':
    'The test predictions are genuine: made at {origins} successive origins in the hold-out, {step} apart, each time seeing only what came before.',
  'results.how-once':
    'The test predictions are genuine: made at the beginning of the hold-out, seeing only what came before.',
  'results.refits-all': 'Every model was refit at each origin.',
  'results.refits-none': 'Every model was fitted once, on what came before the first origin.',
  'results.refits-some':
    'Refit at each origin: {models}. All others were fitted once, on what came before the first of them.',
  'results.window': 'The training window slides: models learned from the last {window} before each origin alone.',
  'results.split':
    'Of {points}, the first {train} ({trainShare}) train the models, the next {validation} ({validationShare}) choose when to stop, and the last {test} ({testShare}), the hold-out, test them.',
  'results.refitted': 'The forecast beyond the end comes from models refit on everything.',
  'results.not-refitted':
    'The forecast of {models} has not seen the last part of the data: training was stopped before it was refit on everything.',
  'results.cancelled': 'You stopped this run: the numbers are what was learned until then.',
  'results.panel': 'The networks learned from {series} of the file together, {windows} in all.',
  'results.panel-embedded': 'They told the series apart by an embedding of each.',
  'results.panel-left-out': {
    one: '{count} other series was left out: too short for a window, or on another rhythm.',
    other: '{count} other series were left out: too short for a window, or on another rhythm.',
  },
  'results.tuned': 'Tuned to the series shown afterwards ({tuning}): {models}.',
  'results.not-tuned': 'Tuning to the series shown did not lower its validation error and was dropped: {models}.',
  'results.beside': '{models} also read {columns} as covariates. All other models keep to the values of the series.',
  'results.beside.left-out':
    'Covariates did not clearly lower the validation error of {models}: trained without them as well, and kept that way.',
  'results.beside.calendar': 'the calendar',
  'results.beside.holidays': 'public holidays',
  'results.beside.assumes': 'In the test, what is known ahead is taken as it came: that assumes it was known then.',
  'results.settings': 'Horizon {horizon}, look-back {lookBack}, seed {seed}.',
  'results.settings-plain': 'Horizon {horizon}.',
  'results.best': '{model} did best on the hold-out: its forecasts were off by {mae} on average, {comparison}.',
  'results.best-by':
    'By {metric}, {model} did best on the hold-out: its forecasts were off by {mae} on average, {comparison}.',
  'results.taken': 'The forecast taken is {model}’s: off by {mae} on average on the hold-out, {comparison}.',
  'results.taken-unproven':
    'The forecast taken is {model}’s, for its safe record on other data: off by {mae} on average on the hold-out, which does not show whether that beats repeating the last season.',
  'results.too-little':
    'Too little to tell which model is best: {reason}. The forecast taken is {model}’s, for its safe record on other data.',
  'doubt.few-points': {
    one: 'there is {count} point to test on',
    other: 'there are {count} points to test on',
  },
  'doubt.short-season': 'less than one season comes before the test',
  'doubt.none-held': 'none of the points tested lay within the bands',
  'results.band-less': 'Its {level} band held {share} of the points tested: the truth may well lie outside.',
  'results.band-more': 'Its {level} band held {share} of the points tested: it is rather too wide.',
  'results.best-naive':
    'No model did better here than repeating the last season, as far as the test can tell: that was off by {mae} on average.',
  'results.only-naive': 'Repeating the last season was off by {mae} on average.',
  'results.comparison': 'Against the naive',
  'results.better.short': '{percent} better',
  'results.better.full': '{percent} better than the seasonal naive',
  'results.same': 'level with the seasonal naive',
  'results.loses.short': 'loses, {percent} worse',
  'results.loses.full': 'loses to the seasonal naive, {percent} worse',
  'results.baseline': 'the bar to clear',
  'results.incomparable': 'the seasonal naive made no error here, so there is nothing to compare with',
  'results.incomparable.short': 'no error to compare with',
  'results.favours-zero':
    'More than half of the values are zero, where {metric} favours a forecast of nothing. For how much is needed on average, rank by RMSSE.',
  'results.as-good': 'As far as this test can tell, {models} did as well.',
  'results.many-as-good': {
    one: 'As far as this test can tell, {count} other did as well.',
    other: 'As far as this test can tell, {count} others did as well.',
  },
  'results.network-loses': 'The networks lose here: the best of them, {model}, was off by {mae}.',
  'results.combines':
    '{combination} combines {members}, by how {count} models did when it tried them on the recent past. For the test it chose anew, from what came before alone.',
  'results.chose':
    '{combination} settled on {model}: of {count} models it tried on the recent past, it did best by far. For the test it chose anew, from what came before alone.',
  'results.combines-untried':
    '{combination} combines {count} models alike: the series is too short to try them on its past first.',
  'results.other-members': '{share} of {count} others',
  'results.member': '{share} {model}',
  'tried.title': 'What {combination} tried',
  'tried.why':
    'Each made forecasts from {origins} origins before the end of the data, seeing only what came before, and was judged on what came next.',
  'tried.why-once':
    'Each made a forecast from one origin before the end of the data, seeing only what came before, and was judged on what came next.',
  'tried.nothing':
    'Nothing was tried, because the series is too short to hold anything back: all of these count alike.',
  'tried.error': 'Error',
  'tried.error.why': 'Mean absolute error over that of repeating the last season in the past',
  'tried.weight': 'Share',
  'tried.left-out': 'left out',
  'tried.failed': 'gave no forecast',
  'tried.not-itself': 'not tried: the history is too short for it, and something else would have stood in',
  'tried.twice': 'forecasts exactly as another one here',
  'tried.too-slow': 'not tried: too slow for so long a season',
  'results.coverage':
    'Of the {points} in the hold-out, {held}. The bands of {model} were set before that part was seen.',
  'results.held': '{share} lay within the {level} band',
  'results.rank-by': 'Rank by',
  'results.show-in-detail': 'Show in detail',
  'results.spread': 'Below each {metric}: its lowest and highest over the {origins} origins of the test.',
  'results.against-taken': 'Against the one taken',
  'results.is-taken': 'taken',
  'results.ahead': 'better',
  'results.noise': 'may be chance',
  'results.noise.why':
    '“May be chance”: two equally good models would differ from each other as much more than once in twenty times (Diebold-Mariano test).',
  'results.real': 'worse',
  'results.unknown': 'too few points to tell',
  'results.untested': 'not compared',
  'results.low': '{level} low',
  'results.high': '{level} high',
  'results.undefined': 'undefined',
  'results.columns': 'Columns',
  'results.columns.main': 'The main ones',
  'results.columns.all': 'All',
  'results.explain': 'What these columns say',
  'results.metric-undefined': '{metric} is undefined here: {reason}.',
  'results.training-time': 'Time',
  'results.model': 'Model',
  'results.date': 'Date',
  'results.row': 'Row',
  'results.curves': 'How the training went',
  'results.download-forecast': 'Forecast as CSV',
  'results.download-test': 'Test predictions as CSV',
  'results.download-metrics': 'Test metrics as CSV',
  'results.download-chart': 'Chart as PNG',
  'results.set-aside': {
    one: '{count} value is far from all around it ({times}): the statistical models learned from what surrounds it instead.',
    other:
      '{count} values are far from all around them ({times}): the statistical models learned from what surrounds them instead.',
  },
  'results.bounded':
    '{model} led further than the series ever moved in so many steps: its forecast is held there (steps held: {steps}).',
} as const satisfies Messages<'en'>;
