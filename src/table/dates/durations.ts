/** Lengths of time such as `00:04:07`, which are values and no times of day. */
import { nameWords } from '../columns/name-words.ts';
import type { Column, NumberColumn, TextColumn } from '../table.ts';

const durationWords = new Set(
  (
    'duration durations handle avg average mean median wait waiting elapsed length talk hold runtime downtime uptime response' +
    ' resolution dauer dauern laufzeit wartezeit bearbeitungszeit durée duree durata duración duracion espera attente tempo' +
    ' czas trwania длительность duur süre lasted spent session watch engagement processing lead cycle'
  ).split(' '),
);

/** Whether a column's name says that it holds lengths of time. */
export function isDurationName(name: string): boolean {
  return nameWords(name).some((word) => durationWords.has(word)) || /时长|時長|耗时|所要時間|소요/.test(name);
}

const pattern = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d(?:[.,]\d{1,6})?))?$/;
const daysPattern = /^(\d{1,4})\s*(?:d|days?|tage?|\.)\s*(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/i;
const wordsPattern =
  /^(?:(\d+)\s*(?:d|days?|tage?)\.?,?\s*)?(?:(\d+)\s*(?:h|hrs?|hours?|std|stunden?)\.?,?\s*)?(?:(\d+)\s*(?:m|mins?|minutes?|minuten?)\.?,?\s*)?(?:(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|sekunden?)\.?)?$/i;

/** Names of columns whose `7:30` are hours and minutes. */
const hourWords = new Set('hours hour hrs stunden arbeitszeit worked sleep schlaf heures horas ore godziny'.split(' '));

/** Seconds of `h:mm:ss`, `m:ss` or, where a column holds hours, `h:mm`, of `1d 02:03:04` and `2h 5m`; NaN for all else. */
function readDuration(text: string, holdsHours: boolean): number {
  const trimmed = text.trim();
  if (trimmed.length > longestLength) return Number.NaN;
  const found = pattern.exec(trimmed);
  if (found) {
    const [, first, second, third] = found;
    const [high, low] = [Number(first), Number(second)];
    if (third !== undefined) return high * 3600 + low * 60 + Number(third.replace(',', '.'));
    return holdsHours ? high * 3600 + low * 60 : high * 60 + low;
  }
  const ofDays = daysPattern.exec(trimmed);
  if (ofDays) {
    const [days, hours, minutes, seconds] = ofDays.slice(1).map((part) => Number(part ?? 0));
    return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  }
  return readWords(trimmed);
}

function readWords(text: string): number {
  const parts = wordsPattern.exec(text)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return Number.NaN;
  const [days, hours, minutes, seconds] = parts.map((part) => Number((part ?? '0').replace(',', '.')));
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

/** No day has more hours. */
const longestDay = 24;

/** No length of time is written with more characters. */
const longestLength = 80;

/** Whether a column holds lengths of time whatever it is called: several units in a cell, or more hours than a day has. */
function areLengths(labels: string[]): boolean {
  const isLength = (label: string) => {
    if (label.length > longestLength) return false;
    const found = pattern.exec(label.trim());
    if (found) return found[3] !== undefined && Number(found[1]) > longestDay;
    return daysPattern.test(label.trim()) || /[a-z].*\d.*[a-z]/i.test(label);
  };
  return labels.some(isLength);
}

/**
 * The columns with lengths of time as numbers of seconds.
 *
 * @param isAlone whether clocks are lengths also under other names, since the table has no other numbers; not those that the dates are made of
 */
export function readDurations(columns: Column[], isAlone = false): Column[] {
  const parts = new Set(columns.flatMap((column) => (column.kind === 'date' ? (column.madeFrom ?? []) : [])));
  return columns.map((column, index) => {
    if (column.kind !== 'text' || column.labels.length === 0 || parts.has(index)) return column;
    const { name, labels } = column;
    if (!isAlone && !isDurationName(name) && !areLengths(labels)) return column;
    const holdsHours = nameWords(name).some((word) => hourWords.has(word));
    const seconds = labels.map((label) => readDuration(label, holdsHours));
    const isRead = seconds.filter((value) => !Number.isNaN(value)).length >= seconds.length * 0.9;
    return isRead ? asNumbers(column, seconds) : column;
  });
}

function asNumbers({ name, codes, labels, missing }: TextColumn, seconds: number[]): NumberColumn {
  const values = Float64Array.from(codes, (code) => seconds[code] ?? Number.NaN);
  const unreadableExamples = [...codes.entries()]
    .filter(([, code]) => code >= 0 && Number.isNaN(seconds[code]))
    .map(([row, code]) => ({ row: row + 1, text: labels[code] ?? '' }));
  return {
    kind: 'number',
    name,
    missing,
    unreadable: unreadableExamples.length,
    unreadableExamples: unreadableExamples.slice(0, 200),
    values,
  };
}
