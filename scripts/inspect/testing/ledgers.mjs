/** Amounts whose sign stands in a column beside them, columns that add up others, and rows that were never written. */
import { day, daysOf2024, rows, seriesOf, wave, weeksOf2023, written } from './situation.mjs';

/** Whether an article of the file without rows for what it did not sell has one. @param {number} article @param {number} week */
const sells = (article, week) => week === 0 || week === 59 || (week * 7 + article * 3) % 10 < 9 - 2 * article;
/** @param {number} article @param {number} week */
const units = (article, week) => (sells(article, week) ? 1 + ((week * 5 + article) % 4) : 0);
const articles = ['A', 'B', 'C', 'D'];

/** Series by three columns, whose amounts tell two of these apart. */
const shelves = ['A', 'B'].flatMap((store) =>
  ['007', '07'].flatMap((article, a) =>
    ['web', 'tienda'].map(
      (channel, c) => /** @type {const} */ ([`${store} · ${article} · ${channel}`, 5 + a * 100 + c]),
    ),
  ),
);

/** @type {import('./situation.mjs').Situation[]} */
export const ledgers = [
  {
    kind: 'S and H of a ledger in a column beside the amounts',
    lines: [
      'Buchungskreis;Buchungsdatum;Soll/Haben-Kennz.;Betrag in HW',
      ...rows(60, (i) => `1000;${written(day('2024-01-01', i), 'D.M.Y')};${i % 3 === 0 ? 'H' : 'S'};${wave(i)},50`),
    ],
    rows: 60,
    read: {
      targets: ['Betrag in HW'],
      covariates: [],
      time: daysOf2024(60),
      asked: ['account-side'],
      series: [seriesOf('Betrag in HW', 60, (i) => (i % 3 === 0 ? -1 : 1) * (wave(i) + 0.5))],
    },
  },
  {
    kind: 'both sides of each day, one below the other: no two series',
    file: 'a.txt',
    lines: [
      'BUKRS\tBUDAT\tSHKZG\tDMBTR',
      ...rows(60, (i) => day('2024-01-01', i).replaceAll('-', '')).flatMap((date, i) => [
        `1000\t${date}\tS\t${200 + i}.00`,
        `1000\t${date}\tH\t${wave(i)}.00`,
      ]),
    ],
    rows: 120,
    read: {
      targets: ['DMBTR'],
      covariates: [],
      time: daysOf2024(60),
      asked: ['account-side', 'how-merged'],
      repaired: ['duplicates by sum'],
      series: [['DMBTR', 60, 13_770 - 6653, 100, 259 - 121]],
    },
  },
  {
    kind: '借 and 贷 beside the amounts',
    lines: ['日期,借贷,金额', ...rows(60, (i) => `${day('2024-01-01', i)},${i % 3 ? '借' : '贷'},${wave(i)}.25`)],
    rows: 60,
    read: {
      targets: ['金额'],
      time: daysOf2024(60),
      asked: ['account-side'],
      series: [seriesOf('金额', 60, (i) => (i % 3 ? 1 : -1) * (wave(i) + 0.25))],
    },
  },
  {
    kind: 'Af and Bij of a Dutch bank: debits are below zero',
    lines: [
      '"Datum";"Naam";"Af Bij";"Bedrag (EUR)"',
      ...rows(
        60,
        (i) =>
          `"${day('2024-01-01', i).replaceAll('-', '')}";"Winkel ${i % 5}";"${i % 5 ? 'Af' : 'Bij'}";"${wave(i)},50"`,
      ),
    ],
    rows: 60,
    read: {
      targets: ['Bedrag (EUR)'],
      time: daysOf2024(60),
      asked: ['account-side'],
      series: [seriesOf('Bedrag (EUR)', 60, (i) => (i % 5 ? -1 : 1) * (wave(i) + 0.5))],
    },
  },
  {
    kind: 'cards of debit and credit are no sides',
    lines: [
      'date,card type,sales',
      ...rows(60, (i) => day('2024-01-01', i)).flatMap((date, i) => [
        `${date},Debit,${wave(i)}`,
        `${date},Credit,${wave(i, 300)}`,
      ]),
    ],
    rows: 120,
    read: {
      ids: ['card type'],
      targets: ['sales'],
      time: daysOf2024(60),
      series: [seriesOf('Debit', 60, (i) => wave(i)), seriesOf('Credit', 60, (i) => wave(i, 300))],
    },
  },
  {
    kind: 'a column that adds up those beside it, and one of their mean',
    lines: [
      'Datum;Nord;Süd;Summe;Mittelwert',
      ...rows(40, (i) => {
        const [north, south] = [wave(i), wave(i + 3, 81)];
        return `${day('2024-01-01', i)};${north};${south};${north + south};${String((north + south) / 2).replace('.', ',')}`;
      }),
    ],
    rows: 40,
    read: {
      targets: ['Nord', 'Süd'],
      covariates: [],
      time: daysOf2024(40),
      noted: ['sum-columns'],
      series: [seriesOf('Nord', 40, (i) => wave(i)), seriesOf('Süd', 40, (i) => wave(i + 3, 81))],
    },
  },
  {
    kind: 'subtotals behind the columns that each adds up, and a total of all',
    lines: [
      'Day,Store A,Store B,Subtotal North,Store C,Store D,Subtotal South,Grand Total',
      ...rows(40, (i) => {
        const [a, b, c, d] = [wave(i), wave(i + 3, 81), wave(i + 5, 40), wave(i + 9, 60)];
        return `${day('2024-01-01', i)},${a},${b},${a + b},${c},${d},${c + d},${a + b + c + d}`;
      }),
    ],
    rows: 40,
    read: {
      targets: ['Store A', 'Store B', 'Store C', 'Store D'],
      covariates: [],
      time: daysOf2024(40),
      noted: ['sum-columns'],
      series: [
        seriesOf('Store A', 40, (i) => wave(i)),
        seriesOf('Store B', 40, (i) => wave(i + 3, 81)),
        seriesOf('Store C', 40, (i) => wave(i + 5, 40)),
        seriesOf('Store D', 40, (i) => wave(i + 9, 60)),
      ],
    },
  },
  {
    kind: 'amounts that with one column make rows differ, and are the only numbers',
    lines: [
      'fecha;almacén;referencia;canal;uds',
      ...rows(40, (i) => day('2024-01-01', i)).flatMap((date) =>
        shelves.map(([shelf, amount]) => `${date};${shelf.replaceAll(' · ', ';')};${amount}`),
      ),
    ],
    rows: 320,
    read: {
      ids: ['almacén', 'referencia', 'canal'],
      targets: ['uds'],
      time: daysOf2024(40),
      series: shelves.map(([shelf, amount]) => seriesOf(shelf, 40, () => amount)),
    },
  },
  {
    kind: 'an id of nines among others that say nothing by their names',
    lines: [
      'w,z,v',
      ...rows(40, (i) => day('2024-01-01', i)).flatMap((date, i) =>
        [17, 23, 99].map((id) => `${date},${id},${wave(i, id)}.5`),
      ),
    ],
    rows: 120,
    read: {
      ids: ['z'],
      targets: ['v'],
      time: daysOf2024(40),
      series: [17, 23, 99].map((id) => seriesOf(String(id), 40, (i) => wave(i, id) + 0.5)),
    },
  },
  {
    kind: 'rows of a forecast under `data_type`',
    lines: [
      'day,data_type,amount',
      ...rows(40, (i) => `${day('2024-01-01', i)},Actuals,${wave(i)}`),
      ...rows(10, (i) => `${day('2024-02-10', i)},Forecast,150`),
    ],
    rows: 50,
    read: {
      targets: ['amount'],
      time: daysOf2024(40),
      leftOut: { plans: 10 },
      noted: ['left-out-plans'],
      series: [seriesOf('amount', 40, (i) => wave(i))],
    },
  },
  {
    kind: 'total sales that add up some columns of a shop alone stay a series',
    lines: [
      'Day,Gross sales,Net sales,Shipping,Total sales',
      ...rows(40, (i) => `${day('2024-01-01', i)},${wave(i, 900)},${wave(i, 850)},${i % 7},${wave(i, 850) + (i % 7)}`),
    ],
    rows: 40,
    read: {
      targets: ['Gross sales', 'Net sales', 'Total sales'],
      time: daysOf2024(40),
      series: [
        seriesOf('Gross sales', 40, (i) => wave(i, 900)),
        seriesOf('Net sales', 40, (i) => wave(i, 850)),
        seriesOf('Total sales', 40, (i) => wave(i, 850) + (i % 7)),
      ],
    },
  },
  {
    kind: 'few articles, no row for a week without a sale',
    lines: [
      'week,article,units',
      ...articles.flatMap((name, article) =>
        rows(60, (week) => `${day('2023-01-02', week * 7)},${name},${units(article, week)}`).filter((_, week) =>
          sells(article, week),
        ),
      ),
    ],
    rows: articles.reduce(
      (sum, _, article) => sum + rows(60, String).filter((__, week) => sells(article, week)).length,
      0,
    ),
    read: {
      ids: ['article'],
      targets: ['units'],
      time: weeksOf2023(60),
      repaired: ['gaps by zero'],
      series: articles.map((name, article) => seriesOf(name, 60, (week) => units(article, week))),
    },
  },
  {
    kind: 'a heading alone in its row below months across',
    lines: [
      'Profit and Loss',
      'Acme',
      '',
      ',Jan-23,Feb-23,Mar-23,Apr-23,May-23,Jun-23,YTD',
      'Income',
      'Sales,10,12,11,13,14,15,75',
      'Fees,1,2,1,3,4,5,16',
    ],
    rows: 18,
    read: {
      ids: ['column 1'],
      targets: ['value'],
      time: ['month', '2023-01-01', '2023-06-01'],
      leftOut: { 'no-value': 6 },
      noted: ['total-columns'],
      series: [/** @type {any} */ (['Income', 0, 0, null, null]), ['Sales', 6, 75, 10, 15], ['Fees', 6, 16, 1, 5]],
    },
  },
];
