/** Labels of fiscal and other periods. */
import { day, padded, rows, seriesOf, sumOf, wave } from './situation.mjs';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @type {import('./situation.mjs').Situation[]} */
export const labels = [
  {
    kind: 'quarters of fiscal years',
    lines: ['Quarter,Net revenue ($M)', ...rows(28, (i) => `Q${(i % 4) + 1} FY${18 + Math.floor(i / 4)},${wave(i)}.5`)],
    rows: 28,
    read: {
      targets: ['Net revenue ($M)'],
      time: ['quarter', '2018-01-01', '2024-10-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Net revenue ($M)', 28, (i) => wave(i) + 0.5)],
    },
  },
  {
    kind: 'weeks 1 to 53 of every year, the last a day long',
    lines: [
      'Year,Week,Units',
      ...rows(159, (i) => `${2021 + Math.floor(i / 53)},${(i % 53) + 1},${i % 53 === 52 ? 101 : 707}`),
    ],
    rows: 159,
    read: {
      targets: ['Units'],
      time: ['week', '2020-12-28', '2023-12-25'],
      series: [['Units', 157, 156 * 707 + 3 * 101, 707, 101]],
    },
  },
  {
    kind: 'weeks as `202001`',
    lines: [
      'YearWeek,Qty',
      ...rows(120, (i) => `${i < 53 ? 202001 + i : i < 105 ? 202101 + i - 53 : 202201 + i - 105},${500 + i}`),
    ],
    rows: 120,
    read: {
      targets: ['Qty'],
      time: ['week', '2019-12-30', '2022-04-11'],
      series: [seriesOf('Qty', 120, (i) => 500 + i)],
    },
  },
  {
    kind: 'half-years as `2010-S1`',
    lines: [
      'TIME_PERIOD,OBS_VALUE',
      ...rows(28, (i) => `${2010 + (i >> 1)}-S${(i % 2) + 1},${1060 + 60 * (i % 2) + 20 * i}`),
    ],
    rows: 28,
    read: {
      targets: ['OBS_VALUE'],
      time: ['6 months', '2010-01-01', '2023-07-01'],
      series: [seriesOf('OBS_VALUE', 28, (i) => 1060 + 60 * (i % 2) + 20 * i)],
    },
  },
  {
    kind: 'half-years as `1S 2010`',
    lines: ['Semestre;Ventas', ...rows(24, (i) => `${(i % 2) + 1}S ${2010 + (i >> 1)};${wave(i)}`)],
    rows: 24,
    read: {
      targets: ['Ventas'],
      time: ['6 months', '2010-01-01', '2021-07-01'],
      series: [seriesOf('Ventas', 24, wave)],
    },
  },
  {
    kind: 'weeks as `2022-S01` under Semaine',
    lines: [
      'Semaine;CA',
      ...rows(104, (i) => `${2022 + Math.floor(i / 52)}-S${padded((i % 52) + 1)};${1001 + (i % 52)}`),
    ],
    rows: 104,
    read: {
      targets: ['CA'],
      time: ['week', '2022-01-03', '2023-12-25'],
      series: [seriesOf('CA', 104, (i) => 1001 + (i % 52))],
    },
  },
  {
    kind: 'fiscal periods as `001/2020`',
    file: 'a.txt',
    lines: [
      'Fiscal year/period\tAmount in LC',
      ...rows(48, (i) => `0${padded((i % 12) + 1)}/${2020 + Math.floor(i / 12)}\t${150_000 + 1200 * (i % 12)}`),
    ],
    rows: 48,
    read: {
      targets: ['Amount in LC'],
      time: ['month', '2020-01-01', '2023-12-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Amount in LC', 48, (i) => 150_000 + 1200 * (i % 12))],
    },
  },
  {
    kind: 'quarters of fiscal years across',
    lines: [
      ['Line of business', ...rows(16, (i) => `Q${(i % 4) + 1} FY${21 + (i >> 2)}`)].join(','),
      ['Hardware', ...rows(16, (i) => String(100 + i))].join(','),
      ['Services', ...rows(16, (i) => String(60 + 2 * i))].join(','),
    ],
    rows: 32,
    read: {
      shape: 'across',
      ids: ['Line of business'],
      targets: ['value'],
      time: ['quarter', '2021-01-01', '2024-10-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Hardware', 16, (i) => 100 + i), seriesOf('Services', 16, (i) => 60 + 2 * i)],
    },
  },
  {
    kind: 'fiscal years across',
    lines: [
      ['Segment', ...rows(17, (i) => `FY${2008 + i}`)].join(','),
      ['EMEA', ...rows(17, (i) => String(100 + 3 * i))].join(','),
      ['APAC', ...rows(17, (i) => String(60 + 3 * i))].join(','),
    ],
    rows: 34,
    read: {
      shape: 'across',
      ids: ['Segment'],
      targets: ['value'],
      time: ['year', '2008-01-01', '2024-01-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('EMEA', 17, (i) => 100 + 3 * i), seriesOf('APAC', 17, (i) => 60 + 3 * i)],
    },
  },
  {
    kind: 'seasons as `1998/99`',
    lines: ['Season,Tickets sold', ...rows(26, (i) => `${1998 + i}/${padded((1999 + i) % 100)},${20_000 + 350 * i}`)],
    rows: 26,
    read: {
      targets: ['Tickets sold'],
      time: ['year', '1998-04-01', '2023-04-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Tickets sold', 26, (i) => 20_000 + 350 * i)],
    },
  },
  {
    kind: 'month numbers down, years across',
    lines: [
      'Month,2020,2021,2022,2023',
      ...rows(12, (i) => `${i + 1},${101 + i},${121 + i},${141 + i},${i < 7 ? 161 + i : ''}`),
    ],
    rows: 48,
    read: {
      shape: 'across',
      targets: ['value'],
      time: ['month', '2020-01-01', '2023-07-01'],
      leftOut: { 'no-value': 5 },
      series: [['value', 43, 3 * 12 * 121 + sumOf(36, (i) => i % 12) + sumOf(7, (i) => 161 + i), 101, 167]],
    },
  },
  {
    kind: 'summaries beside months across',
    lines: [
      `Year,${months.join(',')},H1,H2,YTD,Avg,Min,Max`,
      ...rows(10, (year) => {
        const values = Array.from({ length: 12 }, (_, i) => wave(year * 12 + i, 150));
        const half = (/** @type {number} */ from) => sumOf(6, (i) => values[from + i]);
        const all = half(0) + half(6);
        return [
          2014 + year,
          ...values,
          half(0),
          half(6),
          all,
          (all / 12).toFixed(1),
          Math.min(...values),
          Math.max(...values),
        ].join(',');
      }),
    ],
    rows: 120,
    read: {
      shape: 'across',
      targets: ['value'],
      covariates: [],
      time: ['month', '2014-01-01', '2023-12-01'],
      noted: ['total-columns'],
      series: [seriesOf('value', 120, (i) => wave(i, 150))],
    },
  },
  {
    kind: 'means of seasons beside months across, `***` for what is to come',
    lines: [
      'Land-Ocean: Global Means',
      `Year,${months.join(',')},J-D,D-N,DJF,MAM,JJA,SON`,
      ...rows(20, (year) => {
        const isLast = year === 19;
        const values = months.map((_, i) => (isLast && i > 4 ? '***' : `.${10 + year * 2 + (i % 4)}`));
        return [2005 + year, ...values, ...Array(6).fill(isLast ? '***' : `.${12 + year * 2}`)].join(',');
      }),
    ],
    rows: 240,
    read: {
      shape: 'across',
      targets: ['value'],
      covariates: [],
      time: ['month', '2005-01-01', '2024-05-01'],
      leftOut: { 'no-value': 7 },
      noted: ['total-columns'],
      series: [['value', 233, sumOf(233, (i) => (10 + Math.floor(i / 12) * 2 + ((i % 12) % 4)) / 100), 0.1, 0.48]],
    },
  },
  {
    kind: 'a thirteenth month that is the year, two series',
    lines: [
      'MSN,YYYYMM,Value,Column_Order,Description,Unit',
      ...['CLETPUS', 'NGETPUS'].flatMap((id, at) =>
        rows(8 * 13, (i) => {
          const [year, month] = [2015 + Math.floor(i / 13), (i % 13) + 1];
          const value = month === 13 ? 12 * 140_000 : 130_000 + 1000 * month;
          const isMissing = at === 0 && i < 2;
          return `${id},${year}${padded(month)},${isMissing ? 'Not Available' : `${value}.000`},${at + 1},Electricity From ${['Coal', 'Gas'][at]},Million Kilowatthours`;
        }),
      ),
    ],
    rows: 208,
    read: {
      ids: ['MSN'],
      targets: ['Value'],
      time: ['month', '2015-01-01', '2022-12-01'],
      leftOut: { 'period-totals': 16, 'no-value': 2 },
      series: [
        ['CLETPUS', 94, 8 * 12 * 136_500 - 131_000 - 132_000, 133_000, 142_000],
        ['NGETPUS', 96, 8 * 12 * 136_500, 131_000, 142_000],
      ],
    },
  },
  {
    kind: 'years, quarters and months of one measure',
    lines: [
      '"LOCATION","INDICATOR","FREQUENCY","TIME","Value","Flag Codes"',
      ...['DEU', 'FRA'].flatMap((place, at) => [
        ...rows(9, (i) => `"${place}","CPI","A","${2015 + i}",${100 + at + i},`),
        ...rows(36, (i) => `"${place}","CPI","Q","${2015 + (i >> 2)}-Q${(i % 4) + 1}",${100 + at + i / 4},`),
        ...rows(
          108,
          (i) => `"${place}","CPI","M","${2015 + Math.floor(i / 12)}-${padded((i % 12) + 1)}",${100 + at + i / 8},`,
        ),
      ]),
    ],
    rows: 306,
    read: {
      ids: ['LOCATION', 'FREQUENCY'],
      targets: ['Value'],
      time: ['year', '2015-01-01', '2023-12-01'],
      series: [0, 1].flatMap((at) => [
        seriesOf(`${['DEU', 'FRA'][at]} · A`, 9, (i) => 100 + at + i),
        seriesOf(`${['DEU', 'FRA'][at]} · Q`, 36, (i) => 100 + at + i / 4),
        seriesOf(`${['DEU', 'FRA'][at]} · M`, 108, (i) => 100 + at + i / 8),
      ]),
    },
  },
  {
    kind: 'days counted from a date in the preamble',
    lines: [
      '# ----------------------------------------',
      '# Reports snapshot',
      '# ----------------------------------------',
      '#',
      '# All Users',
      '# Start date: 20240101',
      '# End date: 20240310',
      'Nth day,Active users,New users',
      ...rows(70, (i) => `${padded(i, 4)},${400 + 30 * (i % 7)},${200 + 12 * (i % 7)}`),
    ],
    rows: 70,
    read: {
      targets: ['Active users', 'New users'],
      time: ['day', '2024-01-01', '2024-03-10'],
      series: [
        seriesOf('Active users', 70, (i) => 400 + 30 * (i % 7)),
        seriesOf('New users', 70, (i) => 200 + 12 * (i % 7)),
      ],
    },
  },
  {
    kind: 'weeks as `Jan 1, 2023 - Jan 7, 2023`, tabs between',
    file: 'a.tsv',
    lines: [
      'Week\tClicks',
      ...rows(60, (i) => {
        const say = (/** @type {number} */ days) => {
          const [year, month, date] = day('2023-01-01', days).split('-').map(Number);
          return `${months[month - 1]} ${date}, ${year}`;
        };
        return `${say(7 * i)} - ${say(7 * i + 6)}\t${500 + i}`;
      }),
    ],
    rows: 60,
    read: {
      targets: ['Clicks'],
      time: ['week', '2023-01-01', '2024-02-18'],
      series: [seriesOf('Clicks', 60, (i) => 500 + i)],
    },
  },
  {
    kind: 'weeks as `02.01.-08.01.2023`',
    lines: [
      'Periode;Besucher',
      ...rows(60, (i) => {
        const [from, to] = [day('2023-01-02', 7 * i), day('2023-01-02', 7 * i + 6)].map((iso) => iso.split('-'));
        return `${from[2]}.${from[1]}.-${to[2]}.${to[1]}.${to[0]};${500 + i}`;
      }),
    ],
    rows: 60,
    read: {
      targets: ['Besucher'],
      time: ['week', '2023-01-02', '2024-02-19'],
      series: [seriesOf('Besucher', 60, (i) => 500 + i)],
    },
  },
  {
    kind: 'six years are forecast, with a warning',
    lines: ['Year,Revenue', ...rows(6, (i) => `${2018 + i},${wave(i)}`)],
    rows: 6,
    read: {
      targets: ['Revenue'],
      time: ['year', '2018-01-01', '2023-01-01'],
      noted: ['few-values'],
      series: [seriesOf('Revenue', 6, wave)],
    },
  },
  {
    kind: 'half-years as `2021年上期`',
    lines: ['期間,売上', ...rows(20, (i) => `${2013 + (i >> 1)}年${i % 2 ? '下' : '上'}期,${wave(i)}`)],
    rows: 20,
    read: {
      targets: ['売上'],
      time: ['6 months', '2013-01-01', '2022-07-01'],
      series: [seriesOf('売上', 20, wave)],
    },
  },
  {
    kind: 'fiscal periods across as `001.2022`',
    lines: [
      ['Kostenart', ...rows(24, (i) => `${padded((i % 12) + 1, 3)}.${2022 + Math.floor(i / 12)}`)].join(';'),
      ...[400, 500].map((level) => [`Konto ${level}`, ...rows(24, (i) => `${wave(i, level)},50`)].join(';')),
    ],
    rows: 48,
    read: {
      shape: 'across',
      ids: ['Kostenart'],
      targets: ['value'],
      time: ['month', '2022-01-01', '2023-12-01'],
      asked: ['fiscal-start'],
      series: [400, 500].map((level) => seriesOf(`Konto ${level}`, 24, (i) => wave(i, level) + 0.5)),
    },
  },
  {
    kind: 'months across as `01.2022`',
    lines: [
      ['Kostenart', ...rows(24, (i) => `${padded((i % 12) + 1)}.${2022 + Math.floor(i / 12)}`)].join(';'),
      ...[400, 500].map((level) => [`Konto ${level}`, ...rows(24, (i) => `${wave(i, level)}`)].join(';')),
    ],
    rows: 48,
    read: {
      shape: 'across',
      ids: ['Kostenart'],
      targets: ['value'],
      time: ['month', '2022-01-01', '2023-12-01'],
      series: [400, 500].map((level) => seriesOf(`Konto ${level}`, 24, (i) => wave(i, level))),
    },
  },
  {
    kind: 'seasons as `95/96`',
    lines: ['Saison;Zuschauer', ...rows(25, (i) => `${padded((95 + i) % 100)}/${padded((96 + i) % 100)};${wave(i)}`)],
    rows: 25,
    read: {
      targets: ['Zuschauer'],
      time: ['year', '1995-04-01', '2019-04-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('Zuschauer', 25, wave)],
    },
  },
  {
    kind: 'thirds of months as `2021年1月上旬`',
    lines: [
      '时间,价格',
      ...rows(
        72,
        (i) => `${2021 + Math.floor(i / 36)}年${(Math.floor(i / 3) % 12) + 1}月${'上中下'.charAt(i % 3)}旬,${wave(i)}`,
      ),
    ],
    rows: 72,
    read: { targets: ['价格'], time: ['dekad', '2021-01-01', '2022-12-21'], series: [seriesOf('价格', 72, wave)] },
  },
  ...[
    ['month', 'year,month,dekad', (/** @type {number} */ i) => `${(Math.floor(i / 3) % 12) + 1},${(i % 3) + 1}`],
    ['year', 'year,dekad', (/** @type {number} */ i) => `${(i % 36) + 1}`],
  ].map(([within, names, say]) => ({
    kind: `thirds of months numbered within the ${within}`,
    lines: [
      `${names},rfh`,
      ...rows(108, (i) => `${2020 + Math.floor(i / 36)},${/** @type {(i: number) => string} */ (say)(i)},${wave(i)}`),
    ],
    rows: 108,
    read: {
      targets: ['rfh'],
      time: /** @type {[string, string, string]} */ (['dekad', '2020-01-01', '2022-12-21']),
      series: [seriesOf('rfh', 108, wave)],
    },
  })),
  {
    kind: 'years of Japanese eras by their letters: `R3.1`, `H26/01`',
    lines: [
      '年月,売上',
      ...rows(
        36,
        (i) => `${i < 16 ? `H${30 + Math.floor(i / 12)}` : `R${Math.floor(i / 12)}`}.${(i % 12) + 1},${wave(i)}`,
      ),
    ],
    rows: 36,
    read: { targets: ['売上'], time: ['month', '2018-01-01', '2020-12-01'], series: [seriesOf('売上', 36, wave)] },
  },
  {
    kind: 'Thai year and month apart',
    lines: ['ปี,เดือน,ยอดขาย', ...rows(36, (i) => `${2564 + Math.floor(i / 12)},${(i % 12) + 1},${wave(i)}`)],
    rows: 36,
    read: { targets: ['ยอดขาย'], time: ['month', '2021-01-01', '2023-12-01'], series: [seriesOf('ยอดขาย', 36, wave)] },
  },
  {
    kind: 'sums of years between the months that they add up, and one of all',
    lines: [
      'Monat;Umsatz',
      ...rows(3, (year) =>
        [
          ...rows(12, (i) => `${padded(i + 1)}.${2021 + year};${wave(12 * year + i)}`),
          `Summe ${2021 + year};${sumOf(12, (i) => wave(12 * year + i))}`,
        ].join('\n'),
      ),
      `Gesamtsumme;${sumOf(36, wave)}`,
    ],
    rows: 40,
    read: {
      targets: ['Umsatz'],
      time: ['month', '2021-01-01', '2023-12-01'],
      leftOut: { totals: 4 },
      series: [seriesOf('Umsatz', 36, wave)],
    },
  },
  {
    kind: 'dates beside the time that nothing depends on are not asked about',
    lines: [
      'DATAFLOW,LAST UPDATE,geo,TIME_PERIOD,OBS_VALUE',
      ...['DE', 'FR'].flatMap((geo, at) =>
        rows(
          36,
          (i) =>
            `ESTAT:STS(1.0),12/01/24,${geo},${2021 + Math.floor(i / 12)}-${padded((i % 12) + 1)},${wave(i, 100 + 100 * at)}`,
        ),
      ),
    ],
    rows: 72,
    read: {
      ids: ['geo'],
      targets: ['OBS_VALUE'],
      time: ['month', '2021-01-01', '2023-12-01'],
      series: ['DE', 'FR'].map((geo, at) => seriesOf(geo, 36, (i) => wave(i, 100 + 100 * at))),
    },
  },
  ...[
    ['`2018 1e kwartaal`', (/** @type {number} */ i) => `${2018 + (i >> 2)} ${(i % 4) + 1}e kwartaal`],
    ['`1. čtvrtletí 2018`', (/** @type {number} */ i) => `${(i % 4) + 1}. čtvrtletí ${2018 + (i >> 2)}`],
  ].map(([example, say]) => ({
    kind: `quarters as ${example}`,
    lines: ['Perioden;Omzet', ...rows(24, (i) => `${/** @type {(i: number) => string} */ (say)(i)};${wave(i)}`)],
    rows: 24,
    read: {
      targets: ['Omzet'],
      time: /** @type {[string, string, string]} */ (['quarter', '2018-01-01', '2023-10-01']),
      series: [seriesOf('Omzet', 24, wave)],
    },
  })),
  {
    kind: 'months as `2018MM01`',
    lines: ['Perioden;Omzet', ...rows(48, (i) => `${2018 + Math.floor(i / 12)}MM${padded((i % 12) + 1)};${wave(i)}`)],
    rows: 48,
    read: { targets: ['Omzet'], time: ['month', '2018-01-01', '2021-12-01'], series: [seriesOf('Omzet', 48, wave)] },
  },
  {
    kind: 'a row `YTD` in the place of a month',
    lines: [
      'Year,Month,Sales',
      ...rows(39, (i) => {
        const year = Math.floor(i / 13);
        const month = i % 13;
        const value = month === 12 ? sumOf(12, (at) => wave(12 * year + at)) : wave(12 * year + month);
        return `${2021 + year},${months[month] ?? 'YTD'},${value}`;
      }),
    ],
    rows: 39,
    read: {
      targets: ['Sales'],
      time: ['month', '2021-01-01', '2023-12-01'],
      leftOut: { 'period-totals': 3 },
      series: [seriesOf('Sales', 36, wave)],
    },
  },
];
