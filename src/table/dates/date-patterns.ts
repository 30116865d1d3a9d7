/** Dates with words or marks that no number can be mistaken for. */
import { civilMs, fullYear } from '../../base/civil.ts';
import { calendarMs, gregorianYear, jalaliMs, minguoYear } from './calendars.ts';
import { readAnyClock } from './clock.ts';
import type { DateFormat } from './date-format.ts';
import { monthWord, readMonthName } from './month-names.ts';
import { bareDate } from './weekday.ts';

const letters = monthWord;
const weekday = '(?:le\\s+|el\\s+|am\\s+)?';

type Groups = (string | undefined)[];
type Pattern = {
  name: string;
  pattern: RegExp;
  read: (groups: Groups, rest: string) => number;
  isTotal?: (groups: Groups) => boolean;
};

/** The first or another day of a month by its name, which says whose calendar it is. */
function namedMs(year: number, word: string, day: number): number {
  const isPersian = /[\u0600-\u06ff]/.test(word);
  return isPersian ? jalaliMs(year, readMonthName(word), day) : civilMs(gregorianYear(year), readMonthName(word), day);
}

/** A year before 年: three digits are Minguo. */
function signedYear(digits: string): number {
  return digits.length === 3 ? minguoYear(Number(digits)) : fullYear(digits);
}

const chineseClock = /^\s*(\d{1,2})[时:點点](\d{1,2})?分?(?::?(\d{1,2})秒?)?$/;

function readChineseClock(rest: string): number {
  if (rest.trim() === '') return 0;
  const found = chineseClock.exec(rest);
  if (!found) return readAnyClock(rest);
  const [hour, minute, second] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 ? hour * 3_600_000 + minute * 60_000 + second * 1000 : Number.NaN;
}

/** The year before the first of the eras that Japan and Taiwan count in, by their first character. */
const eraStarts: Record<string, number> = { 令: 2018, 平: 1988, 昭: 1925, 民: 1911 };
const eraLetters: Record<string, number> = { R: 2018, H: 1988, S: 1925 };

