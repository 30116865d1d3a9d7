/** Weeks as retailers number them, within the periods of their years, and columns that name periods in several ways. */
import { day, padded, rows, seriesOf, sumOf, wave } from './situation.mjs';

/**
 * Every week of some years, by the weeks that each period of a quarter has.
 *
 * @param {readonly number[]} pattern
 * @param {readonly number[]} years
 * @param {(year: number, period: number) => number} [more] weeks that a period has beyond these
 * @returns {[year: number, period: number, week: number][]}
 */
const weeksOf = (pattern, years, more = () => 0) =>
  years.flatMap((year) =>
    rows(12, (p) => String(p)).flatMap((_, p) =>
      Array.from({ length: pattern[p % 3] + more(year, p + 1) }, (__, week) => {
        return /** @type {[number, number, number]} */ ([year, p + 1, week + 1]);
      }),
    ),
  );

/** Of years from 2022 on: the Monday nearest to 1 January 2022 is the third. @param {number} n @returns {[string, string, string]} */
const weeksFrom2022 = (n) => ['week', '2022-01-03', day('2022-01-03', (n - 1) * 7)];

const plain = weeksOf([4, 4, 5], [2022, 2023]);
const longer = weeksOf([4, 5, 4], [2022, 2023], (year, period) => (year === 2022 && period === 12 ? 1 : 0));

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The second of three years has 53 weeks. @param {number} i @param {string} word */
const yearAndWeek = (i, word) =>
  i < 52 ? `FY21,${word}${i + 1}` : i < 105 ? `FY22,${word}${i - 51}` : `FY23,${word}${i - 104}`;

