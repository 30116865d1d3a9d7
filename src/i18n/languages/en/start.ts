/** The start page and its samples. */
import type { Messages } from '../../messages.ts';

export const start = {
  'start.headline': 'Drop a spreadsheet. Get an honest forecast.',
  'start.lead':
    '{models} models forecast your series right here in the browser: one trained ahead answers at once, {statistical} proven statistical ones follow in seconds, and {networks} neural networks learn your data on the spot if you like. Each is tested on data it has never seen, against simply repeating last season. If it loses, you are told. Once loaded, the page needs no connection.',
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
  'start.samples': 'Or start with a sample',
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
  'sample.air-passengers.look':
    'Every summer is a peak, and each is higher than the last: the forecast repeats the shape on a rising level.',
  'sample.shops-weekly.title': 'Two shops, twenty articles',
  'sample.shops-weekly.text': 'Sales a week with prices and promotions, those of the next eight weeks too. Simulated.',
  'sample.shops-weekly.look':
    'Sales leap in promotions, and “Auto” knows which are to come. “All series” forecasts every article of both shops at once.',
  'sample.web-shop-orders.title': 'Orders of a web shop',
  'sample.web-shop-orders.text':
    'An order a line and item, 2025 and early 2026: baskets, as a shop system exports them. Simulated.',
  'sample.web-shop-orders.look':
    'Many lines share a day: the page asks what each is. Taken by item, “All series” shows which goods grow.',
  'sample.electricity-half-hourly.title': 'Electricity demand',
  'sample.electricity-half-hourly.text': 'England and Wales every half hour, in the summer of 2000.',
  'sample.electricity-half-hourly.look':
    'Two rhythms at once: the day, and the week with its quiet weekend. The forecast has to keep both.',
  'sample.seattle-weather.title': 'Weather in Seattle',
  'sample.seattle-weather.text': 'Temperatures, rain and wind by day, 2012 to 2015.',
  'sample.seattle-weather.look': 'The year’s wave can be forecast, the day’s weather cannot: see how wide the band is.',
  'sample.treasury-yields.title': 'Treasury yields',
  'sample.treasury-yields.text': 'What US government bonds of four lengths yielded, by month, 1953 to 1999.',
  'sample.treasury-yields.look':
    'Rates wander without a season: see how the band opens month by month, and how little the models differ.',
  'sample.births-daily.title': 'Births a day',
  'sample.births-daily.text': 'Children born in the USA, day by day, 1994 to 2003.',
  'sample.births-daily.look':
    'Fewer at weekends and on holidays. Set the holidays to the United States and see what they add.',
  'sample.sensors.title': 'A sensor',
  'sample.sensors.text': 'Temperature and humidity in a room, a reading every five seconds, 2010. Without dates.',
  'sample.sensors.look':
    'The leap near the middle was made on purpose: the sensor was heated. The forecast goes on from the last readings, not from the leap.',
  'sample.flights-hourly.title': 'Flights an hour',
  'sample.flights-hourly.text': 'The same departures hour by hour: busy days, quiet nights.',
  'sample.flights-hourly.look':
    'Nights near zero are real zeros, not gaps. The forecast keeps day, night and weekend apart.',
  'sample.flights-daily.title': 'Flights a day',
  'sample.flights-daily.text': 'Departures of the large US airlines, day by day through the first half of 2001.',
  'sample.flights-daily.look':
    'Half a year only: the week is learned, the year cannot be. A forecast for Christmas would be a guess.',
  'sample.frozen-juice.title': 'Price of frozen juice',
  'sample.frozen-juice.text': 'Orange juice and frost in Florida’s groves, by month, 1950 to 2000.',
  'sample.frozen-juice.look':
    'After a frost the price jumps and comes down slowly. The frost is only known afterwards, so the forecast may not use it.',
  'sample.football-goals.title': 'Football goals',
  'sample.football-goals.text': 'Goals in five European leagues, by month, 2013 to 2017.',
  'sample.football-goals.look':
    'The summer break is zero every year. With four seasons there is little to learn from, and the page says how little.',
  'sample.co2-weekly.title': 'Carbon dioxide',
  'sample.co2-weekly.text': 'Weekly CO₂ in the air over Mauna Loa, a steady climb that breathes with the seasons.',
  'sample.co2-weekly.look':
    '59 weeks without a measurement are filled in, and marked. Hardly any series is easier to forecast.',
  'sample.rhythm.half-hourly': 'half-hourly',
  'sample.rhythm.hourly': 'hourly',
  'sample.rhythm.daily': 'daily',
  'sample.rhythm.weekly': 'weekly',
  'sample.rhythm.monthly': 'monthly',
  'sample.rhythm.counted': 'without dates',
  'sample.field.travel': 'Travel',
  'sample.field.retail': 'Retail',
  'sample.field.energy': 'Energy',
  'sample.field.weather': 'Weather',
  'sample.field.finance': 'Finance',
  'sample.field.health': 'Health',
  'sample.field.sensors': 'Sensors',
  'sample.field.traffic': 'Traffic',
  'sample.field.farm': 'Farming',
  'sample.field.sport': 'Sport',
  'sample.field.climate': 'Climate',
  'sample.field.web-shop': 'Web shop',
  'sample.licence.facts': 'Published facts, no copyright',
  'sample.licence.us-government': 'Public domain (US government data)',
  'sample.licence.public-domain': 'Public domain',
  'sample.licence.cc0': 'Public domain (CC0)',
  'sample.licence.cc-by': 'CC BY 4.0',
  'sample.licence.gpl-3': 'GNU GPL 3',
  'sample.licence.simulated': 'Simulated, free to use',
  'start.tour': 'Show me around',
} as const satisfies Messages<'en'>;
