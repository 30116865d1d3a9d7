/** Dates with words or marks that no number can be mistaken for. */
import { civilMs, dayMs, daysFromCivil, fullYear } from '../../base/civil.ts';
import { readAnyClock } from './clock.ts';
import type { DateFormat } from './date-format.ts';
import { readMonthName } from './month-names.ts';
import { withoutWeekday } from './weekday.ts';

const letters = '\\p{L}+\\.?';
const weekday = '(?:le\\s+|el\\s+|am\\s+)?';

type Pattern = { name: string; pattern: RegExp; read: (groups: (string | undefined)[], rest: string) => number };

export function startOfIsoWeek(year: number, week: number, weekdayNumber: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  const start = monday + (week - 1) * 7;
  const thursday = daysFromCivil(year + 1, 1, 1);
  if (week < 1 || week > 53 || weekdayNumber < 1 || weekdayNumber > 7 || start + 3 >= thursday) return Number.NaN;
  return (start + weekdayNumber - 1) * dayMs;
}

function quarterMs(year: number, quarter: number): number {
  return quarter >= 1 && quarter <= 4 ? civilMs(year, quarter * 3 - 2, 1) : Number.NaN;
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

const patterns: Pattern[] = [
  {
    name: 'YYYY-MM',
    pattern: /^(\d{4})[-/](\d{1,2})$/,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'MM/YYYY',
    pattern: /^(\d{1,2})[-/](\d{4})$/,
    read: ([month = '', year = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'YYYYMmm',
    pattern: /^(\d{4})[-\s]?M(\d{1,2})$/i,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'MMM YYYY',
    pattern: new RegExp(`^(${letters})[-\\s/,']*(\\d{4}|\\d{2})$`, 'u'),
    read: ([month = '', year = '']) => civilMs(fullYear(year), readMonthName(month), 1),
  },
  {
    name: 'YYYY MMM',
    pattern: new RegExp(`^(\\d{4})[-\\s/]*(${letters})$`, 'u'),
    read: ([year = '', month = '']) => civilMs(Number(year), readMonthName(month), 1),
  },
  {
    name: 'D MMM YYYY',
    pattern: new RegExp(
      `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er)?\\.?[-\\s/]*(?:de\\s+|of\\s+)?(${letters})[-\\s/,']*(?:de\\s+)?(\\d{4}|\\d{2})(?!\\d)`,
      'iu',
    ),
    read: ([day = '', month = '', year = ''], rest) =>
      civilMs(fullYear(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'MMM D, YYYY',
    pattern: new RegExp(`^${weekday}(${letters})[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?[-\\s,]+(\\d{4})(?!\\d)`, 'iu'),
    read: ([month = '', day = '', year = ''], rest) =>
      civilMs(Number(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY MMM D',
    pattern: new RegExp(`^(\\d{4})[-\\s/]*(${letters})[-\\s/]*(\\d{1,2})(?!\\d)`, 'u'),
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(Number(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY年M月D日',
    pattern: /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]/,
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(Number(year), Number(month), Number(day)) + readChineseClock(rest),
  },
  {
    name: 'YYYY年M月',
    pattern: /^(\d{4})\s*[年년]\s*(\d{1,2})\s*(?:月份?|월)$/,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'GGGG年M月D日',
    pattern: /^(令和|平成|昭和|民[国國])\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?$/,
    read: ([era = '', year = '', month = '', day = '1']) =>
      civilMs(eraStarts[era.charAt(0)] + (year === '元' ? 1 : Number(year)), Number(month), Number(day)),
  },
  { name: 'YYYY年', pattern: /^(\d{4})\s*(?:年度?|년)$/, read: ([year = '']) => civilMs(Number(year), 1, 1) },
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
  {
    name: 'YYYYQq',
    pattern: /^(\d{4})\s*[-/.:_]?\s*[QT]\s*([1-4])$/i,
    read: ([year = '', quarter = '']) => quarterMs(Number(year), Number(quarter)),
  },
  {
    name: 'Qq YYYY',
    pattern:
      /^(?:[QT]\s*([1-4])|([1-4])\s*\.?\s*(?:[QT]|quartal|quarter|trimestre|trim\.?|vj\.?|vierteljahr))[-\s/']*(?:de\s+)?(\d{4}|\d{2})$/i,
    read: ([quarter, other, year = '']) => quarterMs(fullYear(year), Number(quarter ?? other)),
  },
  {
    name: 'YYYY年第q季度',
    pattern: /^(\d{4})\s*年\s*第?\s*([1-4一二三四])\s*季度?$/,
    read: ([year = '', quarter = '']) => quarterMs(Number(year), '一二三四'.indexOf(quarter) + 1 || Number(quarter)),
  },
  {
    name: 'YYYY-Www',
    pattern: /^(\d{4})[-\s/_.]?\s*(?:W|KW|CW|WK|week|woche|semaine|semana|年第)\s*(\d{1,2})周?(?:-?([1-7]))?$/i,
    read: ([year = '', week = '', day = '1']) => startOfIsoWeek(Number(year), Number(week), Number(day)),
  },
  {
    name: 'Www/YYYY',
    pattern: /^(?:W|KW|CW|WK|week|woche|semaine|semana)\s*(\d{1,2})[-\s/,.]+(\d{4})$/i,
    read: ([week = '', year = '']) => startOfIsoWeek(Number(year), Number(week), 1),
  },
];

function readPattern({ pattern, read }: Pattern): (text: string) => number {
  return (text) => {
    if (text.length > 80) return Number.NaN;
    const trimmed = withoutWeekday(text.trim());
    if (trimmed.length < 4 || trimmed.length > 60) return Number.NaN;
    const found = pattern.exec(trimmed);
    return found ? read(found.slice(1), trimmed.slice(found[0].length)) : Number.NaN;
  };
}

/** Formats that no number can be mistaken for. */
export const namedFormats: DateFormat[] = patterns.map((pattern) => ({
  name: pattern.name,
  read: readPattern(pattern),
  readZone: null,
}));
