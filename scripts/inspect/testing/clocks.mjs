/** Calendars, times of day, and rhythms with closed days. */
import { day, daysOf2024, hour, padded, rows, seriesOf, sumOf, wave, written } from './situation.mjs';

const months = ['JAN', 'FEB', 'MAR', 'APR'];
const russian = ['января', 'февраля', 'марта', 'апреля'];

/** 46 half hours on the day when clocks go on, 48 on the others, from 20 March 2023. */
const halfHours = Array.from({ length: 21 }, (_, date) => date).flatMap((date) =>
  Array.from({ length: date === 6 ? 46 : 48 }, (_, period) => ({ date: day('2023-03-20', date), period: period + 1 })),
);

/** Hours of Eastern Europe, three ahead until 29 October, then two. */
const instants = Array.from({ length: 409 }, (_, i) => {
  const utc = Date.parse('2023-10-20T21:00Z') + i * 3_600_000;
  const ahead = utc < Date.parse('2023-10-29T00:00Z') ? 3 : 2;
  return `${new Date(utc + ahead * 3_600_000).toISOString().slice(0, 19)}+0${ahead}:00`;
});

const openHours = Array.from({ length: 60 }, (_, date) => day('2024-01-01', date))
  .filter((iso) => new Date(iso).getUTCDay() !== 0)
  .flatMap((iso) => Array.from({ length: 10 }, (_, i) => `${iso} ${padded(9 + i)}:00`));

const donationDays = Array.from({ length: 301 }, (_, i) => day('2023-01-02', i)).filter((iso) =>
  [1, 3, 5].includes(new Date(iso).getUTCDay()),
);

/** Ends of the retail months of 4, 5 and 4 weeks from February 2019 on. */
const retailEnds = Array.from({ length: 60 }, (_, i) => {
  const weeks = Math.floor(i / 12) * 52 + Math.floor((i % 12) / 3) * 13 + [4, 9, 13][i % 3];
  return written(day('2019-02-02', weeks * 7), 'M/D/Y');
});

