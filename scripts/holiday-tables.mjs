/**
 * Writes src/series/holiday-tables.json from date-holidays: `node scripts/holiday-tables.mjs --write`, some minutes. The
 * library works a day out in milliseconds and weighs 1.4 MB; the tables say the same days in a fraction of that, as rules
 * found in the days themselves. How a rule is written: src/series/public-holidays.ts, which reads them.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import Holidays from 'date-holidays';

const dayMs = 86_400_000;
const firstYear = 1900;
const lastYear = 2100;
/** Feasts that others are a number of days away from, as date-holidays writes them; each gets a letter. */
const feasts = [
  ...['easter', 'orthodox', '1 Muharram', '12 Rabi al-awwal', '27 Rajab', '1 Ramadan', '1 Shawwal'],
  ...['10 Dhu al-Hijjah', 'chinese 01-0-01', 'chinese 05-0-05', 'chinese 08-0-15', 'chinese 4-0-8'],
  ...['chinese 5-01 solarterm', 'korean 01-0-01', 'korean 8-0-15', 'vietnamese 01-0-01', '15 Nisan', '1 Tishrei'],
  ...['1 Farvardin'],
];

const dayOf = (/** @type {string} */ date) => Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs);
const yearOf = (/** @type {number} */ day) => new Date(day * dayMs).getUTCFullYear();
/** @param {number} year @param {number} month from 1 @param {number} date */
const dayFrom = (year, month, date) => Date.UTC(year, month - 1, date) / dayMs;
const weekdayOf = (/** @type {number} */ day) => (((day + 4) % 7) + 7) % 7;

/** @returns {string[]} the countries that the library knows */
export function countriesKnown() {
  return Object.keys(new Holidays().getCountries());
}

/**
 * The public holidays of a country by the library itself, days from 1970.
 *
 * @param {string} country
 * @param {Iterable<number>} years
 * @returns {Set<number>}
 */
export function holidaysByLibrary(country, years) {
  const rules = new Holidays(country, { types: ['public'] });
  /** @type {Set<number>} */
  const days = new Set();
  for (const year of years) {
    for (const { date, start, end } of rules.getHolidays(year)) {
      const first = dayOf(date);
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let day = first; day < first + length; day += 1) days.add(day);
    }
  }
  return days;
}

const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);

/** @returns {Map<string, number[]>} the days of each feast by its letter */
function findFeasts() {
  const calendar = new Holidays('VA');
  for (const feast of feasts) calendar.setHoliday(feast, { name: { en: `feast ${feast}` }, type: 'observance' });
  /** @type {Map<string, number[]>} */
  const found = new Map(feasts.map((_, at) => [String.fromCharCode(97 + at), []]));
  for (const year of years) {
    for (const { name, date } of calendar.getHolidays(year)) {
      const at = feasts.findIndex((feast) => name === `feast ${feast}`);
      if (at >= 0) found.get(String.fromCharCode(97 + at))?.push(dayOf(date));
    }
  }
  return found;
}

/** @typedef {{ text: string, daysOf: Map<number, number[]> }} Candidate a rule, and the days it gives in each year */

/** @param {Map<string, number[]>} feastDays @returns {Candidate[]} */
function listCandidates(feastDays) {
  /** @type {Map<string, Map<number, number[]>>} */
  const found = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ day) => {
    const daysOf = found.get(text) ?? new Map();
    found.set(text, daysOf);
    const year = yearOf(day);
    if (year < firstYear || year > lastYear) return;
    daysOf.set(year, [...(daysOf.get(year) ?? []), day]);
  };
  for (let day = dayFrom(firstYear, 1, 1); day < dayFrom(lastYear + 1, 1, 1); day += 1) {
    const civil = new Date(day * dayMs);
    const [month, date] = [civil.getUTCMonth() + 1, civil.getUTCDate()];
    const fixed = `${String(month).padStart(2, '0')}${String(date).padStart(2, '0')}`;
    const weekday = weekdayOf(day);
    add(fixed, day);
    add(`${fixed}/${weekday}`, day);
    add(`${month}.${weekday}.${Math.ceil(date / 7)}`, day);
    if (new Date((day + 7) * dayMs).getUTCMonth() + 1 !== month) add(`${month}.${weekday}.-1`, day);
  }
  for (const [letter, days] of feastDays) {
    for (let offset = -60; offset <= 60; offset += 1) {
      const text = `${letter}${offset === 0 ? '' : offset > 0 ? `+${offset}` : offset}`;
      for (const day of days) add(text, day + offset);
    }
  }
  return [...found].map(([text, daysOf]) => ({ text, daysOf }));
}

