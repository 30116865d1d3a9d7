/** What went wrong, with the remedy. */
import type { Messages } from '../../messages.ts';

export const problems = {
  'problem.empty-file': '{name} is empty. Export it again with its rows and drop it here.',
  'problem.header-only': '{name} has headings but no rows below them. Export it with its data.',
  'problem.binary-file': '{name} is not a table but {looksLike}. Save the data as .xlsx or CSV and drop that file.',
  'problem.not-a-table':
    '{name} does not look like a table. Save the data as .xlsx or CSV, in rows of cells below their headings, and drop that file.',
  'problem.one-column':
    '{name} has only one column, “{column}”, and it holds no numbers. Add a column with the values to forecast.',
  'problem.no-number-column':
    'no column holds numbers that could be forecast. There are: {columns}. If one of them should be numbers, say so at the column in “Data”, or choose another decimal mark.',
  'problem.file-unreadable': '{name} could not be read: {reason}. Choose it again.',
  'unreadable.gone': 'it is no longer where it was',
  'unreadable.changed': 'it was changed or locked after you chose it',
  'unreadable.not-allowed': 'the browser may not read it',
  'unreadable.too-large': 'it is too large',
  'refusal.old-workbook':
    '{name} is a workbook of Excel 97-2003 (.xls). Open it in Excel or LibreOffice, save it as .xlsx and drop that file.',
  'refusal.binary-workbook':
    '{name} is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and drop that file.',
  'refusal.numbers-document':
    '{name} is a document of Apple Numbers. In Numbers choose File, Export To, CSV and drop that file.',
  'refusal.encrypted': '{name} is protected by a password. Save a copy without a password and drop that file.',
  'refusal.damaged': '{name} is damaged: {reason}. Save or download it again and drop that file.',
  'damage.cut-short': 'it ends too early',
  'damage.no-directory': 'its end is missing',
  'damage.bad-bytes': 'its packed content cannot be unpacked',
  'damage.bad-workbook': 'its sheets cannot be read',
  'damage.bad-parquet': 'its columns cannot be read',
  'refusal.too-large-to-hold':
    '{name} has {bytes}, and files of this kind have to be read as a whole, which works up to {limit}. Save the data as CSV, which is read bit by bit, or fewer records.',
  'refusal.too-many-cells':
    'The sheets of {name} reach over more than {limit} cells, most of them empty. Delete the columns and rows beyond the table, or save it as CSV.',
  'refusal.inflates-too-much':
    '{name} would unpack to {bytes}, and the limit is {limit}. Save only the sheet or the rows you need as CSV.',
  'refusal.inflates-too-much.growth':
    '{name} unpacks to more than {growth} times its size, which no table of values does, so that it was not unpacked further than {bytes}. Save only the rows you need as CSV.',
  'refusal.several-files': '{name} holds several files: {names}. Unpack it and drop one of them.',
  'refusal.several-files.more': '{names} …',
  'refusal.nothing-inside': '{name} holds no file. Pack the data again, or drop it unpacked.',
  'refusal.unknown-packing':
    '{name} is packed in a way that cannot be read here. Unpack it and drop the file that is inside.',
  'refusal.no-records':
    '{name} holds no list of records. Save the data as a JSON list with one object a row, or as CSV.',
  'refusal.too-large':
    '{name} has {bytes} and about {rows} rows, of which about {rowsThatFit} fit into this browser. Read a part of it:',
  'problem.target-empty': 'The column “{column}” is empty. Choose another value to forecast.',
  'problem.values-too-large':
    'The numbers in “{column}” are beyond 1e150, too large to compute with. Write them in a larger unit, or choose another value to forecast.',
  'problem.target-not-numeric': 'The column “{column}” does not hold numbers. Choose another value to forecast.',
  'problem.too-few-values': {
    one: 'There is only {count} value, and a forecast needs at least {needed}. Use a longer series or choose another column.',
    other:
      'There are only {count} values, and a forecast needs at least {needed}. Use a longer series or choose another column.',
  },
  'problem.constant-series':
    'Every value of “{column}” is {value}: there is nothing to learn, the forecast is {value}. Choose another value to forecast.',
  'problem.irregular-dates':
    'The dates in “{column}” follow no regular rhythm: {share} of the steps differ, such as at {example}. Add the rows up to a rhythm, choose another time column, or number the rows.',
  'problem.irregular-dates.rows':
    'The dates in “{column}” follow no regular rhythm: {share} of the steps differ. The first rows to break it: {rows}. Add the rows up to a rhythm, choose another time column, or number the rows.',
  'problem.too-many-gaps':
    'Too much is missing: {gaps} of {length} points, read as {rhythm}, are not in the file. Add the rows up to a longer rhythm, choose another time column, or number the rows.',
  'problem.series-too-short': 'The series has {length}; look-back {lookBack} and horizon {horizon} need {needed}.',
  'problem.series-too-short.remedy': 'Shorter ones fit:',
  'problem.series-too-short.never': 'It is too short for any setting: add more history.',
  'problem.setting-out-of-range': '{setting} must be between {low} and {high}.',
  'problem.setting-out-of-range.whole': '{setting} must be a whole number between {low} and {high}.',
  'problem.heads-do-not-divide': 'Heads ({heads}) must divide the hidden size ({hiddenSize}) without a remainder.',
  'problem.no-model': 'Choose at least one model.',
  'problem.test-given-twice':
    'The hold-out ({testSteps}) and the number of origins ({origins}) both say how much is tested. Leave one of the two empty.',
  'problem.too-many-origins': {
    one: 'There is room for only {count} origin with these settings, not {origins}.',
    other: 'There is room for only {count} origins with these settings, not {origins}.',
  },
  'problem.window-too-short':
    'A window of {windowSteps} is too short to learn from with these settings: it needs at least {needed}.',
  'problem.window-too-long':
    'A window of {windowSteps} would not slide: only {most} come before the hold-out. Use a shorter one, or learn from all that came before.',
  'problem.internal': 'Something went wrong inside Dropcast: {message}. Your data is still loaded; try again.',
  'problem.worker-died':
    'The background worker stopped ({message}), perhaps for lack of memory. Your data is still loaded; try again.',
  'problem.worker-died.no-data': 'The background worker stopped ({message}), perhaps for lack of memory. Try again.',
  'problem.internal.no-data': 'Something went wrong inside Dropcast: {message}. Try again.',
  'problem.sample-unreachable': 'The sample “{name}” could not be loaded. Check the connection and try again.',
  'problem.project.damaged': '{name} is a project file, but damaged or cut short. Save it again where it came from.',
  'problem.project.newer':
    '{name} was saved by a newer version of this page. Reload the page, or ask for it to be updated.',
  'problem.project.too-large': '{name} would unpack to more than this page takes.',
  'problem.project.no-project': '{name} is no project file of this page.',
  'problem.model-file.damaged':
    '{name} should hold a trained network, but is damaged, cut short or not what this page writes. Save the model again where it came from.',
  'problem.model-file.newer':
    '{name} was saved by a newer version of this page. Reload the page, or ask for it to be updated.',
  'problem.model-file.too-large': '{name} is larger than this page takes for a model.',
  'problem.model-file.no-model': '{name} holds no trained network of this page.',
  'problem.model-file.round':
    '{name} belongs to a network that several shops train together. Forecast your own data first; then open it there under "Take it away", "Train together with other shops".',
  'problem.model-rhythm':
    'This network learnt from {learnt} values and these are {found}: its forecast would mean nothing. Open a file of the same rhythm, or train a network on this one.',
  'problem.model-too-short':
    '{length} are too few for this network: it looks back over {lookBack}, forecasts {horizon}, and needs some more to be tested on. Open a longer file, or train a smaller network.',
  'problem.nothing-pasted': 'There was no text in what you pasted. Copy cells from a spreadsheet and paste again.',

  'looks-like.image': 'an image',
  'looks-like.pdf': 'a PDF',
  'looks-like.excel': 'an Excel workbook',
  'looks-like.archive': 'an archive',
  'looks-like.binary': 'binary data',
} as const satisfies Messages<'en'>;
