/** The start page and its samples. */
import type { Messages } from '../../messages.ts';

export const start = {
  'start.headline': 'Drop a spreadsheet. Get an honest forecast.',
  'start.lead':
    'A network trained ahead, proven statistical models and, if you like, neural networks trained on the spot forecast your series right here in the browser. Each is tested on data it has never seen, against simply repeating last season. If it loses, you are told.',
  'start.drop': 'Drop a spreadsheet anywhere on this page',
  'start.formats':
    'CSV and other text tables, Excel (.xlsx, .xlsm), OpenDocument (.ods), JSON records or Parquet; also packed as .gz or .zip.',
  'start.drop-now': 'Let go to read it',
  'start.choose-file': 'Choose a file',
  'start.paste': 'Or paste cells here',
  'start.paste-hint': 'Copy cells from a spreadsheet and paste them, headings included.',
  'start.read-pasted': 'Read it',
  'start.pasted-name': 'Pasted cells',
  'start.no-samples': 'The samples that come with this page could not be loaded. A file of your own opens as ever.',
  'start.samples': 'Or start with real data',
  'start.source': 'Source',
  'start.other-data': 'Open other data',
  'start.still-open': '{name} is still open.',
  'start.back': 'Back to the data',

  'keep.offer': 'Go on with {name}?',
  'keep.forecast-of': 'forecast of {time}',
  'keep.opened': 'opened {time}',
  'keep.where': 'Kept in this browser on this machine.',
  'keep.go-on': 'Go on',
  'keep.delete': 'Delete it',
  'keep.refused':
    'This browser keeps nothing for this page, as private windows do: what you do here is gone with the tab.',
  'keep.full': 'There is no room left in this browser: what comes from now on is gone with the tab.',
  'keep.too-large': 'This file is too large to be kept: it is gone with the tab.',
  'keep.other-version':
    'Some of what was kept was written by another version of this page and could not be taken over.',
  'keep.on': 'What you open is kept in this browser, on this machine, until you delete it: see “File”.',
  'project.waiting': 'This project holds settings and results for {name}, but not its data: open that file.',
  'project.dismiss': 'Leave it',
  'file.menu': 'File',

  'sample.air-passengers.title': 'Airline passengers',
  'sample.air-passengers.text': 'International passengers by month, 1949 to 1960. The classic of the textbooks.',
  'sample.flights-daily.title': 'Flights a day',
  'sample.flights-daily.text': 'Departures of the large US airlines, day by day through the first half of 2001.',
  'sample.flights-hourly.title': 'Flights an hour',
  'sample.flights-hourly.text': 'The same departures hour by hour: busy days, quiet nights.',
  'sample.co2-weekly.title': 'Carbon dioxide',
  'sample.co2-weekly.text': 'Weekly CO₂ in the air over Mauna Loa, a steady climb that breathes with the seasons.',
  'sample.rhythm.hourly': 'hourly',
  'sample.rhythm.daily': 'daily',
  'sample.rhythm.weekly': 'weekly',
  'sample.rhythm.monthly': 'monthly',
} as const satisfies Messages<'en'>;
