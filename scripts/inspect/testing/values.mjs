/** Ids, values, headers, and what stands in for no value. */
import { day, daysOf2024, padded, rows, seriesOf, sumOf, wave, weeksOf2023, written } from './situation.mjs';

/**
 * Rows of each id, by date. @param {readonly string[]} ids @param {number} n @param {(id: string, i: number, at: number) => string} write
 */
const ofEach = (ids, n, write) => ids.flatMap((id, at) => rows(n, (i) => write(id, i, at)));

/** @param {readonly string[]} ids @param {number} n */
const seriesOfEach = (ids, n) => ids.map((id, at) => seriesOf(id, n, (i) => wave(i, 100 * (at + 1))));

const materials = ['900719925474099301', '900719925474099302', '900719925474099303'];
const branches = ['0042', '0007', '0130'];
const skus = ['713752e1', '713752e2', '7137520'];
const places = ['52.5,13.4', '52.5,11.4', '48.1,13.4', '48.1,11.4'];
const eans = ['4006381333931', '4006381333948'];
const products = ['Total 0% Yogurt', 'Activia', 'Mean Green Juice'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {number} first @param {number} i */
const month = (first, i) => `${first + Math.floor(i / 12)}-${padded((i % 12) + 1)}`;

/** What has come since the last October, from January 2020 on. @param {number} i @returns {number} */
const sinceOctober = (i) => (i % 12 === 9 || i === 0 ? 0 : sinceOctober(i - 1)) + wave(i, 300);

/** @type {import('./situation.mjs').Situation[]} */
export const values = [
  {
    kind: 'ids that look like exponents',
    lines: [
      'week_start,sku,qty',
      ...ofEach(skus, 60, (id, i, at) => `${day('2023-01-02', 7 * i)},${id},${wave(i, 100 * (at + 1))}`),
    ],
    rows: 180,
    read: { ids: ['sku'], targets: ['qty'], time: weeksOf2023(60), series: seriesOfEach(skus, 60) },
  },
  {
    kind: 'ids of eighteen digits',
    lines: [
      'material,date,orders',
      ...ofEach(materials, 56, (id, i, at) => `${id},${day('2024-01-01', i)},${wave(i, 100 * (at + 1))}`),
    ],
    rows: 168,
    read: { ids: ['material'], targets: ['orders'], time: daysOf2024(56), series: seriesOfEach(materials, 56) },
  },
  {
    kind: 'ids with zeros in front',
    lines: [
      'store,date,sales',
      ...ofEach(branches, 56, (id, i, at) => `${id},${day('2024-01-01', i)},${wave(i, 100 * (at + 1))}`),
    ],
    rows: 168,
    read: { ids: ['store'], targets: ['sales'], time: daysOf2024(56), series: seriesOfEach(branches, 56) },
  },
  {
    kind: 'numbers that are ids under a name that tells nothing',
    lines: [
      'ean,week,units',
      ...ofEach(eans, 60, (id, i, at) => `${id},${day('2023-01-02', 7 * i)},${wave(i, 100 * (at + 1))}`),
    ],
    rows: 120,
    read: { ids: ['ean'], targets: ['units'], time: weeksOf2023(60), series: seriesOfEach(eans, 60) },
  },
  {
    kind: 'a product whose name begins with a word for totals stands last',
    lines: [
      'product,week,units',
      ...rows(
        210,
        (i) =>
          `${products[i % 3]},${day('2023-01-02', 7 * Math.floor(i / 3))},${wave(Math.floor(i / 3), 100 * ((i % 3) + 1))}`,
      ),
    ],
    rows: 210,
    read: { ids: ['product'], targets: ['units'], time: weeksOf2023(70), series: seriesOfEach(products, 70) },
  },
  {
    kind: 'ids that differ in capitals and spaces',
    lines: [
      'Store,Date,Sales',
      ...rows(
        120,
        (i) =>
          `${i % 2 ? 'South' : (['North', 'north ', 'NORTH'][Math.max(0, i - 114) >> 1] ?? 'North')},${day('2024-01-01', i >> 1)},${wave(i >> 1, i % 2 ? 200 : 100)}`,
      ),
    ],
    rows: 120,
    read: {
      ids: ['Store'],
      targets: ['Sales'],
      time: daysOf2024(60),
      asked: ['label-variants'],
      series: seriesOfEach(['North', 'South'], 60),
    },
  },
  {
    kind: 'words for shops and people in the names of measures',
    lines: [
      'Week,User signups,Store visits,Item revenue',
      ...rows(90, (i) => `${day('2023-01-02', 7 * i)},${wave(i, 30)},${wave(i, 900)},${wave(i, 12_000)}`),
    ],
    rows: 90,
    read: {
      targets: ['User signups', 'Store visits', 'Item revenue'],
      time: weeksOf2023(90),
      series: [
        seriesOf('User signups', 90, (i) => wave(i, 30)),
        seriesOf('Store visits', 90, (i) => wave(i, 900)),
        seriesOf('Item revenue', 90, (i) => wave(i, 12_000)),
      ],
    },
  },
  {
    kind: 'Store Sales beside Online Sales',
    lines: [
      'Date,Store Sales,Online Sales',
      ...rows(90, (i) => `${day('2024-01-01', i)},${wave(i, 900)},${wave(i, 300)}`),
    ],
    rows: 90,
    read: {
      targets: ['Store Sales', 'Online Sales'],
      time: daysOf2024(90),
      series: [seriesOf('Store Sales', 90, (i) => wave(i, 900)), seriesOf('Online Sales', 90, (i) => wave(i, 300))],
    },
  },
  {
    kind: 'thousands by dots beside months `01.2020`',
    lines: [
      'Monat;Umsatz EUR',
      ...rows(48, (i) => `${padded((i % 12) + 1)}.${2020 + Math.floor(i / 12)};${12 + (i % 8)}.${850 + i}`),
    ],
    rows: 48,
    read: {
      targets: ['Umsatz EUR'],
      time: ['month', '2020-01-01', '2023-12-01'],
      asked: ['decimal-mark'],
      series: [seriesOf('Umsatz EUR', 48, (i) => (12 + (i % 8)) * 1000 + 850 + i)],
    },
  },
  {
    kind: 'a dash for zero in an accounting format',
    lines: [
      'Month,Amount',
      ...rows(
        36,
        (i) =>
          `${months[i % 12]}-${21 + Math.floor(i / 12)}," $ ${i % 9 === 4 ? '-   ' : `1,${padded(wave(i), 3)}.00 `}"`,
      ),
    ],
    rows: 36,
    read: {
      targets: ['Amount'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: [seriesOf('Amount', 36, (i) => (i % 9 === 4 ? 0 : 1000 + wave(i)))],
    },
  },
  {
    kind: 'credits and debits by the letters behind them',
    lines: [
      'Date,Amount',
      ...rows(40, (i) => `${day('2024-01-01', i)},"1,${padded(200 + i, 3)}.50 ${i % 3 === 0 ? 'DR' : 'CR'}"`),
    ],
    rows: 40,
    read: {
      targets: ['Amount'],
      time: daysOf2024(40),
      asked: ['account-side'],
      series: [seriesOf('Amount', 40, (i) => (i % 3 === 0 ? -1 : 1) * (1200.5 + i))],
    },
  },
  {
    kind: 'credits alone are marked among charges',
    lines: ['Date,Amount', ...rows(40, (i) => `${day('2024-01-01', i)},${wave(i)}.25${i % 9 === 4 ? ' CR' : ''}`)],
    rows: 40,
    read: {
      targets: ['Amount'],
      time: daysOf2024(40),
      series: [seriesOf('Amount', 40, (i) => (i % 9 === 4 ? -1 : 1) * (wave(i) + 0.25))],
    },
  },
  {
    kind: 'amounts below zero in brackets',
    lines: [
      'Month,Cash flow',
      ...rows(
        36,
        (i) => `${months[i % 12]}-${21 + Math.floor(i / 12)},"${i % 5 === 2 ? `(1,${wave(i)})` : `1,${wave(i)}`}"`,
      ),
    ],
    rows: 36,
    read: {
      targets: ['Cash flow'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: [seriesOf('Cash flow', 36, (i) => (i % 5 === 2 ? -1 : 1) * (1000 + wave(i)))],
    },
  },
  {
    kind: '-999 for what was not measured',
    file: 'a.txt',
    lines: [
      'STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor',
      ...rows(
        480,
        (i) =>
          `       433;${written(day('2024-01-01', Math.floor(i / 24)), 'YMD').replaceAll('-', '')}${padded(i % 24)};    3;${i % 80 === 40 ? '-999' : ` ${wave(i, -10)}.5`};${i % 15 === 7 ? '-999' : ` ${wave(i, 60)}.5`};eor`,
      ),
    ],
    rows: 480,
    read: {
      targets: ['TT_TU', 'RF_TU'],
      time: ['hour', '2024-01-01', '2024-01-20T23:00:00'],
      noted: ['missing-code'],
      series: [
        [
          'TT_TU',
          480,
          sumOf(480, (i) => (i % 80 === 40 ? 0 : wave(i, -10) + (wave(i, -10) < 0 ? -0.5 : 0.5))),
          -10.5,
          wave(479, -10) + (wave(479, -10) < 0 ? -0.5 : 0.5),
        ],
        ['RF_TU', 480, sumOf(480, (i) => (i % 15 === 7 ? 0 : wave(i, 60) + 0.5)), 60.5, wave(479, 60) + 0.5],
      ],
    },
  },
  {
    kind: 'zeros for months to come',
    lines: ['Month,Sales', ...rows(60, (i) => `${month(2020, i)},${i < 53 ? wave(i, 1000) : 0}`)],
    rows: 60,
    read: {
      targets: ['Sales'],
      time: ['month', '2020-01-01', '2024-05-01'],
      leftOut: { 'zero-filled': 7 },
      noted: ['zero-filled'],
      series: [seriesOf('Sales', 53, (i) => wave(i, 1000))],
    },
  },
  {
    kind: 'a last month that is not over',
    lines: ['Month,Sales', ...rows(60, (i) => `${month(2019, i)}-01,${i < 59 ? wave(i, 1000) : 310}`)],
    rows: 60,
    read: {
      targets: ['Sales'],
      time: ['month', '2019-01-01', '2023-11-01'],
      leftOut: { unfinished: 1 },
      series: [seriesOf('Sales', 59, (i) => wave(i, 1000))],
    },
  },
  {
    kind: 'a word for the value in the first row',
    lines: [
      'Date,Visitors',
      ...rows(90, (i) => `${day('2024-01-01', i)},${i % 7 === 0 ? 'closed' : 100 + 10 * (i % 7)}`),
    ],
    rows: 90,
    read: {
      targets: ['Visitors'],
      time: ['day', '2024-01-01', '2024-03-30'],
      noted: ['closed'],
      series: [['Visitors', 90, sumOf(90, (i) => (i % 7 === 0 ? 0 : 100 + 10 * (i % 7))), 0, 150]],
    },
  },
  {
    kind: 'words for the first three values, and a column without any',
    lines: [
      'Date,Visitors,Note',
      ...rows(90, (i) => `${day('2024-01-01', i)},${i < 3 ? 'not measured' : 100 + 10 * (i % 7)},`),
    ],
    rows: 90,
    read: {
      targets: ['Visitors'],
      time: ['day', '2024-01-04', '2024-03-30'],
      leftOut: { 'no-value': 3 },
      series: [['Visitors', 87, sumOf(90, (i) => (i < 3 ? 0 : 100 + 10 * (i % 7))), 130, 150]],
    },
  },
  {
    kind: 'per cents stay within 0 and 100',
    lines: [
      'Month,Occupancy',
      ...rows(72, (i) => `${months[i % 12]} ${2018 + Math.floor(i / 12)},${i % 12 < 5 ? '100.0' : 80 + (i % 12)}%`),
    ],
    rows: 72,
    read: {
      targets: ['Occupancy'],
      time: ['month', '2018-01-01', '2023-12-01'],
      noted: ['limits 0-100'],
      series: [seriesOf('Occupancy', 72, (i) => (i % 12 < 5 ? 100 : 80 + (i % 12)))],
    },
  },
  {
    kind: 'cases known so far, which never fall',
    lines: [
      'date,cumulative_cases',
      ...rows(160, (i) => `${day('2020-03-01', i)},${Math.round(44_774 / (1 + Math.exp((60 - i) / 8)))}`),
    ],
    rows: 160,
    read: {
      targets: ['cumulative_cases'],
      time: ['day', '2020-03-01', '2020-08-07'],
      asked: ['cumulative'],
      series: [seriesOf('cumulative_cases', 160, (i) => Math.round(44_774 / (1 + Math.exp((60 - i) / 8))))],
    },
  },
  {
    kind: 'amounts since the beginning of a business year, which begin again each October',
    lines: ['Month,Turnover', ...rows(45, (i) => `${month(2020, i)},${sinceOctober(i)}`)],
    rows: 45,
    read: {
      targets: ['Turnover'],
      time: ['month', '2020-01-01', '2023-09-01'],
      asked: ['year-to-date'],
      series: [seriesOf('Turnover', 45, sinceOctober)],
    },
  },
  {
    kind: 'a level that falls for good is read as it stands',
    lines: ['week,orders', ...rows(150, (i) => `${day('2021-01-04', 7 * i)},${wave(i, i < 110 ? 490 : 170)}`)],
    rows: 150,
    read: {
      targets: ['orders'],
      time: ['week', '2021-01-04', '2023-11-13'],
      series: [seriesOf('orders', 150, (i) => wave(i, i < 110 ? 490 : 170))],
    },
  },
  {
    kind: 'places told apart by latitude and longitude',
    lines: [
      'date,lat,lon,temp',
      ...places.flatMap((place, at) => rows(60, (i) => `${day('2024-01-01', i)},${place},${wave(i, 10 * (at + 1))}`)),
    ],
    rows: 240,
    read: {
      ids: ['lat', 'lon'],
      targets: ['temp'],
      time: daysOf2024(60),
      series: places.map((place, at) => seriesOf(place.replace(',', ' · '), 60, (i) => wave(i, 10 * (at + 1)))),
    },
  },
  {
    kind: 'ACT and BUD in one column',
    lines: [
      'Period,Type,Amount',
      ...rows(36, (i) => `${i < 30 ? `${month(2021, i)},ACT,${wave(i)}\n` : ''}${month(2021, i)},BUD,${wave(i, 120)}`),
    ],
    rows: 66,
    read: {
      targets: ['Amount'],
      time: ['month', '2021-01-01', '2023-06-01'],
      leftOut: { plans: 36 },
      series: [seriesOf('Amount', 30, wave)],
    },
  },
  {
    kind: 'debit and credit in two columns of which each row fills one',
    lines: [
      'Konto;Buchungsdatum;Soll;Haben',
      ...rows(72, (i) => {
        const amounts = i % 3 ? `${wave(i)},50;` : `;${wave(i)},50`;
        return `${i % 2 ? '0004100' : '0004000'};01.${padded(((i >> 1) % 12) + 1)}.${2021 + Math.floor(i / 24)};${amounts}`;
      }),
    ],
    rows: 72,
    read: {
      ids: ['Konto'],
      targets: ['Soll'],
      covariates: ['Haben'],
      time: ['month', '2021-01-01', '2023-12-01'],
      noted: ['two-sided'],
      repaired: [],
      series: ['0004000', '0004100'].map((name, s) =>
        seriesOf(name, 36, (at) => ((2 * at + s) % 3 ? wave(2 * at + s) + 0.5 : 0)),
      ),
    },
  },
];
