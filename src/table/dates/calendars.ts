/** Years that other calendars count: the Buddhist era, Minguo, and the solar Hijri years of Iran. */
import { civilMs, dayMs, daysFromCivil, daysInMonth } from '../../base/civil.ts';

const buddhistYears = 543;
const minguoYears = 1911;
/** No file has Gregorian dates of these years. */
const [firstBuddhist, lastBuddhist] = [2400, 2700];
const [firstJalali, lastJalali] = [1300, 1430];

/** A year as it is written in the Gregorian one: 2567 of the Buddhist era is 2024; three digits count from 1912. */
export function gregorianYear(year: number): number {
  if (year >= firstBuddhist && year <= lastBuddhist) return year - buddhistYears;
  return year;
}

/** 113 is 2024. */
export function minguoYear(year: number): number {
  return year + minguoYears;
}

/** Milliseconds since 1970 of a day whose year may be of the Buddhist era; NaN unless the date exists. */
export function eraMs(year: number, month: number, day: number): number {
  return civilMs(gregorianYear(year), month, day);
}

/** The same, where the months may also be those of Iran: 1402/01/01 is 21 March 2023. */
export function calendarMs(year: number, month: number, day: number): number {
  if (year >= firstJalali && year <= lastJalali) return jalaliMs(year, month, day);
  return civilMs(gregorianYear(year), month, day);
}

/** The first day of 1403. */
const nowruz = daysFromCivil(2024, 3, 20);

/** Days from the year 1210 to a year, by the cycles of 33 years with eight leap years that hold from then to 1634. */
function jalaliDays(year: number): number {
  const years = year - 1210;
  return years * 365 + Math.floor(years / 33) * 8 + Math.floor(((years % 33) + 3) / 4);
}

/** Years 1210 to 1634. After K. M. Borkowski, The Persian calendar for 3000 years, 1996. */
export function jalaliMs(year: number, month: number, day: number): number {
  const start = nowruz + jalaliDays(year) - jalaliDays(1403);
  const isLeap = jalaliDays(year + 1) - jalaliDays(year) === 366;
  const length = month <= 6 ? 31 : month <= 11 || isLeap ? 30 : 29;
  if (month < 1 || month > 12 || day < 1 || day > length) return Number.NaN;
  return (start + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1) * dayMs;
}

/** Milliseconds since 1970 of a day by its number in the year, 1-366. */
export function dayOfYearMs(year: number, day: number): number {
  const length = 337 + daysInMonth(gregorianYear(year), 2);
  return day >= 1 && day <= length ? eraMs(year, 1, 1) + (day - 1) * dayMs : Number.NaN;
}

/** Digits of any script as those of ASCII: `۱۴۰۲` is `1402`. */
export function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = [0x660, 0x6f0, 0x966, 0xe50, 0xff10].findLast((first) => first <= code) ?? code;
    return String(code - zero);
  });
}
