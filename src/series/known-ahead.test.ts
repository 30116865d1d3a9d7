import { expect, test } from 'vitest';
import { calendarCovariates } from './calendar-covariates.ts';
import { holidayCovariate } from './holidays.ts';
import { withKnownAhead } from './known-ahead.ts';
import type { Series } from './series.ts';
import type { Step } from './step.ts';
import { day } from './testing/calendar-cases.ts';

function seriesFrom(first: string, step: Step, length: number): Series {
  return {
    uniqueId: 'a',
    step,
    firstMs: day(first),
    y: new Float64Array(length),
    filled: new Uint8Array(length),
  };
}

const holidaysFrom = async (first: string, step: Step, length: number, country: string) =>
  Array.from((await holidayCovariate(seriesFrom(first, step, length), country, 2))?.values ?? []);

test('marks the public holidays of 2024 in Germany, by the day and the horizon included', async () => {
  const values = await holidaysFrom('2024-01-01', { unit: 'day', every: 1 }, 364, 'DE');
  const named = values.flatMap((value, at) =>
    value > 0 ? [new Date(day('2024-01-01') + at * 86_400_000).toISOString().slice(5, 10)] : [],
  );
  // New Year, Good Friday, Easter Monday, Labour Day, Ascension, Whit Monday, Unity Day, Christmas: § 1 of the states' laws.
  expect(named).toEqual(
    expect.arrayContaining(['01-01', '03-29', '04-01', '05-01', '05-09', '05-20', '10-03', '12-25', '12-26']),
  );
  expect(named.length).toBeLessThan(12);
  expect(values).toHaveLength(366);
});

test('counts them by the week, and marks every hour of the day', async () => {
  const weeks = await holidaysFrom('2024-12-16', { unit: 'week', every: 1 }, 3, 'DE');
  expect(weeks.slice(0, 3)).toEqual([0, 2, 1]);
  const hours = await holidaysFrom('2024-07-03T20:00', { unit: 'hour', every: 6 }, 6, 'US');
  expect(hours).toEqual([0, 1, 1, 1, 1, 0, 0, 0]);
});

test('knows nothing of rows without dates', async () => {
  expect(await holidayCovariate(seriesFrom('2024-01-01', { unit: 'row', every: 1 }, 5), 'DE', 2)).toBeNull();
  expect(calendarCovariates(seriesFrom('2024-01-01', { unit: 'row', every: 1 }, 5), 2)).toEqual([]);
});

test('the calendar gives each day one weekday, and months their working days', () => {
  const days = calendarCovariates(seriesFrom('2024-01-01', { unit: 'day', every: 1 }, 24), 4);
  const weekdays = days.filter(({ name }) => name.includes('weekday'));
  expect(weekdays.map(({ values }) => values.reduce((sum, value) => sum + value, 0))).toEqual([4, 4, 4, 4, 4, 4, 4]);
  expect(weekdays[0].values[7]).toBe(1);
  const months = calendarCovariates(seriesFrom('2024-01-01', { unit: 'month', every: 1 }, 3), 1);
  const working = months.find(({ name }) => name.includes('working days'));
  expect([...(working?.values ?? [])]).toEqual([23, 21, 21, 22]);
});

test('a series of some weeks is told of weekdays, not of months and years that it has not seen come round', () => {
  const names = (length: number) =>
    calendarCovariates(seriesFrom('2024-01-01', { unit: 'day', every: 1 }, length), 3).map(({ name }) =>
      name.replace(/^calendar: (.*?)(?: \d| sin.*| cos.*)$/, '$1'),
    );
  expect(new Set(names(20))).toEqual(new Set());
  expect(new Set(names(50))).toEqual(new Set(['weekday']));
  expect(new Set(names(400))).toEqual(new Set(['weekday', 'time of month']));
  expect(new Set(names(1200))).toEqual(new Set(['weekday', 'time of month', 'time of year']));
});

test('the year comes round: its waves of 1 January are the same every year', () => {
  const years = calendarCovariates(seriesFrom('2020-01-01', { unit: 'day', every: 1 }, 1100), 0);
  const wave = years.find(({ name }) => name.includes('time of year cos 1'));
  for (const at of [0, 366, 731]) expect(wave?.values[at]).toBeCloseTo(1, 9);
  expect(wave?.values[183]).toBeCloseTo(-1, 6);
});

test('adds to what the file says what is asked for, and nothing unasked', async () => {
  const series = seriesFrom('2024-01-01', { unit: 'day', every: 1 }, 30);
  expect(await withKnownAhead(series, { calendar: false, holidays: null }, 3)).toBe(series);
  const price = { name: 'price', known: 'past' as const, values: new Float64Array(30) };
  const { covariates = [] } = await withKnownAhead(
    { ...series, covariates: [price] },
    { calendar: true, holidays: 'FR' },
    3,
  );
  expect(covariates[0]).toBe(price);
  expect(covariates.at(-1)?.name).toBe('holidays: FR');
  expect(covariates.slice(1).every(({ known, values }) => known === 'future' && values.length === 33)).toBe(true);
});
