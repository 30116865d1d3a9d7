/** Tables without dates: whose rows they are is found all the same, and asked. */
import { day, rows, seriesOf, sumOf, wave } from './situation.mjs';

const shops = ['Köln', 'Bonn', 'Trier', 'Mainz'];
const value = (/** @type {number} */ shop, /** @type {number} */ at) => 100 * (shop + 1) + ((at * 37 + shop) % 23);
const ofShops = (/** @type {number} */ n) => shops.map((name, shop) => seriesOf(name, n, (at) => value(shop, at)));
const letters =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
/** The first team lacks the first letter, the second one two of the others. @param {number} team @param {number} at */
const lacks = (team, at) => (team === 0 && at === 0) || (team === 1 && (at === 9 || at === 11));
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @type {import('./situation.mjs').Situation[]} */
export const undated = [
  {
    kind: 'no dates: a number of the period that begins again with each shop',
    lines: ['shop,period,sales', ...shops.flatMap((name, s) => rows(40, (i) => `${name},${i + 1},${value(s, i)}`))],
    rows: 160,
    read: {
      ids: ['shop'],
      targets: ['sales'],
      covariates: [],
      time: ['row', '1', '40'],
      asked: ['no-dates', 'whose-rows'],
      series: ofShops(40),
    },
  },
  {
    kind: 'no dates: a number of the period, two columns that together tell rows apart',
    lines: [
      't,store,item,units',
      ...rows(1200, (i) => `${Math.floor(i / 40) + 1},${(Math.floor(i / 8) % 5) + 1},${(i % 8) + 101},${i % 97}`),
    ],
    rows: 1200,
    read: {
      ids: ['store', 'item'],
      targets: ['units'],
      time: ['row', '1', '30'],
      asked: ['whose-rows'],
      series: rows(20, (s) => `${Math.floor(s / 8) + 1} · ${(s % 8) + 101}`).map((name, s) =>
        seriesOf(name, 30, (at) => (at * 40 + s) % 97),
      ),
    },
  },
  {
    kind: 'no dates: labels of periods that nothing reads, a shop beside them',
    lines: [
      'Periode;Filiale;Umsatz',
      ...rows(160, (i) => `Sprint ${(i >> 2) + 1};${shops[i % 4]};${value(i % 4, i >> 2)}`),
    ],
    rows: 160,
    read: {
      ids: ['Filiale'],
      targets: ['Umsatz'],
      covariates: [],
      time: ['row', '1', '40'],
      asked: ['no-dates', 'whose-rows'],
      series: ofShops(40),
    },
  },
  {
    kind: 'no dates: a team lacks one of the numbered periods',
    lines: [
      'Sprint,Team,Points',
      ...rows(60, (i) => `Sprint ${(i >> 1) + 1},${i % 2 ? 'B' : 'A'},${wave(i)}`).filter(
        (line) => !line.startsWith('Sprint 5,B'),
      ),
    ],
    rows: 59,
    read: {
      ids: ['Team'],
      targets: ['Points'],
      covariates: [],
      time: ['row', '1', '30'],
      asked: ['no-dates', 'whose-rows'],
      series: [
        seriesOf('A', 30, (at) => wave(at * 2)),
        ['B', 30, sumOf(30, (at) => (at === 4 ? 0 : wave(at * 2 + 1))), wave(1), wave(59)],
      ],
    },
  },
  {
    kind: 'no dates: periods by names without numbers, of which teams lack some',
    lines: [
      'Team,Iteration,Points',
      ...['A', 'B', 'C'].flatMap((team, t) =>
        letters.flatMap((letter, i) => (lacks(t, i) ? [] : [`${team},${letter},${value(t, i)}`])),
      ),
    ],
    rows: 69,
    read: {
      ids: ['Team'],
      targets: ['Points'],
      covariates: [],
      time: ['row', '0', '23'],
      asked: ['no-dates', 'whose-rows'],
      repaired: ['gaps by linear'],
      series: [
        ['A', 23, sumOf(23, (i) => value(0, i + 1)), value(0, 1), value(0, 23)],
        ['B', 24, sumOf(24, (i) => (lacks(1, i) ? 0 : value(1, i))), value(1, 0), value(1, 23)],
        seriesOf('C', 24, (i) => value(2, i)),
      ],
    },
  },
  {
    kind: 'a column of dates of which most are blank',
    lines: [
      'Date,Order,Amount',
      ...rows(80, (i) => `${i % 10 === 0 ? day('2024-01-01', i) : ''},${1000 + i},${wave(i)}`),
    ],
    rows: 80,
    read: {
      targets: ['Amount'],
      time: null,
      asked: ['no-dates'],
      series: [seriesOf('Amount', 80, wave)],
    },
  },
  {
    kind: 'no dates and no periods: the shops stand one below the other',
    lines: ['shop,sales', ...shops.flatMap((name, s) => rows(30, (i) => `${name},${value(s, i)}`))],
    rows: 120,
    read: { ids: ['shop'], targets: ['sales'], time: null, asked: ['whose-rows'], series: ofShops(30) },
  },
  {
    kind: 'no dates and no periods: the shops come round in turn',
    lines: ['shop,sales', ...rows(120, (i) => `${shops[i % 4]},${value(i % 4, i >> 2)}`)],
    rows: 120,
    read: { ids: ['shop'], targets: ['sales'], time: null, asked: ['whose-rows'], series: ofShops(30) },
  },
  {
    kind: 'no dates: weeks 1 to 52 of each shop, one below the other',
    lines: ['week,store,sales', ...shops.flatMap((name, s) => rows(52, (i) => `${i + 1},${name},${value(s, i)}`))],
    rows: 208,
    read: {
      ids: ['store'],
      targets: ['sales'],
      time: ['row', '1', '52'],
      asked: ['first-year', 'whose-rows'],
      series: ofShops(52),
    },
  },
  {
    kind: 'no dates: weekdays come round again and name no series',
    lines: ['weekday,visits', ...rows(70, (i) => `${weekdays[i % 7]},${wave(i)}`)],
    rows: 70,
    read: { targets: ['visits'], time: null, series: [seriesOf('visits', 70, wave)] },
  },
  {
    kind: 'no dates: remarks in no order name no series',
    lines: ['visits,remark', ...rows(70, (i) => `${wave(i)},${['ok', 'late', 'early'][((i * i) >> 2) % 3]}`)],
    rows: 70,
    read: { targets: ['visits'], time: null, series: [seriesOf('visits', 70, wave)] },
  },
];