/** @type {import('./situation.mjs').Situation[]} */
export const clocks = [
  {
    kind: 'hours with offsets over the end of summer time',
    lines: ['timestamp,consumption_kwh', ...instants.map((at, i) => `${at},${wave(i)}`)],
    rows: 409,
    read: {
      targets: ['consumption_kwh'],
      time: ['hour', '2023-10-21', '2023-11-06T23:00:00'],
      series: [seriesOf('consumption_kwh', 409, wave)],
    },
  },
  {
    kind: 'hours that end at `0100` to `2400`',
    lines: [
      'Date,Time,kW',
      ...rows(
        480,
        (i) => `${written(day('2024-01-01', Math.floor(i / 24)), 'M/D/Y')},${padded((i % 24) + 1)}00,${51 + (i % 24)}`,
      ),
    ],
    rows: 480,
    read: {
      targets: ['kW'],
      time: ['hour', '2024-01-01', '2024-01-20T23:00:00'],
      series: [seriesOf('kW', 480, (i) => 51 + (i % 24))],
    },
  },
  {
    kind: 'year and day of the year under `DOY`',
    lines: ['YEAR,DOY,T2M', ...rows(500, (i) => `${i < 365 ? 2022 : 2023},${(i % 365) + 1},${wave(i)}`)],
    rows: 500,
    read: { targets: ['T2M'], time: ['day', '2022-01-01', '2023-05-15'], series: [seriesOf('T2M', 500, wave)] },
  },
  {
    kind: 'year and day of the year under `DDD`',
    lines: ['YYYY DDD WSPD', ...rows(400, (i) => `${i < 366 ? 2024 : 2025} ${padded((i % 366) + 1, 3)} ${wave(i)}`)],
    file: 'a.txt',
    rows: 400,
    read: { targets: ['WSPD'], time: ['day', '2024-01-01', '2025-02-03'], series: [seriesOf('WSPD', 400, wave)] },
  },
  {
    kind: 'settlement periods 1 to 48, and 46 in spring',
    lines: [
      'SETTLEMENT_DATE,SETTLEMENT_PERIOD,ND,TSD,EMBEDDED_WIND_GENERATION',
      ...halfHours.map(({ date, period }, i) => {
        const [year, month, dom] = date.split('-').map(Number);
        return `${padded(dom)}-${months[month - 1]}-${year},${period},${wave(i, 19_000)},${wave(i, 20_000)},${1500 + 3 * (i % 48)}`;
      }),
    ],
    rows: 1006,
    read: {
      targets: ['ND', 'TSD'],
      covariates: ['EMBEDDED_WIND_GENERATION'],
      time: ['30 minutes', '2023-03-20', '2023-04-09T23:30:00'],
      series: [seriesOf('ND', 1006, (i) => wave(i, 19_000)), seriesOf('TSD', 1006, (i) => wave(i, 20_000))],
    },
  },
  {
    kind: 'begin, end and zone in one cell',
    lines: [
      '"MTU (CET/CEST)","Actual Total Load [MW] - BZN|DE-LU"',
      ...rows(336, (i) => {
        const say = (/** @type {number} */ at) => {
          const [date, clock] = hour('2024-03-25', at).split('T');
          return `${written(date, 'D.M.Y')} ${clock}`;
        };
        return `"${say(i)} - ${say(i + 1)} (CET/CEST)","${i === 146 ? 'N/A' : 40_000 + 1000 * (i % 24)}"`;
      }),
    ],
    rows: 336,
    read: {
      targets: ['Actual Total Load [MW] - BZN|DE-LU'],
      time: ['hour', '2024-03-25', '2024-04-07T23:00:00'],
      leftOut: { 'no-value': 1 },
      series: [['Actual Total Load [MW] - BZN|DE-LU', 336, 14 * (24 * 40_000 + 276_000) - 42_000, 40_000, 63_000]],
    },
  },
  {
    kind: 'a range of hours `00-01` beside the date',
    lines: [
      'Datum;Stunde;Last MW',
      ...rows(
        504,
        (i) =>
          `${written(day('2024-01-01', Math.floor(i / 24)), 'D.M.Y')};${padded(i % 24)}-${padded((i % 24) + 1)};${4000 + 10 * (i % 24)}`,
      ),
    ],
    rows: 504,
    read: {
      targets: ['Last MW'],
      time: ['hour', '2024-01-01', '2024-01-21T23:00:00'],
      series: [seriesOf('Last MW', 504, (i) => 4000 + 10 * (i % 24))],
    },
  },
  {
    kind: 'lengths of time beside the date',
    lines: [
      'Date,Avg. handle time,Calls',
      ...rows(60, (i) => `${day('2024-01-01', i)},00:0${4 + (i % 3)}:${padded((i * 7) % 60)},${300 + 20 * (i % 4)}`),
    ],
    rows: 60,
    read: {
      targets: ['Calls'],
      covariates: ['Avg. handle time'],
      time: daysOf2024(60),
      series: [seriesOf('Calls', 60, (i) => 300 + 20 * (i % 4))],
    },
  },
  {
    kind: 'Unix microseconds',
    lines: [
      'open_time,open,close,volume',
      ...rows(576, (i) => `${(1_735_689_600 + 3600 * i) * 1e6},${wave(i, 100)},${wave(i + 1, 100)},${500 + (i % 24)}`),
    ],
    rows: 576,
    read: {
      targets: ['close', 'volume'],
      time: ['hour', '2025-01-01', '2025-01-24T23:00:00'],
      series: [seriesOf('close', 576, (i) => wave(i + 1, 100)), seriesOf('volume', 576, (i) => 500 + (i % 24))],
    },
  },
  {
    kind: 'instants as .NET writes them',
    lines: [
      'when,orders',
      ...rows(96, (i) => `/Date(${1_577_836_800_000 + 3_600_000 * i}${i % 2 ? '+0100' : ''})/,${wave(i)}`),
    ],
    rows: 96,
    read: {
      targets: ['orders'],
      time: ['hour', '2020-01-01', '2020-01-04T23:00:00'],
      series: [seriesOf('orders', 96, wave)],
    },
  },
  {
    kind: 'Unix milliseconds, no header',
    lines: rows(576, (i) =>
      [
        1_704_067_200_000 + 3_600_000 * i,
        ...[42_000, 42_020, 41_900].map((level) => `${wave(i, level)}.25`),
        1_704_070_799_999 + 3_600_000 * i,
        wave(i, 300),
      ].join(','),
    ),
    rows: 576,
    read: {
      targets: ['column 2', 'column 3', 'column 4', 'column 6'],
      time: ['hour', '2024-01-01', '2024-01-24T23:00:00'],
      series: [
        ...[42_000, 42_020, 41_900].map((level, at) => seriesOf(`column ${2 + at}`, 576, (i) => wave(i, level) + 0.25)),
        seriesOf('column 6', 576, (i) => wave(i, 300)),
      ],
    },
  },
  {
    kind: 'days as `23-01-05`, the year in front',
    lines: ['day,qty', ...rows(120, (i) => `${day('2023-01-05', i).slice(2)},${wave(i)}`)],
    rows: 120,
    read: { targets: ['qty'], time: ['day', '2023-01-05', '2023-05-04'], series: [seriesOf('qty', 120, wave)] },
  },
  {
    kind: 'years of Minguo, a title above and notes below',
    lines: [
      '"112年 2330 各日成交資訊"',
      '"日期","成交股數","成交金額",',
      ...rows(
        90,
        (i) =>
          `"112/${written(day('2023-01-02', i + 2 * Math.floor(i / 5)), 'M/D')}","${40 + (i % 9)},936,046","${21 + (i % 7)},429,854,110",`,
      ),
      '"說明:"',
      '"符號說明:+/-/X表示漲/跌/不比價"',
    ],
    rows: 92,
    read: {
      targets: ['成交金額'],
      covariates: ['成交股數'],
      time: ['business-day', '2023-01-02', '2023-05-05'],
      leftOut: { footnotes: 2 },
      series: [seriesOf('成交金額', 90, (i) => (21 + (i % 7)) * 1e9 + 429_854_110)],
    },
  },
  {
    kind: 'years of the Buddhist era over a leap day',
    lines: [
      'วันที่,ยอดขาย',
      ...rows(150, (i) => {
        const [year, month, date] = day('2023-12-01', i).split('-');
        return `${date}/${month}/${Number(year) + 543},${wave(i)}`;
      }),
    ],
    rows: 150,
    read: { targets: ['ยอดขาย'], time: ['day', '2023-12-01', '2024-04-28'], series: [seriesOf('ยอดขาย', 150, wave)] },
  },
  {
    kind: 'Russian months',
    lines: [
      'Дата;Продажи',
      ...rows(120, (i) => {
        const [, month, date] = day('2023-01-01', i).split('-').map(Number);
        return `${date} ${russian[month - 1]} 2023;${wave(i)},5`;
      }),
    ],
    rows: 120,
    read: {
      targets: ['Продажи'],
      time: ['day', '2023-01-01', '2023-04-30'],
      series: [seriesOf('Продажи', 120, (i) => wave(i) + 0.5)],
    },
  },
  {
    kind: 'windows-1251',
    lines: [],
    // By https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251.TXT: А-я from 0xC0 on.
    bytes: Uint8Array.from(
      ['Дата;Выручка, руб.', ...rows(120, (i) => `${written(day('2023-01-01', i), 'D.M.Y')};${wave(i, 1000)},5`)].join(
        '\r\n',
      ),
      (letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x410 + 0xc0 : letter.charCodeAt(0)),
    ),
    rows: 120,
    read: {
      targets: ['Выручка, руб.'],
      time: ['day', '2023-01-01', '2023-04-30'],
      series: [seriesOf('Выручка, руб.', 120, (i) => wave(i, 1000) + 0.5)],
    },
  },
  {
    kind: 'another format of dates from the middle on',
    lines: [
      'Date,Sales',
      ...rows(90, (i) => `${i < 60 ? day('2024-01-01', i) : written(day('2024-01-01', i), 'D/M/Y')},${wave(i)}`),
    ],
    rows: 90,
    read: { targets: ['Sales'], time: daysOf2024(90), noted: ['date-formats'], series: [seriesOf('Sales', 90, wave)] },
  },
  {
    kind: 'opening hours, closed on Sundays',
    lines: ['timestamp,customers', ...openHours.map((at, i) => `${at},${20 + 3 * (i % 10)}`)],
    rows: 520,
    read: {
      targets: ['customers'],
      time: ['hour', '2024-01-01T09:00:00', '2024-02-29T18:00:00'],
      series: [seriesOf('customers', 520, (i) => 20 + 3 * (i % 10))],
    },
  },
  {
    kind: 'Mondays, Wednesdays and Fridays',
    lines: ['date,donations', ...donationDays.map((iso, i) => `${iso},${30 + 10 * (i % 3)}`)],
    rows: 129,
    read: {
      targets: ['donations'],
      time: ['business-day', '2023-01-02', '2023-10-27'],
      series: [['donations', 215, 43 * 120, 30, 50]],
    },
  },
  {
    kind: 'retail months of 4, 5 and 4 weeks',
    lines: ['Period End,Net Sales', ...retailEnds.map((end, i) => `${end},${4000 + 1000 * (i % 3 === 1 ? 1 : 0)}`)],
    rows: 60,
    read: {
      targets: ['Net Sales'],
      time: ['retail-month', '2019-03-02', '2024-01-27'],
      series: [['Net Sales', 60, 60 * 4000 + 20_000, 4000, 4000]],
    },
  },
  {
    kind: 'the 1st and the 16th',
    lines: [
      'pay_date,payroll',
      ...rows(
        96,
        (i) =>
          `${2020 + Math.floor(i / 24)}-${padded((Math.floor(i / 2) % 12) + 1)}-${i % 2 ? '16' : '01'},${50_000 + 9000 * (i % 2) + 100 * i}`,
      ),
    ],
    rows: 96,
    read: {
      targets: ['payroll'],
      time: ['half-month', '2020-01-01', '2023-12-16'],
      series: [seriesOf('payroll', 96, (i) => 50_000 + 9000 * (i % 2) + 100 * i)],
    },
  },
  {
    kind: 'weeks counted from 1 January, the last a day or two long',
    lines: [
      'week_start,sessions',
      ...[2021, 2022, 2023].flatMap((year) => rows(53, (i) => `${day(`${year}-01-01`, 7 * i)},${i === 52 ? 50 : 350}`)),
    ],
    rows: 159,
    read: {
      targets: ['sessions'],
      time: ['week', '2020-12-28', '2023-12-25'],
      series: [['sessions', 157, 156 * 350 + 150, 350, 50]],
    },
  },
  ...['Außentemperatur', 'température', 'temperatura', 'Luftfeuchte', 'температура', '気温'].map((name) => ({
    kind: `\`${name}\` at odd times is offered as a mean`,
    lines: [
      `time;${name}`,
      ...rows(
        300,
        (i) =>
          `${new Date(Date.UTC(2024, 0, 1) + i * 450_000 + ((i * 7919) % 431) * 1000).toISOString()};${wave(i, 1)}`,
      ),
    ],
    rows: 300,
    read: {
      targets: [name],
      time: /** @type {const} */ (['irregular', '2024-01-01', '2024-01-02T13:27:28']),
      leftOut: { 'irregular-dates': 300 },
      asked: ['bring-to-rhythm by mean'],
      series: [seriesOf(name, 300, (i) => wave(i, 1))],
    },
  })),
  {
    kind: 'year and day of the year under `DIA_JULIANO`',
    lines: [
      'AÑO;DIA_JULIANO;Q',
      ...rows(400, (i) => `${i < 366 ? 2024 : 2025};${i < 366 ? i + 1 : i - 365};${wave(i)}`),
    ],
    rows: 400,
    read: {
      targets: ['Q'],
      time: daysOf2024(400),
      series: [seriesOf('Q', 400, (i) => wave(i))],
    },
  },
  {
    kind: 'dates with dots, then with slashes and the month first',
    lines: ['date,n', ...rows(100, (i) => `${written(day('2024-01-01', i), i < 50 ? 'D.M.Y' : 'M/D/Y')},${wave(i)}`)],
    rows: 100,
    read: {
      targets: ['n'],
      time: daysOf2024(100),
      noted: ['date-formats'],
      series: [seriesOf('n', 100, (i) => wave(i))],
    },
  },
  {
    kind: 'months `M01` to `M13` and halves `S01` to `S03` beside a year',
    lines: [
      'Year,Period,Value',
      ...[2021, 2022, 2023].flatMap((year) => [
        ...rows(13, (i) => `${year},M${padded(i + 1)},${wave(i)}`),
        ...rows(3, (i) => `${year},S0${i + 1},${wave(i, 500)}`),
      ]),
    ],
    rows: 48,
    read: {
      targets: ['Value'],
      time: ['month', '2021-01-01', '2023-12-01'],
      leftOut: { 'period-totals': 12 },
      noted: ['period-totals'],
      series: [['Value', 36, 3 * sumOf(12, (i) => wave(i)), wave(0), wave(11)]],
    },
  },
  {
    kind: 'months by name beside a year, with `HALF1`, `HALF2` and `Annual`',
    lines: [
      'Year,Period,Value',
      ...[2020, 2021, 2022, 2023].flatMap((year) =>
        'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec HALF1 HALF2 Annual'
          .split(' ')
          .map((period, i) => `${year},${period},${wave(i, 300)}`),
      ),
    ],
    rows: 60,
    read: {
      targets: ['Value'],
      time: ['month', '2020-01-01', '2023-12-01'],
      leftOut: { 'period-totals': 12 },
      noted: ['period-totals'],
      series: [['Value', 48, 4 * sumOf(12, (i) => wave(i, 300)), wave(0, 300), wave(11, 300)]],
    },
  },
  {
    kind: 'fiscal years and months of SAP, `GJAHR` beside `MONAT`',
    lines: [
      'GJAHR;MONAT;HSL',
      ...rows(36, (i) => `${2021 + Math.floor(i / 12)};${padded((i % 12) + 1, 3)};${wave(i)}`),
    ],
    rows: 36,
    read: {
      targets: ['HSL'],
      time: ['month', '2021-01-01', '2023-12-01'],
      asked: ['fiscal-start'],
      series: [seriesOf('HSL', 36, (i) => wave(i))],
    },
  },
  {
    kind: 'temperatures at odd times are offered as means',
    lines: [
      'entity_id,state,last_changed',
      ...rows(
        600,
        (i) =>
          `sensor.living_temp,${i % 60 === 9 ? 'unavailable' : (20 + Math.sin(i / 20)).toFixed(2)},${new Date(Date.UTC(2024, 0, 1) + i * 450_000 + ((i * 7919) % 431) * 1000).toISOString()}`,
      ),
    ],
    rows: 600,
    read: {
      targets: ['state'],
      time: ['irregular', '2024-01-01', '2024-01-04T02:57:56'],
      leftOut: { 'irregular-dates': 590, 'no-value': 10 },
      asked: ['bring-to-rhythm by mean'],
      series: [
        [
          'state',
          590,
          sumOf(600, (i) => (i % 60 === 9 ? 0 : Number((20 + Math.sin(i / 20)).toFixed(2)))),
          20,
          Number((20 + Math.sin(599 / 20)).toFixed(2)),
        ],
      ],
    },
  },
  {
    kind: 'month by `2015.01` to `2015.1`, which is October',
    lines: [
      'Date,P,D',
      ...rows(
        108,
        (i) =>
          `${2015 + Math.floor(i / 12)}.${i % 12 === 9 ? '1' : padded((i % 12) + 1)},${wave(i, 2000)},${wave(i, 40)}`,
      ),
    ],
    rows: 108,
    read: {
      targets: ['P', 'D'],
      time: ['month', '2015-01-01', '2023-12-01'],
      series: [seriesOf('P', 108, (i) => wave(i, 2000)), seriesOf('D', 108, (i) => wave(i, 40))],
    },
  },
  {
    kind: 'a decimal year beside year and month is no target',
    lines: [
      '# co2 mm',
      'year,month,decimal date,average,ndays',
      ...rows(
        150,
        (i) =>
          `${2010 + Math.floor(i / 12)},${(i % 12) + 1},${(2010 + (i + 0.5) / 12).toFixed(4)},${wave(i, 380)}.25,-1`,
      ),
    ],
    rows: 150,
    read: {
      targets: ['average'],
      time: ['month', '2010-01-01', '2022-06-01'],
      series: [seriesOf('average', 150, (i) => wave(i, 380) + 0.25)],
    },
  },
  {
    kind: 'times as `230000` beside dates as `20240101`',
    lines: [
      'DATE,TIME,KWH',
      ...rows(240, (i) => `${written(day('2024-01-01', Math.floor(i / 24)), 'YMD')},${padded(i % 24)}0000,${wave(i)}`),
    ],
    rows: 240,
    read: {
      targets: ['KWH'],
      time: ['hour', '2024-01-01', '2024-01-10T23:00:00'],
      series: [seriesOf('KWH', 240, wave)],
    },
  },
  {
    kind: 'days that could be months, beside the hour of the day',
    lines: [
      'Settlement Date,Settlement Period,Demand',
      ...rows(480, (i) => `${written(day('2024-01-01', i / 48), 'D/M/Y')},${(i % 48) + 1},${wave(i)}`),
    ],
    rows: 480,
    read: {
      targets: ['Demand'],
      time: ['30 minutes', '2024-01-01', '2024-01-10T23:30:00'],
      series: [seriesOf('Demand', 480, (i) => wave(i))],
    },
  },
  {
    kind: 'begin and end in brackets, a dash between: `(01.01.2024 – 07.01.2024)`',
    lines: [
      'Zeitraum;kWh',
      ...rows(40, (i) => {
        const [begin, end] = [i * 7, i * 7 + 6].map((days) => written(day('2024-01-01', days), 'D.M.Y'));
        return `(${begin} – ${end});${wave(i)}`;
      }),
    ],
    rows: 40,
    read: {
      targets: ['kWh'],
      time: ['week', '2024-01-01', '2024-09-30'],
      series: [seriesOf('kWh', 40, (i) => wave(i))],
    },
  },
  {
    kind: 'days as `0101` without a year are no amounts',
    lines: ['Belegdatum;Betrag;Konto', ...rows(60, (i) => `${written(day('2023-01-01', i), 'DM')};${wave(i)},50;8400`)],
    rows: 60,
    read: {
      targets: ['Betrag'],
      time: null,
      asked: ['first-year'],
      series: [seriesOf('Betrag', 60, (i) => wave(i) + 0.5)],
    },
  },
];