/** Years in which all days of a rule are holidays, in runs that years without such a day do not end. @param {Candidate} rule @param {Set<number>} holidays */
function findRuns({ daysOf }, holidays) {
  /** @type {[number, number][]} */
  const runs = [];
  let open = false;
  for (const year of years) {
    const days = daysOf.get(year);
    if (!days) continue;
    const holds = days.every((day) => holidays.has(day));
    const last = runs.at(-1);
    if (holds && open && last) last[1] = year;
    else if (holds) runs.push([year, year]);
    open = holds;
  }
  return runs;
}

/** @param {Candidate} rule @param {[number, number][]} runs */
function writeRule({ text, daysOf }, runs) {
  const has = years.filter((year) => daysOf.has(year));
  const written = runs.map(([from, to]) => {
    const start = from === has[0] ? '' : `${from}`;
    const end = to === has.at(-1) ? '' : `${to}`;
    return from === to ? `${from}` : `${start}-${end}`;
  });
  return written.join() === '-' ? text : `${text}@${written.join()}`;
}

/** Days in ascending order, each as its distance from the one before, the first from 1 January of the first year. @param {number[]} days */
function writeDays(days) {
  let before = dayFrom(firstYear, 1, 1);
  return days
    .map((day) => {
      const apart = day - before;
      before = day;
      return apart.toString(36);
    })
    .join();
}

/** The shortest list of rules that a greedy search finds. @param {Set<number>} holidays @param {Candidate[]} candidates */
function compress(holidays, candidates) {
  const left = new Set(holidays);
  let open = candidates.flatMap((rule) => {
    // A run has to pay for itself.
    const runs = findRuns(rule, holidays).filter(([from, to]) => to - from >= 3);
    if (runs.length === 0) return [];
    const days = runs.flatMap(([from, to]) =>
      years.slice(from - firstYear, to - firstYear + 1).flatMap((year) => rule.daysOf.get(year) ?? []),
    );
    return [{ text: writeRule(rule, runs), days }];
  });
  /** @type {string[]} */
  const chosen = [];
  // A day written by itself takes some four characters.
  const gainOf = (/** @type {{ text: string, days: number[] }} */ { text, days }) =>
    4 * days.reduce((sum, day) => sum + (left.has(day) ? 1 : 0), 0) - text.length - 1;
  for (;;) {
    const gains = open.map(gainOf);
    const best = gains.reduce((at, gain, other) => (gain > gains[at] ? other : at), 0);
    if (!(gains[best] > 0)) break;
    chosen.push(open[best].text);
    for (const day of open[best].days) left.delete(day);
    open = open.filter((_, at) => at !== best && gains[at] > 0);
  }
  const rest = [...left].sort((a, b) => a - b);
  return [...chosen.sort(), ...(rest.length > 0 ? [`=${writeDays(rest)}`] : [])].join(' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] !== '--write') throw new Error('node scripts/holiday-tables.mjs --write writes the tables');
  const { version } = createRequire(import.meta.url)('date-holidays/package.json');
  const feastDays = findFeasts();
  const candidates = listCandidates(feastDays);
  const first = dayFrom(firstYear, 1, 1);
  const last = dayFrom(lastYear + 1, 1, 1) - 1;
  /** @type {Record<string, string>} */
  const countries = {};
  for (const country of countriesKnown()) {
    // A holiday may reach into the year, or out of it.
    const days = holidaysByLibrary(country, years);
    countries[country] = compress(new Set([...days].filter((day) => day >= first && day <= last)), candidates);
    console.log(country, days.size, countries[country].length);
  }
  const tables = {
    source: `date-holidays ${version} by commenthol and contributors, https://github.com/commenthol/date-holidays`,
    licence: 'CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/; made into the rules below',
    firstYear,
    lastYear,
    feasts: Object.fromEntries([...feastDays].map(([letter, days]) => [letter, writeDays(days)])),
    countries,
  };
  const root = fileURLToPath(new URL('..', import.meta.url));
  const path = join(root, 'src/series/holiday-tables.json');
  await writeFile(path, JSON.stringify(tables, null, 2));
  execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', path]);
}
