import { expect, test } from 'vitest';
import { countriesKnown, holidaysByLibrary } from '../../scripts/holiday-tables.mjs';
import { civilFromDays } from '../base/civil.ts';
import { createRandom } from '../base/random.ts';
import { holidayCountries } from './holiday-countries.ts';
import tables from './holiday-tables.json';
import { listPublicHolidays } from './public-holidays.ts';

/** As long as the library takes, some minutes. */
const isLong = process.env.DROPCAST_LONG_TESTS === '1';

test('the countries offered are those of date-holidays, and each has a table', () => {
  expect([...holidayCountries]).toEqual(countriesKnown());
  expect(Object.keys(tables.countries)).toEqual(countriesKnown());
});

test('every country has the public holidays of date-holidays, in years drawn from all that are covered', () => {
  const random = createRandom(Number(process.env.DROPCAST_SEED ?? 3));
  const span = tables.lastYear - tables.firstYear + 1;
  for (const country of holidayCountries) {
    const drawn = isLong ? Array.from({ length: span }, (_, at) => at) : [Math.floor(random() * span)];
    for (const year of drawn.map((at) => tables.firstYear + at)) {
      // The library gives some days with the year before or after.
      const around = [year - 1, year, year + 1].filter((each) => each >= tables.firstYear && each <= tables.lastYear);
      const theirs = [...holidaysByLibrary(country, around)].filter((day) => civilFromDays(day).year === year);
      const ours = [...listPublicHolidays(tables, country, year, year)];
      expect({ country, year, days: ours.sort((a, b) => a - b) }).toEqual({
        country,
        year,
        days: theirs.sort((a, b) => a - b),
      });
    }
  }
}, 600_000);

test('nothing is said of years beyond the tables, nor of countries that they lack', () => {
  expect(listPublicHolidays(tables, 'DE', 1800, tables.firstYear - 1).size).toBe(0);
  expect(listPublicHolidays(tables, 'DE', tables.lastYear + 1, 2200).size).toBe(0);
  expect(listPublicHolidays(tables, 'DE', 1800, 2200)).toEqual(
    listPublicHolidays(tables, 'DE', tables.firstYear, tables.lastYear),
  );
  expect(listPublicHolidays(tables, 'XX', 2024, 2024).size).toBe(0);
});
