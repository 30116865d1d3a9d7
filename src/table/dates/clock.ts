/** Times of day and zones, as they stand behind dates. */
import { dayMs } from '../../base/civil.ts';

// Spaces may only stand before what is there: two optional runs of them side by side would take each other's in every way.
const clockPattern =
  /^(?:[T,\s]\s*|,\s+)(\d{1,2})(?:(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*([ap])\.?\s?m\.?|:(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|(?=$))(?:\s*(?:Uhr|h))?(?:\s*(?:Z|[A-Z]{3,4}))?(?:\s*[+-]\d{2}:?(?:\d{2})?)?(?:\s*\[[\w/+-]+\])?\s*$/i;
const zonePattern = /(?:(Z|[A-Z]{3,4})|([+-])(\d{2}):?(\d{2})?)(?:\[[\w/+-]+\])?$/i;

/** Minutes ahead of UTC of the names of zones that exports write. */
const zoneNames = new Map(
  Object.entries({
    Z: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    BST: 60,
    WEST: 60,
    CET: 60,
    MEZ: 60,
    CEST: 120,
    MESZ: 120,
    EET: 120,
    EEST: 180,
    MSK: 180,
    IST: 330,
    SGT: 480,
    HKT: 480,
    JST: 540,
    KST: 540,
    AEST: 600,
    AEDT: 660,
    EST: -300,
    EDT: -240,
    CST: -360,
    CDT: -300,
    MST: -420,
    MDT: -360,
    PST: -480,
    PDT: -420,
  }),
);

/**
 * Milliseconds into the day of a time that stands from `start` to `end` as in `2024-01-31 18:30:00` and `2024-01-31T18:30`: 0 where
 * nothing stands there, NaN where it is written otherwise, which `readAnyClock` may read.
 */
export function readPlainClock(codes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length <= 0) return 0;
  const isPlain = (length === 6 || length === 9) && codes[start + 3] === 58;
  if (!isPlain) return Number.NaN;
  const hour = twoDigits(codes, start + 1);
  const minute = twoDigits(codes, start + 4);
  const second = length === 9 ? twoDigits(codes, start + 7) : 0;
  const separator = codes[start];
  const isSeparated = separator === 32 || separator === 84;
  const isMarked = length === 6 || codes[start + 6] === 58;
  const isTime = isSeparated && isMarked && hour < 24 && minute < 60 && second < 60;
  return isTime ? hour * 3_600_000 + minute * 60_000 + second * 1000 : Number.NaN;
}

export function readAnyClock(text: string): number {
  // Oracle puts dots: `12.00.00.000000000 AM`.
  const tail = text.replace(/^(\s*\d{1,2})\.(\d{2})\.(\d{2})(?=[.,\s]|$)/, '$1:$2:$3');
  if (tail.trim() === '') return 0;
  const found = clockPattern.exec(
    tail.replace(/^\s*(上午|下午)\s*(.*)$/, (_, half, rest) => ` ${rest} ${halves[half]}`),
  );
  if (!found) return Number.NaN;
  const [, hourText, minute12, second12, fraction12, half, minute24, second24, fraction24] = found;
  let hour = Number(hourText);
  const minute = Number(minute12 ?? minute24 ?? 0);
  const second = Number(second12 ?? second24 ?? 0);
  const milliseconds = Math.floor(Number(`0.${fraction12 ?? fraction24 ?? 0}`) * 1000);
  if (half) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return Number.NaN;
  return hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds;
}

const halves: Record<string, string> = { 上午: 'am', 下午: 'pm' };

/** NaN where one of the two characters is no digit. */
function twoDigits(codes: Uint8Array, at: number): number {
  const tens = codes[at] - 48;
  const ones = codes[at + 1] - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

export function readZone(text: string): number {
  const found = zonePattern.exec(text.trim());
  if (!found || !/\d[T\s,]\s*\d{1,2}\b/.test(text)) return Number.NaN;
  if (found[1]) return zoneNames.get(found[1].toUpperCase()) ?? Number.NaN;
  const minutes = Number(found[3]) * 60 + Number(found[4] ?? 0);
  return found[2] === '-' ? -minutes : minutes;
}

/** Milliseconds into the day of a cell that holds a time of day and nothing else; NaN where it does not. */
export function readTimeOfDay(text: string): number {
  const trimmed = text.trim().replace(/^(\d{1,2})\.(\d{2})\.(\d{2})$/, '$1:$2:$3');
  return /^\d{1,2}(?::\d{2}|\s*[ap]\.?\s?m)/i.test(trimmed) ? readAnyClock(` ${trimmed}`) : Number.NaN;
}

/** Milliseconds into the day of a name such as `13:00`, `H13`, `Hour 13`, `13` or `13 - 14`; NaN for all else. */
export function readHourName(name: string): number {
  const range = /^\s*([\d:]{1,5})\s*[-–]\s*([\d:]{1,5})\s*(?:h|uhr)?\s*$/i.exec(name);
  if (range) {
    const [begin, end] = [readHourName(range[1]), readHourName(range[2])];
    const length = (end - begin + dayMs) % dayMs;
    return length > 0 && length <= 3_600_000 ? begin : Number.NaN;
  }
  const hour = Number(
    /^(?:(?:h|he|hr|hour|std|stunde|heure|hora)[\s_.]*)?(\d{1,2})\s*(?:h|时|時|点|uhr)?$/i.exec(name.trim())?.[1],
  );
  return hour <= 24 ? hour * 3_600_000 : readTimeOfDay(name);
}
