/** The results. */
import type { Messages } from '../../messages.ts';

export const results = {
  'results.title': 'Results',
  'answer.sum': 'Next {span}: {value}',
  'answer.mean': 'Next {span}: {value} on average',
  'answer.sum.ended': '{span} after {last}, where the series ended: {value}',
  'answer.mean.ended': '{span} after {last}, where the series ended: {value} on average',
  'answer.band': ' ({low} to {high})',
  'answer.compared': ', {change}',
  'answer.end': '.',
  'answer.why': 'Why this number?',
  'answer.under-way': 'Forecasting…',
  'answer.careful': 'What to be careful about',
  'answer.amount.year.more': '{by} more than at the same time last year',
  'answer.amount.year.less': '{by} less than at the same time last year',
  'answer.amount.year.same': 'as much as at the same time last year',
  'answer.amount.before.more': '{by} more than in the {span} before',
  'answer.amount.before.less': '{by} less than in the {span} before',
  'answer.amount.before.same': 'as much as in the {span} before',
  'answer.level.year.more': '{by} higher than at the same time last year',
  'answer.level.year.less': '{by} lower than at the same time last year',
  'answer.level.year.same': 'as high as at the same time last year',
  'answer.level.before.more': '{by} higher than in the {span} before',
  'answer.level.before.less': '{by} lower than in the {span} before',
  'answer.level.before.same': 'as high as in the {span} before',
  'answer.miss': 'Typical miss {miss}: {trust}',
  'answer.miss-unknown': 'Typical miss not known: {trust}',
  'trust.good': 'good',
  'trust.fair': 'fair',
  'trust.poor': 'poor',
  'trust.because': '{trust}, as {why}',
  'trust.why.doubt': 'too little is known',
  'trust.why.unknown': 'there is nothing to measure it by',
  'trust.why.far-off': 'it is far off',
  'trust.why.loses': 'repeating the last season did better',
  'trust.why.single-date': 'it was tested from a single date',
  'trust.why.off': 'it is often off',
  'trust.why.few-dates': 'it was tested from two dates',
  'trust.why.one-sided': 'it erred to one side',
  'trust.why.last-outside': 'the last values lay outside its band',
  'trust.rule':
    'In brackets: where the truth lies four times in five. Good: on past data the forecast was typically off by no more than {good}, no worse than repeating the last season, tested from at least {origins} dates, not always too high or too low, and the last values lay within its band. Poor: off by more than {poor}, worse than repeating the last season, tested from a single date, or too little to tell. Fair: anything between.',
  'results.details': 'Details',
  'results.details.what': 'all models compared, how they were tested, where they go wrong',
  'results.leaderboard': 'Leaderboard',
  'results.forecast-table': 'Forecast',
  'results.how':
    'The test predictions are genuine: made at {origins} successive origins in the hold-out, {step} apart, each time seeing only what came before.',
  'results.how-once':
    'The test predictions are genuine: made at the beginning of the hold-out, seeing only what came before.',
  'results.refits-all': 'Every model was refit at each origin.',
  'results.refits-none': 'Every model was fitted once, on what came before the first origin.',
  'results.together':
    '{model} was learned together with {targets} and forecasts so: off by {together} on average that way, by {alone} alone.',
  'results.together-alone':
    '{model} was also learned together with {targets}: off by {together} on average that way, by {alone} alone, so it forecasts alone.',
  'results.refits-some':
    'Refit at each origin: {models}. All others were fitted once, on what came before the first of them.',
  'results.window': 'The training window slides: models learned from the last {window} before each origin alone.',
  'results.split':
    'Of {points}, the first {train} ({trainShare}) train the models, the next {validation} ({validationShare}) choose when to stop, and the last {test} ({testShare}), the hold-out, test them.',
  'results.test-parts':
    'Each line there is made of {count} forecasts, one after another from a later starting point: where one ends and the next begins, it may jump.',
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
  'results.fine-tuned.kept':
    '{model} learned on from {series}: on data it had not learned from, its loss fell from {before} to {after}, so what it learned is used.',
  'results.fine-tuned.dropped':
    '{model} learned on from {series}: on data it had not learned from, its loss was {before} before and {after} after, no clear gain, so it forecasts as {shipped} does.',
  'results.fine-tuned.untried': '{model} had too little to learn on from, so it forecasts as {shipped} does.',
  'results.tuned': 'Tuned to the series shown afterwards ({tuning}): {models}.',
  'results.not-tuned': 'Tuning to the series shown did not lower its validation error and was dropped: {models}.',
  'results.beside': '{models} also read {columns} as covariates.',
  'results.beside.left-out':
    'Covariates did not clearly lower the error of {models} on the recent past: tried without them as well, and kept that way.',
  'results.beside.calendar': 'the calendar',
  'results.beside.holidays': 'public holidays',
  'results.beside.assumes': 'In the test, what is known ahead is taken as it came: that assumes it was known then.',
  'results.settings': 'Horizon {horizon}, look-back {lookBack}, seed {seed}.',
  'results.settings-plain': 'Horizon {horizon}.',
  'results.best': '{model} did best in the test: its forecasts were off by {mae} on average, {comparison}.',
  'results.best-by':
    'By {metric}, {model} did best in the test: its forecasts were off by {mae} on average, {comparison}.',
  'results.taken': 'The forecast taken is {model}’s: off by {mae} on average in the test, {comparison}.',
  'results.taken-unproven':
    'The forecast taken is {model}’s, for its safe record on other data: off by {mae} on average in the test, which does not show whether that beats repeating the last season.',
  'results.brought-unproven':
    'The forecast taken is that of the {model} you opened: off by {mae} on average in the test, which does not show that it beats repeating the last season.',
  'results.brought-doubt':
    'The forecast taken is that of the {model} you opened. Too little to tell whether another is better: {reason}.',
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
  'results.better.full': '{percent} better than repeating the last season',
  'results.same.short': 'level',
  'results.same.full': 'level with repeating the last season',
  'results.loses.short': 'loses, {percent} worse',
  'results.loses.full': '{percent} worse than repeating the last season',
  'results.baseline': 'the bar to clear',
  'results.incomparable': 'repeating the last season made no error here, so there is nothing to compare with',
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
  'results.leaves-to':
    '{combination} leaves it to {model}, which learned from other series: this one is too short to try models on its past first.',
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
  'tried.nothing-ahead':
    'Nothing was tried, because the series is too short to hold anything back: {model}, which learned from other series, forecasts alone.',
  'tried.error': 'Error',
  'tried.error.why': 'Mean absolute error over that of repeating the last season in the past',
  'tried.weight': 'Share',
  'tried.left-out': 'left out',
  'tried.failed': 'gave no forecast',
  'tried.weights-missing': 'not tried: its weights could not be loaded',
  'tried.not-itself': 'not tried: the history is too short for it, and something else would have stood in',
  'tried.twice': 'forecasts exactly as another one here',
  'tried.too-slow': 'not tried: too slow for so long a season',
  'results.held.both': '{one} and {other}',
  'results.coverage':
    'Of the {points} in the hold-out, {held}. The bands of {model} were set for each forecast by what had come before it.',
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
  'results.download-report': 'Report (HTML)',
  'results.download-failed': 'The report could not be made.',
  'results.download-chart': 'Chart as PNG',
  'results.set-aside': {
    one: '{count} value is far from all around it ({times}): the statistical models learned from what surrounds it instead, and their bands leave it out.',
    other:
      '{count} values are far from all around them ({times}): the statistical models learned from what surrounds them instead, and their bands leave them out.',
  },
  'results.shifted':
    'The series has kept to another level since {time}: the bands leave out what was forecast across that step, and hold only if it does not shift again.',
  'results.bounded':
    '{model} led further than the series ever moved in so many steps: its forecast is held there (steps held: {steps}).',
} as const satisfies Messages<'en'>;