const patterns: Pattern[] = [
  {
    // As .NET writes an instant in JSON: milliseconds since 1970 in UTC; an offset behind them says where, and not when.
    name: '/Date(ms)/',
    pattern: /^\\?\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\\?\/$/,
    read: ([ms = '']) => Number(ms),
  },
  {
    name: 'YYYY-MM',
    pattern: /^(\d{4})\s?[-/]\s?(\d{1,2})$/,
    read: ([year = '', month = '']) => calendarMs(Number(year), Number(month), 1),
    isTotal: ([, month]) => month === '13',
  },
  {
    name: 'MM/YYYY',
    pattern: /^(\d{1,2})\s?[-/]\s?(\d{4})$/,
    read: ([month = '', year = '']) => calendarMs(Number(year), Number(month), 1),
    isTotal: ([month]) => month === '13',
  },
  {
    name: 'ROC YYY/MM',
    // With a dot between it would be a number such as 100.5.
    pattern: /^(\d{3})[-/](\d{1,2})$/,
    read: ([year = '', month = '']) => civilMs(minguoYear(Number(year)), Number(month), 1),
  },
  {
    name: 'MMM YYYY',
    pattern: new RegExp(
      `^(${letters})[-\\s/,']*(?:de\\s+|del\\s+)?(\\d{4}|\\d{2})(?:\\s*(?:г\\.?|года?|r\\.?|р\\.?))?$`,
      'u',
    ),
    read: ([month = '', year = '']) => namedMs(fullYear(year), month, 1),
  },
  {
    // Months taken together, told by the first: `Jan-Feb 2015`.
    name: 'MMM-MMM YYYY',
    pattern: new RegExp(`^(${letters})\\s?[-–/]\\s?(${letters})[-\\s/,']*(\\d{4})$`, 'u'),
    read: ([first = '', last = '', year = '']) =>
      readMonthName(first) < readMonthName(last) ? namedMs(Number(year), first, 1) : Number.NaN,
  },
  {
    name: 'thg M YYYY',
    pattern: /^(?:tháng|thg)\.?\s*(\d{1,2})(?:\s*[-/,.]\s*|\s+)(?:năm\s+)?(\d{4})$/iu,
    read: ([month = '', year = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'D thg M YYYY',
    pattern: /^(?:ngày\s+)?(\d{1,2})\s*(?:tháng|thg)\.?\s*(\d{1,2})(?:\s*[-/,.]\s*|\s+)(?:năm\s+)?(\d{4})(?!\d)/iu,
    read: ([day = '', month = '', year = ''], rest) =>
      civilMs(Number(year), Number(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY MMM',
    pattern: new RegExp(`^(\\d{4})\\.?[-\\s/]*(${letters})$`, 'u'),
    read: ([year = '', month = '']) => namedMs(Number(year), month, 1),
  },
  {
    name: 'D MMM YYYY',
    pattern: new RegExp(
      `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er|º|°)?\\.?[-\\s/]*(?:de\\s+|of\\s+)?(${letters})[-\\s/,']*(?:de\\s+|del\\s+)?(\\d{4}|\\d{2})(?!\\d)(?:\\s*(?:г\\.|года|г(?!\\p{L})|r\\.|р\\.))?,?`,
      'iu',
    ),
    read: ([day = '', month = '', year = ''], rest) => namedMs(fullYear(year), month, Number(day)) + readAnyClock(rest),
  },
  {
    name: 'MMM D, YYYY',
    pattern: new RegExp(`^${weekday}(${letters})[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?[-\\s,]+(\\d{4})(?!\\d)`, 'iu'),
    read: ([month = '', day = '', year = ''], rest) => namedMs(Number(year), month, Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY MMM D',
    pattern: new RegExp(`^(\\d{4})\\.?[-\\s/]*(${letters})[-\\s/]*(\\d{1,2})\\.?(?!\\d)`, 'u'),
    read: ([year = '', month = '', day = ''], rest) => namedMs(Number(year), month, Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY年M月D日',
    pattern: /^(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]/,
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(signedYear(year), Number(month), Number(day)) + readChineseClock(rest),
  },
  {
    name: 'YYYY年M月',
    pattern: /^(\d{2,4})\s*[年년]\s*(\d{1,2})\s*(?:月份?|월)$/,
    read: ([year = '', month = '']) => civilMs(signedYear(year), Number(month), 1),
  },
  {
    name: 'YYYY.M월',
    pattern: /^(\d{4})\s*[./-]\s*(\d{1,2})\s*[월月]$/,
    read: ([year = '', month = '']) => civilMs(signedYear(year), Number(month), 1),
  },
  {
    name: 'YYYY.Q/4분기',
    pattern: /^(\d{4})\s*[./-]\s*([1-4])\s*\/\s*4\s*분?기?$/,
    read: ([year = '', quarter = '']) => civilMs(signedYear(year), Number(quarter) * 3 - 2, 1),
  },
  {
    name: 'GGGG年M月D日',
    pattern: /^(令和|平成|昭和|(?:中[华華])?民[国國])\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?$/,
    read: ([era = '', year = '', month = '', day = '1']) =>
      civilMs(
        eraStarts[era.replace(/^中./, '').charAt(0)] + (year === '元' ? 1 : Number(year)),
        Number(month),
        Number(day),
      ),
  },
  {
    name: 'YYYY年M月D旬',
    pattern: /^(\d{2,4})\s*年\s*(\d{1,2})\s*月\s*([上中下])旬$/,
    read: ([year = '', month = '', part = '']) =>
      civilMs(signedYear(year), Number(month), 1 + 10 * '上中下'.indexOf(part)),
  },
  {
    name: 'GYY.MM',
    // H1 and S1 are halves of a year as well.
    pattern: /^(R|[HS](?!\s?0?[12]\D))\s?(\d{1,2})[./-](\d{1,2})$/,
    read: ([era = '', year = '', month = '']) =>
      civilMs((eraLetters[era] ?? Number.NaN) + Number(year), Number(month), 1),
  },
  {
    name: 'GYY.MM.DD',
    pattern: /^([RHS])\s?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})$/,
    read: ([era = '', year = '', month = '', day = '']) =>
      civilMs((eraLetters[era] ?? Number.NaN) + Number(year), Number(month), Number(day)),
  },
  { name: 'YYYY年', pattern: /^(\d{3,4})\s*(?:年度?|년도?)$/, read: ([year = '']) => civilMs(signedYear(year), 1, 1) },
  {
    name: 'YYYY年MMM',
    pattern: /^(\d{4})\s*年\s*(十[一二]?|[一二三四五六七八九])月$/,
    read: ([year = '', month = '']) => civilMs(Number(year), readMonthName(`${month}月`), 1),
  },
  {
    name: 'YYYY. M. D.',
    pattern: /^(\d{4})\.\s+(\d{1,2})\.\s+(\d{1,2})\.?/,
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(Number(year), Number(month), Number(day)) + readAnyClock(rest),
  },
];

function matchPattern(pattern: RegExp, text: string): { groups: Groups; rest: string } | null {
  if (text.length > 80) return null;
  const trimmed = bareDate(text);
  if (trimmed.length < 4 || trimmed.length > 60) return null;
  const found = pattern.exec(trimmed);
  return found && { groups: found.slice(1), rest: trimmed.slice(found[0].length) };
}

function createFormat({ name, pattern, read, isTotal }: Pattern): DateFormat {
  return {
    name,
    read: (text) => {
      const found = matchPattern(pattern, text);
      return found ? read(found.groups, found.rest) : Number.NaN;
    },
    readZone: null,
    ...(isTotal && {
      isTotal: (text: string) => {
        const found = matchPattern(pattern, text);
        return found !== null && isTotal(found.groups);
      },
    }),
  };
}

/** Formats of days and months that no number can be mistaken for. */
export const namedFormats: DateFormat[] = patterns.map(createFormat);
