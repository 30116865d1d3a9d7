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

/** Seconds of `h:mm:ss`, or of `m:ss`; NaN for all else. */
function readDuration(text: string): number {
  const found = pattern.exec(text.trim());
  if (!found) return Number.NaN;
  const [, first, second, third] = found;
  const [high, low] = [Number(first), Number(second)];
  return third === undefined ? high * 60 + low : high * 3600 + low * 60 + Number(third.replace(',', '.'));
}

/** The columns with lengths of time as numbers of seconds. */
export function readDurations(columns: Column[]): Column[] {
  return columns.map((column) => {
    if (column.kind !== 'text' || column.labels.length === 0 || !isDurationName(column.name)) return column;
    const seconds = column.labels.map(readDuration);
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
