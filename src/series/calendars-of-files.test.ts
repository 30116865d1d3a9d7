/** Files whose time has a shape of its own, as far as their series. */
import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/table.ts';
import { clockAt, timeAt } from './calendar.ts';
import { guessPanel } from './guess-panel.ts';
import { type PanelReading, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const dayMs = 86_400_000;

async function tableOf(text: string): Promise<Table> {
  const result = await readTable(new Blob([text]), 'a.csv');
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function read(text: string): Promise<PanelReading> {
  const table = await tableOf(text);
  const panel = readPanel(table, guessPanel(table), usualRules);
  if (!panel.ok) throw new Error(JSON.stringify(panel.problem));
  return panel.value;
}

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const wave = (i: number) => 40 + ((i * 7) % 13);

describe('a business that opens on some weekdays', () => {
  it.each([
    ['Monday, Wednesday, Friday', [1, 3, 5], [1, 3]],
    ['Tuesday and Thursday', [2, 4], [0, 2, 4]],
  ])('%s has zeros on the others, and no value is made up', async (_, open, closed) => {
    const days = Array.from({ length: 200 }, (_, i) => Date.UTC(2023, 0, 2) + i * dayMs);
    const rows = days.filter((ms) => open.includes(new Date(ms).getUTCDay())).map((ms, i) => `${iso(ms)},${wave(i)}`);
    const [{ series }] = (await read(['date,donations', ...rows].join('\n'))).series;
    expect(series.step).toEqual({ unit: 'business-day', every: 1 });
    expect(series.closedWeekdays).toEqual(closed);
    expect(sum(series.y)).toBe(sum(rows.map((_, i) => wave(i))));
  });

  const days = Array.from({ length: 140 }, (_, i) => Date.UTC(2023, 0, 2) + i * dayMs);
  const rowsOf = (cellOf: (weekday: number, i: number) => string | number) =>
    ['date,sales', ...days.map((ms, i) => `${iso(ms)},${cellOf(new Date(ms).getUTCDay(), i)}`)].join('\n');

  it.each([
    ['zeros', 0],
    ['a word', 'closed'],
  ])('is found by %s on the others', async (_, shut) => {
    const [{ series, repairs }] = (await read(rowsOf((day, i) => (day === 0 || day === 3 ? shut : wave(i))))).series;
    expect(series.closedWeekdays).toEqual([2, 6]);
    expect(Array.from(series.y.slice(0, 7))).toEqual([40, 47, 0, 48, 42, 49, 0]);
    expect(series.filled.some((flag) => flag !== 0)).toBe(false);
    expect(repairs).toEqual([]);
  });

  it('is not seen in what is zero on any day, or but for one week', async () => {
    const rare = rowsOf((day, i) => (day === 0 || i % 4 > 0 ? 0 : wave(i)));
    expect((await read(rare)).series[0]?.series.closedWeekdays).toBeUndefined();
    const once = rowsOf((day, i) => (day === 0 && i > 7 ? 0 : wave(i)));
    expect((await read(once)).series[0]?.series.closedWeekdays).toBeUndefined();
  });
});

describe('weeks that New Year splits', () => {
  const mondays = Array.from({ length: 120 }, (_, i) => Date.UTC(2021, 0, 4) + i * 7 * dayMs);
  // The days of a week that lie in the new year have a row of their own on 1 January.
  const split = (value: (share: number) => number) =>
    mondays.flatMap((ms) => {
      const newYear = Date.UTC(new Date(ms + 6 * dayMs).getUTCFullYear(), 0, 1);
      const before = (newYear - ms) / dayMs;
      if (before <= 0 || before > 6) return [`${iso(ms)},${value(1)}`];
      return [`${iso(ms)},${value(before / 7)}`, `${iso(newYear)},${value(1 - before / 7)}`];
    });

  it('are added up where the values are amounts', async () => {
    const rows = split((share) => 700 * share);
    const [{ series, repairs }] = (await read(['week,sessions', ...rows].join('\n'))).series;
    expect(repairs.find(({ kind }) => kind === 'duplicates')).toMatchObject({ rule: 'sum' });
    expect(series.y).toHaveLength(120);
    expect(Array.from(series.y, (value) => Math.round(value))).toEqual(mondays.map(() => 700));
  });

  it('have the mean of a level', async () => {
    const rows = split(() => 700);
    const [{ series, repairs }] = (await read(['week,members', ...rows].join('\n'))).series;
    expect(repairs.find(({ kind }) => kind === 'duplicates')).toMatchObject({ rule: 'mean' });
    expect(Math.max(...series.y)).toBe(700);
  });
});

describe('several rhythms in one file', () => {
  const years = Array.from({ length: 9 }, (_, i) => 2015 + i);
  const labels = [
    ...years.map((year) => ['A', `${year}`]),
    ...years.flatMap((year) => [1, 2, 3, 4].map((quarter) => ['Q', `${year}-Q${quarter}`])),
    ...years.flatMap((year) =>
      Array.from({ length: 12 }, (_, i) => ['M', `${year}-${String(i + 1).padStart(2, '0')}`]),
    ),
  ];

  it.each([
    ['where a column tells them apart', 'FREQUENCY,TIME,Value', (label: string[]) => label.join(',')],
    ['where none does', 'TIME,Value', ([, time]: string[]) => time],
  ])('are series of their own %s', async (_, head, say) => {
    const rows = labels.map((label, i) => `${say(label)},${wave(i)}`);
    const { series, refused } = await read([head, ...rows].join('\n'));
    expect(refused).toEqual([]);
    const rhythms = series.map((one) => `${one.series.step.every} ${one.series.step.unit} ${one.series.y.length}`);
    expect(rhythms.sort()).toEqual(['1 month 108', '1 quarter 36', '1 year 9']);
  });
});

describe('totals of the months of a year', () => {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  it('never go with the months that they add up, so that none tells the future', async () => {
    const years = Array.from({ length: 5 }, (_, y) => months.map((_, i) => 100 + (((y * 12 + i) * 37) % 71)));
    const head = ['Year', ...months, 'Annual', 'HALF1', 'YTD', 'DJF', 'Mean', 'Best', 'Growth rate'];
    const rows = years.map((values, y) => {
      const total = sum(values);
      const beside = [
        total,
        sum(values.slice(0, 6)),
        total,
        values[0] + values[1],
        total / 12,
        Math.max(...values),
        y * 0.013 + total / 1e4,
      ];
      return [2019 + y, ...values, ...beside].join(',');
    });
    const table = await tableOf([head.join(','), ...rows].join('\n'));
    const { covariateColumns, targetColumns } = guessPanel(table);
    expect(covariateColumns).toEqual([]);
    expect(targetColumns.map((index) => table.columns[index].name)).toEqual(['value']);
    expect(table.notes.totalColumns).toEqual(head.slice(13));
  });

  it('are no month', async () => {
    const rows = [2021, 2022].flatMap((year) =>
      Array.from({ length: 13 }, (_, i) => `${year},M${String(i + 1).padStart(2, '0')},${i === 12 ? 999 : wave(i)}`),
    );
    const [{ series }] = (await read(['year,period,value', ...rows].join('\n'))).series;
    expect(series.y).toHaveLength(24);
    expect(Math.max(...series.y)).toBeLessThan(100);
  });
});

describe('offsets', () => {
  it('leave each hour its own, and the next one is told by the clock of the file', async () => {
    const first = Date.UTC(2023, 9, 26, 21);
    const change = Date.UTC(2023, 9, 29, 0);
    const rows = Array.from({ length: 120 }, (_, i) => {
      const utc = first + i * 3_600_000;
      const hours = utc < change ? 3 : 2;
      return `${new Date(utc + hours * 3_600_000).toISOString().slice(0, 19)}+0${hours}:00,${wave(i)}`;
    });
    const [{ series, repairs }] = (await read(['time,kwh', ...rows].join('\n'))).series;
    expect(series.y).toHaveLength(120);
    expect(repairs.map(({ kind }) => kind)).toEqual(['clock-changes']);
    expect(clockAt(series, 120)).toBe(first + 120 * 3_600_000 + 2 * 3_600_000);
  });

  it('do not take an hour that is there twice in March for the change of a clock', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => {
      const hour = i < 60 ? i : i - 1;
      return `${new Date(Date.UTC(2024, 2, 28, 16) + hour * 3_600_000).toISOString().slice(0, 16)},${wave(i)}`;
    });
    const [{ series, repairs }] = (await read(['time,kwh', ...rows].join('\n'))).series;
    expect(series.y).toHaveLength(99);
    expect(repairs.find(({ kind }) => kind === 'duplicates')).toMatchObject({ count: 1 });
  });
});

it('temperatures at odd times are offered as means', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const ms = Date.UTC(2024, 0, 1) + i * 400_000 + ((i * 7919) % 350) * 1000;
    return `${new Date(ms).toISOString().slice(0, 19)},${(20 + Math.sin(i / 40)).toFixed(2)}`;
  });
  const table = await tableOf(['last_changed,state', ...rows].join('\n'));
  expect(readPanel(table, guessPanel(table), usualRules)).toMatchObject({
    ok: false,
    problem: { offer: { how: 'mean' } },
  });
});

it('a count of time beside the dates is not what is forecast', async () => {
  const rows = Array.from({ length: 36 }, (_, i) => {
    const [year, month] = [2020 + Math.floor(i / 12), (i % 12) + 1];
    return `${year},${month},${(year + (month - 0.5) / 12).toFixed(4)},${400 + wave(i)}`;
  });
  const { series } = await read(['year,month,decimal date,average', ...rows].join('\n'));
  expect(series.map((one) => one.series.uniqueId)).toEqual(['average']);
  expect(iso(timeAt(series[0].series.firstMs, series[0].series.step, 35))).toBe('2022-12-01');
});
