/** The page around everything: its name, its links, what failed. */
import type { Messages } from '../../messages.ts';

export const shell = {
  'app.name': 'Dropcast',
  'app.title': 'Dropcast: an honest forecast from a spreadsheet',
  'app.skip.title': 'Short ways',
  'app.skip': 'Skip to the content',
  'app.skip.forecast': 'Skip to the forecast button',
  'help.title': 'Keys and help',
  'help.key.o': 'Open a file',
  'help.key.f': 'Start the forecast; stop it while it runs',
  'help.key.d': 'Download the forecast',
  'help.key.a': 'Go to the answer',
  'help.key.1': 'Show a tab, by its place',
  'help.key.?': 'This list',
  'help.on': 'Single keys work wherever nothing is being typed',
  'tour.title': 'A look around',
  'tour.place': '{step} of {steps}',
  'tour.read':
    'This line says what the file holds, and the words below it how it was read. A dotted word can be clicked and changed.',
  'tour.forecast':
    'Press this button. Every model is tested on the end of the series, which it has not seen; then the answer stands on top, with how far it may be off.',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.end': 'Got it',
  'app.privacy':
    'Nothing leaves this page: your data is read and the models are trained in this browser, and the page’s own security policy forbids connections to anywhere else.',
  'app.licences': 'Licences',
  'app.one-file': 'Download as one file',
  'app.privacy-short': 'Your data never leaves this browser.',
  'app.offline-ready': 'Ready for offline: this page works without a connection from now on.',
  'app.new-version': 'A new version of this page is there.',
  'app.update': 'Reload with it',
  'app.language': 'Language',
  'app.theme': 'Appearance',
  'app.theme.system': 'System',
  'app.theme.light': 'Light',
  'app.theme.dark': 'Dark',
  'link.waiting': 'This link brings settings. They hold for the data that you open next.',
  'link.damaged':
    'The link should bring settings but is incomplete or damaged, so the usual ones hold. Copy it again, to its very end.',
  'link.version':
    'The link brings settings in a form (version {version}) that this page cannot read, so the usual ones hold.',
  'link.settings': 'The settings that the link brings cannot be run, so the usual ones hold.',
  'model.waiting': 'The trained network in {name} is ready. Open a file of the same kind and it forecasts at once.',
  'link.dismiss': 'Close',

  'failed.retry': 'Try again',
  'failed.stray': 'Something went wrong in the page: {message}. Your data is still here, and what you see works on.',
  'failed.report': 'Report of this error',
  'failed.report-why':
    'For whoever looks after this page: the error, its place in the code, version and browser. It holds nothing of your data, no name of a file, column or series; nothing is sent.',
  'failed.report-copy': 'Copy the report',
  'failed.report-copied': 'Copied',
  'part.not-loaded':
    'This part of the page could not be loaded. The rest works on; for this part, check the connection and reload the page.',
  'part.failed':
    'Something went wrong in this part of the page: {message}. The rest works on, and your data is still here.',
  'failed.dismiss': 'Go on with {name}',
  'failed.close': 'Close',
  'failed.fit': 'Use look-back {lookBack} and horizon {horizon}',
  'failed.fit-without-networks': 'Leave the networks out, with horizon {horizon}',
  'failed.clear-test-steps': 'Let the origins decide',
  'failed.use-origins': 'Use {origins}',
  'failed.use-window': 'Use a window of {window}',
  'failed.look-at-data': 'Look at the data',
  'analysis.tabs': 'What to do with the data',
  'analysis.forecast': 'Forecast',
  'analysis.all-series': 'All series',
  'analysis.stock': 'Stock',
  'analysis.price': 'Price',
  'analysis.price.constant':
    'the price in {column} never changes, so nothing can be said of another; a file with a few weeks at other prices would help.',
  'analysis.why': 'Why and what if',
  'analysis.data': 'Data',
  'analysis.refused': '{analysis}: {reason}',
  'run.elsewhere': 'The forecast of “{name}” goes on in the background: {share} of its models are done.',
  'run.show': 'Show it',
  'question.open':
    'A forecast of “{running}” is under way. To open {name}, it has to be stopped; the models that are done are kept.',
  'question.stay': 'Stay here',
  'question.go': 'Stop it and open the file',
} as const satisfies Messages<'en'>;
