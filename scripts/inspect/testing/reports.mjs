/** Files as accounting programs, exchanges and statistical offices write them, whose layout hides what a number is of. */
import { day, padded, rows, seriesOf, sumOf, wave, written } from './situation.mjs';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const german = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const greek = (
  'Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος' +
  ' Δεκέμβριος'
).split(' ');
const polish = 'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień'.split(
  ' ',
);

/** @param {string} name @param {number} level */
const account = (name, level) => {
  const values = rows(12, (i) => String(wave(i, level)));
  return [name, ...values, String(sumOf(12, (i) => wave(i, level)))].join(',');
};

/** `2021-01` and on. @param {number} i months later */
const monthFrom2021 = (i) => `${2021 + Math.floor(i / 12)}-${padded((i % 12) + 1)}`;

/** @type {import('./situation.mjs').Situation[]} */
export const reports = [
  {
    kind: 'months across under a blank corner, above a row that is a heading',
    lines: [
      '"Acme Inc"',
      '"Profit and Loss"',
      `,${months.map((month) => `"${month} 2023"`).join(',')},"Total"`,
      'Income,,,,,,,,,,,,,',
      account('   Sales', 2000),
      account('   Services', 900),
      account('   Rent', 500),
    ],
    rows: 48,
    read: {
      ids: ['column 1'],
      targets: ['value'],
      time: ['month', '2023-01-01', '2023-12-01'],
      leftOut: { 'no-value': 12 },
      noted: ['total-columns'],
      series: [
        /** @type {any} */ (['Income', 0, 0, null, null]),
        seriesOf('Sales', 12, (i) => wave(i, 2000)),
        seriesOf('Services', 12, (i) => wave(i, 900)),
        seriesOf('Rent', 12, (i) => wave(i, 500)),
      ],
    },
  },
  {
    kind: 'hours across as ranges `00 - 01`',
    lines: [
      `Dato;${rows(24, (i) => `${padded(i)} - ${padded((i + 1) % 24)}`).join(';')}`,
      ...rows(
        30,
        (at) => `${written(day('2024-01-01', at), 'D.M.Y')};${rows(24, (i) => `${wave(24 * at + i)},25`).join(';')}`,
      ),
    ],
    rows: 720,
    read: {
      targets: ['value'],
      time: ['hour', '2024-01-01', '2024-01-30T23:00:00'],
      series: [seriesOf('value', 720, (i) => wave(i) + 0.25)],
    },
  },
  {
    kind: 'the year in the first row of each year alone',
    lines: [
      'Jahr;Monat;Umsatz',
      ...rows(48, (i) => `${i % 12 === 0 ? 2020 + i / 12 : ''};${german[i % 12]};${wave(i)}`),
    ],
    rows: 48,
    read: {
      targets: ['Umsatz'],
      time: ['month', '2020-01-01', '2023-12-01'],
      series: [seriesOf('Umsatz', 48, wave)],
    },
  },
  {
    kind: 'marks of footnotes behind months: `2023/10 p/`',
    lines: [
      'Periodo,Indice',
      ...rows(48, (i) => `${2020 + Math.floor(i / 12)}/${padded((i % 12) + 1)}${i > 44 ? ' p/' : ''},${wave(i)}`),
    ],
    rows: 48,
    read: {
      targets: ['Indice'],
      time: ['month', '2020-01-01', '2023-12-01'],
      series: [seriesOf('Indice', 48, wave)],
    },
  },
  {
    kind: 'months across as `2021.01 월`',
    lines: [
      `행정구역별,${rows(24, (i) => `${2021 + Math.floor(i / 12)}.${padded((i % 12) + 1)} 월`).join(',')}`,
      ...['서울', '부산'].map((place, at) => `${place},${rows(24, (i) => `${wave(i, 100 + 400 * at)}`).join(',')}`),
    ],
    rows: 48,
    read: {
      ids: ['행정구역별'],
      targets: ['value'],
      time: ['month', '2021-01-01', '2022-12-01'],
      series: ['서울', '부산'].map((place, at) => seriesOf(place, 24, (i) => wave(i, 100 + 400 * at))),
    },
  },
  {
    kind: 'a row `YTD` among months of a column called Period, two regions',
    lines: [
      'Region,Year,Period,Revenue',
      ...['N', 'S'].flatMap((region, at) =>
        rows(26, (i) => {
          const [year, month] = [Math.floor(i / 13), i % 13];
          const value = (/** @type {number} */ j) => wave(j, 100 + 200 * at);
          const total = sumOf(12, (j) => value(12 * year + j));
          return `${region},${2022 + year},${months[month] ?? 'YTD'},${month === 12 ? total : value(12 * year + month)}`;
        }),
      ),
    ],
    rows: 52,
    read: {
      ids: ['Region'],
      targets: ['Revenue'],
      time: ['month', '2022-01-01', '2023-12-01'],
      leftOut: { 'period-totals': 4 },
      series: ['N', 'S'].map((region, at) => seriesOf(region, 24, (i) => wave(i, 100 + 200 * at))),
    },
  },
  {
    kind: 'a row of the whole year among months, by any word for totals: `Ogółem`',
    lines: [
      'Rok;Miesiąc;Sprzedaż',
      ...rows(52, (i) => {
        const [year, month] = [Math.floor(i / 13), i % 13];
        const total = sumOf(12, (j) => wave(12 * year + j));
        return `${2019 + year};${polish[month] ?? 'Ogółem'};${month === 12 ? total : wave(12 * year + month)}`;
      }),
    ],
    rows: 52,
    read: {
      targets: ['Sprzedaż'],
      time: ['month', '2019-01-01', '2022-12-01'],
      leftOut: { 'period-totals': 4 },
      series: [seriesOf('Sprzedaż', 48, wave)],
    },
  },
  {
    kind: 'quarters in Roman numbers and `Annual`',
    lines: [
      'Year,Quarter,GDP',
      ...rows(30, (i) => {
        const [year, quarter] = [Math.floor(i / 5), i % 5];
        const total = sumOf(4, (j) => wave(4 * year + j));
        const label = ['I', 'II', 'III', 'IV'][quarter] ?? 'Annual';
        return `${2018 + year},${label},${quarter === 4 ? total : wave(4 * year + quarter)}`;
      }),
    ],
    rows: 30,
    read: {
      targets: ['GDP'],
      time: ['quarter', '2018-01-01', '2023-10-01'],
      leftOut: { 'period-totals': 6 },
      series: [seriesOf('GDP', 24, wave)],
    },
  },
  {
    kind: 'a minus behind the number, the currency behind that',
    lines: [
      'Monat;Umsatz',
      ...rows(36, (i) => {
        const value = i === 5 ? '120,50- EUR' : `${wave(i)},00 EUR`;
        return `${padded((i % 12) + 1)}/${2021 + Math.floor(i / 12)};${value}`;
      }),
    ],
    rows: 36,
    read: {
      targets: ['Umsatz'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: [seriesOf('Umsatz', 36, (i) => (i === 5 ? -120.5 : wave(i)))],
    },
  },
  {
    kind: 'numbers of accounts that could name a period are none: `10001`',
    lines: ['Umsatz;Konto;Gegenkonto;Text', ...rows(40, (i) => `${wave(i)};8400;10001;Beleg`)],
    rows: 40,
    read: { targets: ['Umsatz'], time: null, series: [seriesOf('Umsatz', 40, wave)] },
  },
  {
    kind: 'days as `3101`, without a year',
    lines: ['Belegdatum;Umsatz', ...rows(90, (i) => `${written(day('2023-01-01', i), 'DM')};${wave(i)}`)],
    rows: 90,
    read: { targets: ['Umsatz'], time: null, asked: ['first-year'], series: [seriesOf('Umsatz', 90, wave)] },
  },
  {
    kind: 'years with their months below them, as a pivot table has them',
    lines: [
      'Row Labels,Sum of Sales',
      ...rows(26, (i) => {
        const [year, month] = [Math.floor(i / 13), i % 13];
        if (month === 0) return `${2022 + year},${sumOf(12, (j) => wave(12 * year + j))}`;
        return `${months[month - 1]},${wave(12 * year + month - 1)}`;
      }),
      `Grand Total,${sumOf(24, wave)}`,
    ],
    rows: 27,
    read: {
      targets: ['Sum of Sales'],
      time: ['month', '2022-01-01', '2023-12-01'],
      leftOut: { totals: 1, 'period-totals': 2 },
      series: [seriesOf('Sum of Sales', 24, wave)],
    },
  },
  {
    kind: 'months as 1 to 12 across beside the year',
    lines: [
      `Kostenstelle;Jahr;${rows(12, (i) => String(i + 1)).join(';')};Summe`,
      ...['4711', '0815'].flatMap((place, at) =>
        rows(3, (year) => {
          const values = rows(12, (i) => String(wave(12 * year + i, 1000 + 1000 * at)));
          return `${place};${2021 + year};${values.join(';')};${sumOf(12, (i) => Number(values[i]))}`;
        }),
      ),
    ],
    rows: 72,
    read: {
      ids: ['Kostenstelle'],
      targets: ['value'],
      time: ['month', '2021-01-01', '2023-12-01'],
      noted: ['total-columns'],
      series: ['4711', '0815'].map((place, at) => seriesOf(place, 36, (i) => wave(i, 1000 + 1000 * at))),
    },
  },
  {
    kind: 'rows that describe the columns between header and data',
    lines: [
      ',Turnover ;  Total ;,Turnover ; Food ;',
      'Unit,$ Millions,$ Millions',
      'Series Type,Original,Original',
      'Frequency,Month,Month',
      'Collection Month,1,1',
      'No. Obs,60,60',
      'Series ID,A3348585R,A3348586T',
      ...rows(60, (i) => `${months[i % 12]}-${2019 + Math.floor(i / 12)},${wave(i, 5000)},${wave(i, 1000)}`),
    ],
    rows: 60,
    read: {
      targets: ['A3348585R', 'A3348586T'],
      time: ['month', '2019-01-01', '2023-12-01'],
      series: [seriesOf('A3348585R', 60, (i) => wave(i, 5000)), seriesOf('A3348586T', 60, (i) => wave(i, 1000))],
    },
  },
  {
    kind: 'years across as `2000 [YR2000]`',
    lines: [
      `Country Name,${rows(23, (i) => `${2000 + i} [YR${2000 + i}]`).join(',')}`,
      ...['Germany', 'France'].map(
        (place, at) => `${place},${rows(23, (i) => `${wave(i, 1000 + 1000 * at)}`).join(',')}`,
      ),
    ],
    rows: 46,
    read: {
      ids: ['Country Name'],
      targets: ['value'],
      time: ['year', '2000-01-01', '2022-01-01'],
      series: ['Germany', 'France'].map((place, at) => seriesOf(place, 23, (i) => wave(i, 1000 + 1000 * at))),
    },
  },
  {
    kind: 'weeks as `2022-05` under year_week',
    lines: [
      'country,weekly_count,year_week',
      ...rows(60, (i) => `Austria,${wave(i, 500)},${2022 + Math.floor(i / 52)}-${padded((i % 52) + 1)}`),
    ],
    rows: 60,
    read: {
      targets: ['weekly_count'],
      time: ['week', '2022-01-03', '2023-02-20'],
      series: [seriesOf('weekly_count', 60, (i) => wave(i, 500))],
    },
  },
  {
    kind: 'days with a clock of dots, as Oracle writes them',
    lines: [
      'SALE_DT,AMT',
      ...rows(60, (i) => {
        const [, month, date] = day('2024-01-01', i).split('-');
        return `${date}-${months[Number(month) - 1].toUpperCase()}-24 12.00.00.000000000 AM,${wave(i)}`;
      }),
    ],
    rows: 60,
    read: { targets: ['AMT'], time: ['day', '2024-01-01', '2024-02-29'], series: [seriesOf('AMT', 60, wave)] },
  },
  {
    kind: 'ids of eight digits that could be days',
    lines: [
      'sku,week,qty',
      ...rows(
        180,
        (i) => `${20240101 + (i % 3)},${day('2023-01-02', 7 * Math.floor(i / 3))},${wave(i, 100 * (i % 3))}`,
      ),
    ],
    rows: 180,
    read: {
      ids: ['sku'],
      targets: ['qty'],
      time: ['week', '2023-01-02', '2024-02-19'],
      series: [0, 1, 2].map((at) => seriesOf(String(20240101 + at), 60, (i) => wave(3 * i + at, 100 * at))),
    },
  },
  {
    kind: 'the last day of a fiscal period beside its label',
    lines: [
      'Fiscal Period,Period End Date,Net Sales',
      ...rows(36, (i) => {
        const weeks = 13 * Math.floor(i / 3) + 4 * ((i % 3) + 1) + (i % 3 === 2 ? 1 : 0);
        return `P${padded((i % 12) + 1)} FY${21 + Math.floor(i / 12)},${day('2021-01-02', 7 * weeks)},${wave(i)}`;
      }),
    ],
    rows: 36,
    read: {
      targets: ['Net Sales'],
      time: ['retail-month', '2021-01-30', '2023-12-30'],
      series: [seriesOf('Net Sales', 36, wave)],
    },
  },
  {
    kind: 'rates of conversion stay within 0 and 1',
    lines: ['week,conversion_rate', ...rows(80, (i) => `${day('2023-01-02', 7 * i)},0.0${1 + (i % 9)}`)],
    rows: 80,
    read: {
      targets: ['conversion_rate'],
      time: ['week', '2023-01-02', '2024-07-08'],
      noted: ['limits 0-1'],
      series: [seriesOf('conversion_rate', 80, (i) => (1 + (i % 9)) / 100)],
    },
  },
  {
    kind: 'the month once above its plants, sums between and below',
    lines: [
      'Kalenderjahr/Monat;Werk;Absatz ST',
      ...rows(24, (i) =>
        [
          `${padded((i % 12) + 1)}.${2021 + Math.floor(i / 12)};1000;${wave(i)}`,
          `;2000;${wave(i, 200)}`,
          `;Ergebnis;${wave(i) + wave(i, 200)}`,
        ].join('\n'),
      ),
      `Gesamtergebnis;;${sumOf(24, (i) => wave(i) + wave(i, 200))}`,
    ],
    rows: 73,
    read: {
      ids: ['Werk'],
      targets: ['Absatz ST'],
      time: ['month', '2021-01-01', '2022-12-01'],
      leftOut: { totals: 25 },
      noted: ['filled-down', 'left-out-totals'],
      series: [seriesOf('1000', 24, wave), seriesOf('2000', 24, (i) => wave(i, 200))],
    },
  },
  {
    kind: 'region and shop once above their months, as a pivot table has them',
    lines: [
      'Region,Store,Month,Sales',
      ...[
        ['North', 'N1'],
        ['', 'N2'],
        ['South', 'S1'],
      ].flatMap(([region, store], s) =>
        rows(18, (i) => `${i ? ',' : `${region},${store}`},${monthFrom2021(i)},${wave(i, 50 * s)}`),
      ),
    ],
    rows: 54,
    read: {
      ids: ['Store'],
      targets: ['Sales'],
      covariates: ['Region'],
      time: ['month', '2021-01-01', '2022-06-01'],
      noted: ['filled-down'],
      series: ['N1', 'N2', 'S1'].map((name, s) => seriesOf(name, 18, (i) => wave(i, 50 * s))),
    },
  },
  {
    kind: 'sums of each region by name, also of a region with one shop',
    lines: [
      'Month,Region,Store,Sales',
      ...rows(18, (i) =>
        [
          `${monthFrom2021(i)},North,N1,${wave(i)}`,
          `${monthFrom2021(i)},North,N2,${wave(i, 50)}`,
          `${monthFrom2021(i)},North Total,,${wave(i) + wave(i, 50)}`,
          `${monthFrom2021(i)},South,S1,${wave(i, 70)}`,
          `${monthFrom2021(i)},South Total,,${wave(i, 70)}`,
        ].join('\n'),
      ),
    ],
    rows: 90,
    read: {
      ids: ['Store'],
      targets: ['Sales'],
      time: ['month', '2021-01-01', '2022-06-01'],
      leftOut: { totals: 36 },
      noted: ['left-out-totals'],
      series: [
        seriesOf('N1', 18, wave),
        seriesOf('N2', 18, (i) => wave(i, 50)),
        seriesOf('S1', 18, (i) => wave(i, 70)),
      ],
    },
  },
  {
    kind: 'months as `Jän. 21`',
    lines: [
      'Berichtsmonat;Bundesland;Nächtigungen',
      ...rows(72, (i) => {
        const [month, year] = [(i >> 1) % 12, 21 + Math.floor(i / 24)];
        return `${month === 0 ? 'Jän' : german[month].slice(0, 3)}. ${year};${i % 2 ? 'Tirol' : 'Wien'};${wave(i)}`;
      }),
    ],
    rows: 72,
    read: {
      ids: ['Bundesland'],
      targets: ['Nächtigungen'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: ['Wien', 'Tirol'].map((name, s) => seriesOf(name, 36, (i) => wave(2 * i + s))),
    },
  },
  {
    kind: 'months, quarters and years as `2018MM01`, `2018KW01` and `2018JJ00`, some provisional',
    lines: [
      'Perioden;Omzet',
      ...rows(72, (i) => {
        const [year, month] = [2018 + Math.floor(i / 12), (i % 12) + 1];
        const mark = i > 65 ? '*' : '';
        return [
          `${year}MM${padded(month)}${mark};${wave(i)}`,
          ...(month % 3 === 0 ? [`${year}KW${padded(month / 3)}${mark};${wave(i, 300)}`] : []),
          ...(month === 12 ? [`${year}JJ00${mark};${wave(i, 1200)}`] : []),
        ].join('\n');
      }),
    ],
    rows: 102,
    read: {
      ids: ['Perioden: YYYY-Mmm / YYYY-Qq / YYYY'],
      targets: ['Omzet'],
      time: ['month', '2018-01-01', '2023-12-01'],
      noted: ['few-values'],
      series: [
        seriesOf('YYYY-Mmm', 72, wave),
        seriesOf('YYYY-Qq', 24, (i) => wave(3 * i + 2, 300)),
        seriesOf('YYYY', 6, (i) => wave(12 * i + 11, 1200)),
      ],
    },
  },
  {
    kind: 'an apostrophe before years and quarters, which kept them as texts',
    lines: [
      'Period,Sales',
      ...rows(6, (y) =>
        [`'${2018 + y},${wave(y, 400)}`, ...rows(4, (q) => `'Q${q + 1} ${2018 + y},${wave(4 * y + q)}`)].join('\n'),
      ),
    ],
    rows: 30,
    read: {
      ids: ['Period: YYYY-Qq / YYYY'],
      targets: ['Sales'],
      time: ['year', '2018-01-01', '2023-10-01'],
      noted: ['few-values'],
      series: [seriesOf('YYYY', 6, (i) => wave(i, 400)), seriesOf('YYYY-Qq', 24, wave)],
    },
  },
  ...[
    ['a unit in Chinese behind every number: `12.5万`', '万'],
    ['roubles behind every number: `12,5 руб.`', ' руб.'],
  ].map(([kind, unit]) => ({
    kind,
    lines: [
      'date;shop;amount',
      ...rows(
        60,
        (i) => `${day('2024-01-01', i >> 1)};${i % 2 ? '上海' : '北京'};${wave(i)}${unit === '万' ? '.' : ','}5${unit}`,
      ),
    ],
    rows: 60,
    read: {
      ids: ['shop'],
      targets: ['amount'],
      time: /** @type {[string, string, string]} */ (['day', '2024-01-01', '2024-01-30']),
      series: ['北京', '上海'].map((name, s) => seriesOf(name, 30, (i) => wave(2 * i + s) + 0.5)),
    },
  })),
  ...[
    { kind: 'months across, each called what was or a forecast: `Jul-22 Fcst`', isAbove: false },
    { kind: 'months across below what was and forecasts', isAbove: true },
  ].map(({ kind, isAbove }) => {
    const words = isAbove ? ['Actual', 'Forecast'] : ['Act', 'Fcst'];
    const word = (/** @type {number} */ i) => words[i < 18 ? 0 : 1];
    const names = rows(24, (i) => `${months[i % 12]}-${21 + Math.floor(i / 12)}`);
    return {
      kind,
      lines: [
        ...(isAbove ? [`,${rows(24, word).join(',')}`] : []),
        `SKU,${names.map((name, i) => (isAbove ? name : `${name} ${word(i)}`)).join(',')}`,
        ...rows(2, (s) => `A${s},${rows(24, (i) => String(wave(i, 100 * s + 100))).join(',')}`),
      ],
      rows: 36,
      read: {
        ids: ['SKU'],
        targets: ['value'],
        time: /** @type {[string, string, string]} */ (['month', '2021-01-01', '2022-06-01']),
        noted: ['plan-columns'],
        series: rows(2, (s) => `A${s}`).map((name, s) => seriesOf(name, 18, (i) => wave(i, 100 * s + 100))),
      },
    };
  }),
  {
    kind: 'quarters across beside the day of the last update',
    lines: [
      `Libellé;idBank;Dernière mise à jour;${rows(20, (i) => `${2019 + (i >> 2)}-T${(i % 4) + 1}`).join(';')}`,
      ...rows(
        2,
        (s) => `Ventes ${s};00123456${s};15/01/2024;${rows(20, (i) => `${wave(i, 100 * s + 100)},5`).join(';')}`,
      ),
    ],
    rows: 40,
    read: {
      ids: ['idBank'],
      targets: ['value'],
      time: ['quarter', '2019-01-01', '2023-10-01'],
      noted: ['period-columns'],
      series: rows(2, (s) => `00123456${s}`).map((name, s) => seriesOf(name, 20, (i) => wave(i, 100 * s + 100) + 0.5)),
    },
  },
  {
    kind: 'a shop that opens later than another: nothing in the hours between',
    lines: [
      'time,shop,visitors',
      ...rows(28, (at) =>
        rows(12, (h) =>
          [
            `${day('2024-01-01', at)} ${padded(h + 8)}:00,A,${wave(h + at, 20)}`,
            ...(h >= 2 && h < 10 ? [`${day('2024-01-01', at)} ${padded(h + 8)}:00,B,${wave(h + at, 40)}`] : []),
          ].join('\n'),
        ).join('\n'),
      ),
    ],
    rows: 560,
    read: {
      ids: ['shop'],
      targets: ['visitors'],
      time: ['hour', '2024-01-01T08:00:00', '2024-01-28T19:00:00'],
      repaired: ['gaps by zero'],
      series: [
        seriesOf('A', 336, (i) => wave((i % 12) + Math.floor(i / 12), 20)),
        ['B', 332, sumOf(224, (i) => wave((i % 8) + 2 + Math.floor(i / 8), 40)), wave(2, 40), wave(9 + 27, 40)],
      ],
    },
  },
  {
    kind: 'a mark for forecasts: 1 under `is_forecast`',
    lines: [
      'date,store,sales,is_forecast',
      ...rows(120, (i) => `${day('2024-01-01', i >> 1)},${'AB'[i % 2]},${wave(i)},${i < 100 ? 0 : 1}`),
    ],
    rows: 120,
    read: {
      ids: ['store'],
      targets: ['sales'],
      covariates: [],
      time: ['day', '2024-01-01', '2024-02-19'],
      leftOut: { plans: 20 },
      noted: ['left-out-plans'],
      series: [seriesOf('A', 50, (i) => wave(2 * i)), seriesOf('B', 50, (i) => wave(2 * i + 1))],
    },
  },
  {
    kind: 'months as `01.2023` under Buchungsmonat, accounts and cost centres by numbers',
    lines: [
      'Buchungsmonat;Kostenstelle;Konto;Betrag',
      ...rows(48, (i) => `${padded((i >> 2) + 1)}.2023;${1010 + (i % 2)};${400_000 + ((i >> 1) % 2)};${wave(i)},50`),
    ],
    rows: 48,
    read: {
      ids: ['Kostenstelle', 'Konto'],
      targets: ['Betrag'],
      time: ['month', '2023-01-01', '2023-12-01'],
      series: ['1010 · 400000', '1011 · 400000', '1010 · 400001', '1011 · 400001'].map((name, s) =>
        seriesOf(name, 12, (i) => wave(4 * i + s) + 0.5),
      ),
    },
  },
  {
    kind: 'quarters across as `Q1` to `Q4` beside the year, and their sum',
    lines: [
      'Year,Q1,Q2,Q3,Q4,Annual',
      ...rows(14, (y) => `${2010 + y},${rows(4, (q) => String(wave(4 * y + q)))},${sumOf(4, (q) => wave(4 * y + q))}`),
    ],
    rows: 56,
    read: {
      shape: 'across',
      targets: ['value'],
      time: ['quarter', '2010-01-01', '2023-10-01'],
      noted: ['total-columns'],
      series: [seriesOf('value', 56, (i) => wave(i))],
    },
  },
  {
    kind: 'years of two digits under `YR`, months under `MO`',
    lines: ['YR,MO,VALUE', ...rows(36, (i) => `${21 + Math.floor(i / 12)},${(i % 12) + 1},${wave(i)}`)],
    rows: 36,
    read: {
      targets: ['VALUE'],
      covariates: [],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: [seriesOf('VALUE', 36, (i) => wave(i))],
    },
  },
  {
    kind: 'a last line called Ergebnis that adds up nothing',
    lines: [
      `Kennzahl,${months.map((month) => `${month} 23`)}`,
      ...['Umsatz', 'Kosten', 'Ergebnis'].map(
        (name, at) => `${name},${months.map((_, i) => [200, 170, 30][at] + (at === 2 ? 0 : i))}`,
      ),
    ],
    rows: 36,
    read: {
      ids: ['Kennzahl'],
      targets: ['value'],
      time: ['month', '2023-01-01', '2023-12-01'],
      series: [
        seriesOf('Umsatz', 12, (i) => 200 + i),
        seriesOf('Kosten', 12, (i) => 170 + i),
        seriesOf('Ergebnis', 12, () => 30),
      ],
    },
  },
  {
    kind: 'months in Greek',
    lines: ['Μήνας;Πωλήσεις', ...rows(36, (i) => `${greek[i % 12]} ${2021 + Math.floor(i / 12)};${wave(i)}`)],
    rows: 36,
    read: {
      targets: ['Πωλήσεις'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: [seriesOf('Πωλήσεις', 36, (i) => wave(i))],
    },
  },
];
