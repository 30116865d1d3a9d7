import { expect, test } from 'vitest';
import { countriesKnown, holidaysByLibrary } from '../../scripts/holiday-tables.mjs';
import { civilFromDays } from '../base/civil.ts';
import { createRandom } from '../base/random.ts';
import { holidayCountries } from './holiday-countries.ts';
import tables from './holiday-tables.json';
import { daysWithHoliday, listPublicHolidays } from './public-holidays.ts';

/** As long as the library takes, some minutes. */
const isLong = process.env.DROPCAST_LONG_TESTS === '1';

test('the countries offered are those of date-holidays, and each has a table', () => {
  expect([...holidayCountries]).toEqual(countriesKnown());
  expect(Object.keys(tables.countries)).toEqual(countriesKnown());
});

test('every country has the public holidays of date-holidays, in a year drawn from those covered', () => {
  const random = createRandom(Number(process.env.DROPCAST_SEED ?? 3));
  const { firstYear, lastYear } = tables;
  for (const country of holidayCountries) {
    const drawn = firstYear + Math.floor(random() * (lastYear - firstYear + 1));
    const [from, to] = isLong ? [firstYear, lastYear] : [drawn, drawn];
    // The library gives some days with the year before or after.
    const asked = Array.from({ length: to - from + 3 }, (_, at) => from - 1 + at);
    const theirs = [
      ...holidaysByLibrary(
        country,
        asked.filter((year) => year >= firstYear && year <= lastYear),
      ),
    ];
    const within = theirs.filter((day) => civilFromDays(day).year >= from && civilFromDays(day).year <= to);
    const ours = [...listPublicHolidays(tables, country, from, to)];
    const inOrder = (days: number[]) => ({ country, from, days: days.sort((a, b) => a - b) });
    expect(inOrder(ours)).toEqual(inOrder(within));
  }
});

test('nothing is said of years beyond the tables, nor of countries that they lack', () => {
  expect(listPublicHolidays(tables, 'DE', 1800, tables.firstYear - 1).size).toBe(0);
  expect(listPublicHolidays(tables, 'DE', tables.lastYear + 1, 2200).size).toBe(0);
  expect(listPublicHolidays(tables, 'DE', 1800, 2200)).toEqual(
    listPublicHolidays(tables, 'DE', tables.firstYear, tables.lastYear),
  );
  expect(listPublicHolidays(tables, 'XX', 2024, 2024).size).toBe(0);
});

test('what goes with a holiday is as far from it each year', () => {
  const days = (country: string, date: string, ...years: [number, number]) =>
    daysWithHoliday(tables, country, Date.parse(date) / 86_400_000, years)?.map((day) =>
      new Date(day * 86_400_000).toISOString().slice(0, 10),
    );
  // The Friday after Thanksgiving; the Monday before Easter, which Good Friday is nearest to.
  expect(days('US', '2023-11-24', 2022, 2025)).toEqual(['2022-11-25', '2023-11-24', '2024-11-29', '2025-11-28']);
  expect(days('GB', '2024-03-25', 2023, 2025)).toEqual(['2023-04-03', '2024-03-25', '2025-04-14']);
  expect(days('US', '2024-04-10', 2023, 2025)).toBeUndefined();
});