/** @type {import('./situation.mjs').Situation[]} */
export const retailWeeks = [
  {
    kind: 'year, period and week of the period of a 4-4-5 calendar, two stores',
    lines: [
      'Store,Fiscal Year,Period,Week,Net Sales',
      ...['A', 'B'].flatMap((store, s) =>
        plain.map(([year, period, week], i) => `${store},${year},${period},${week},${wave(i, 100 + 50 * s)}`),
      ),
    ],
    rows: 208,
    read: {
      ids: ['Store'],
      targets: ['Net Sales'],
      time: weeksFrom2022(104),
      asked: ['fiscal-start'],
      series: [seriesOf('A', 104, (i) => wave(i)), seriesOf('B', 104, (i) => wave(i, 150))],
    },
  },
  {
    kind: '`FY2022`, `P01`, `WK1` of a 4-5-4 calendar, one year of 53 weeks',
    lines: [
      'FY,Period,Week of Period,Sales',
      ...longer.map(([year, period, week], i) => `FY${year},P${padded(period)},WK${week},${wave(i)}`),
    ],
    rows: 105,
    read: {
      targets: ['Sales'],
      time: weeksFrom2022(105),
      asked: ['fiscal-start'],
      series: [seriesOf('Sales', 105, (i) => wave(i))],
    },
  },
  {
    kind: 'year, period and week in one label: `2022-P01-W1`',
    lines: [
      'Period Week;Umsatz',
      ...weeksOf([5, 4, 4], [2022, 2023]).map(
        ([year, period, week], i) => `${year}-P${padded(period)}-W${week};${wave(i)}`,
      ),
    ],
    rows: 104,
    read: {
      targets: ['Umsatz'],
      time: weeksFrom2022(104),
      asked: ['fiscal-start'],
      series: [seriesOf('Umsatz', 104, (i) => wave(i))],
    },
  },
  {
    kind: 'totals of periods between the weeks of a retail year',
    lines: [
      'Year,Period,Week,Sales',
      ...plain.flatMap(([year, period, week], i) => {
        const isLast = week === [4, 4, 5][(period - 1) % 3];
        const sum = sumOf(week, (k) => wave(i - k));
        return [`${year},${period},${week},${wave(i)}`, ...(isLast ? [`${year},${period},Total,${sum}`] : [])];
      }),
    ],
    rows: 128,
    read: {
      targets: ['Sales'],
      time: weeksFrom2022(104),
      asked: ['fiscal-start'],
      leftOut: { 'period-totals': 24 },
      series: [seriesOf('Sales', 104, (i) => wave(i))],
    },
  },
  {
    kind: 'fiscal year, period and week of the year: the week dates the row',
    lines: [
      'Fiscal Year,Fiscal Period,Fiscal Week,Sales',
      ...rows(
        104,
        (i) =>
          `${2022 + Math.floor(i / 52)},${Math.min(12, Math.floor((i % 52) / 4.3) + 1)},${(i % 52) + 1},${wave(i)}`,
      ),
    ],
    rows: 104,
    read: {
      targets: ['Sales'],
      covariates: ['Fiscal Period'],
      time: weeksFrom2022(104),
      asked: ['fiscal-start'],
      series: [seriesOf('Sales', 104, (i) => wave(i))],
    },
  },
  {
    kind: 'year, month and week of the year, which begins in December or ends in January',
    lines: [
      'Year,Month,Week,Sales',
      // Saturdays: 1 January 2022 is in week 52 of 2021, 31 December 2022 in week 52 of 2022.
      ...rows(104, (i) => {
        const [year, month] = day('2022-01-01', i * 7).split('-');
        return `${year},${Number(month)},${((i + 51) % 52) + 1},${wave(i)}`;
      }),
    ],
    rows: 104,
    read: {
      targets: ['Sales'],
      time: ['week', '2021-12-27', '2023-12-18'],
      series: [seriesOf('Sales', 104, (i) => wave(i))],
    },
  },
  {
    kind: 'weeks as `13.2023` under KW, thousands by dots beside them',
    lines: ['KW;Umsatz', ...rows(52, (i) => `${padded(i + 1)}.2023;12.${padded(100 + ((i * 137) % 900), 3)}`)],
    rows: 52,
    read: {
      targets: ['Umsatz'],
      time: ['week', '2023-01-02', '2023-12-25'],
      asked: ['decimal-mark'],
      series: [seriesOf('Umsatz', 52, (i) => 12_100 + ((i * 137) % 900))],
    },
  },
  {
    kind: 'years, quarters and months of one column, none of which most rows are',
    lines: [
      'geo,freq,period,value',
      ...rows(24, (i) => `DE,A,${2000 + i},${wave(i)}`),
      ...rows(56, (i) => `DE,Q,${2010 + Math.floor(i / 4)}-Q${(i % 4) + 1},${wave(i, 200)}`),
      ...rows(60, (i) => `DE,M,${2019 + Math.floor(i / 12)}-${padded((i % 12) + 1)},${wave(i, 300)}`),
    ],
    rows: 140,
    read: {
      ids: ['freq'],
      targets: ['value'],
      time: ['year', '2000-01-01', '2023-12-01'],
      series: [
        seriesOf('A', 24, (i) => wave(i)),
        seriesOf('Q', 56, (i) => wave(i, 200)),
        seriesOf('M', 60, (i) => wave(i, 300)),
      ],
    },
  },
  {
    kind: 'days as `01012024` in front under a name that says nothing',
    lines: ['DATA;VALOR', ...rows(60, (i) => `${day('2024-01-01', i).split('-').reverse().join('')};${wave(i)},5`)],
    rows: 60,
    read: {
      targets: ['VALOR'],
      time: ['day', '2024-01-01', '2024-02-29'],
      series: [seriesOf('VALOR', 60, (i) => wave(i) + 0.5)],
    },
  },
  {
    kind: 'fiscal years beside the number of the week: `FY21`, `Wk1`',
    lines: ['FY,Wk,Net sales', ...rows(157, (i) => `${yearAndWeek(i, 'Wk')},${wave(i)}`)],
    rows: 157,
    read: {
      targets: ['Net sales'],
      time: ['week', '2021-01-04', '2024-01-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Net sales', 157, (i) => wave(i))],
    },
  },
  {
    kind: 'fiscal years beside the number of the quarter: `FY21`, `1`',
    lines: ['FY,Quarter,Revenue', ...rows(16, (i) => `FY${20 + (i >> 2)},${(i % 4) + 1},${wave(i)}`)],
    rows: 16,
    read: {
      targets: ['Revenue'],
      time: ['quarter', '2020-01-01', '2023-10-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Revenue', 16, (i) => wave(i))],
    },
  },
  {
    kind: 'fiscal years beside months by name, whose order says that they begin in April',
    lines: [
      'Fiscal Year,Month,Revenue',
      ...rows(36, (i) => `FY${21 + Math.floor(i / 12)},${months[(i + 3) % 12]},${wave(i)}`),
    ],
    rows: 36,
    read: {
      targets: ['Revenue'],
      time: ['month', '2020-04-01', '2023-03-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Revenue', 36, (i) => wave(i))],
    },
  },
  {
    kind: 'fiscal years as `2021/22` beside weeks 1 to 52',
    lines: [
      'Fiscal Year;Week;Sales',
      ...rows(156, (i) => `${2021 + Math.floor(i / 52)}/${22 + Math.floor(i / 52)};${(i % 52) + 1};${wave(i)}`),
    ],
    rows: 156,
    read: {
      targets: ['Sales'],
      time: ['week', '2021-03-29', '2024-03-18'],
      asked: ['fiscal-start'],
      series: [seriesOf('Sales', 156, (i) => wave(i))],
    },
  },
];
