/** Lists of events as tables: `start,end,name,kind,series`, a row a time. */

import { dayMs } from '../base/civil.ts';
import { fold } from '../base/fold.ts';
import type { Column, Table } from '../table/table.ts';
import { type EventKind, type EventSpan, longestName, mostEvents, type SeriesEvent } from './events.ts';

export type ReadEvents = {
  events: SeriesEvent[];
  /** Lines that could not be read, counted from 1 below the header. */
  unread: { row: number; reason: 'date' | 'order' | 'kind' | 'too-many' }[];
  /** Whether nothing tells the day from the month. */
  isAmbiguous: boolean;
};

const words = {
  start: ['start', 'date', 'from', 'begin', 'day', 'datum', 'beginn', 'von', '开始', '日期', '起', '开始日期'],
  end: ['end', 'to', 'until', 'till', 'ende', 'bis', '结束', '止', '结束日期'],
  name: ['name', 'event', 'title', 'label', 'description', 'ereignis', '名称', '事件', '说明'],
  kind: ['kind', 'type', 'art', 'typ', '类型', '种类'],
  series: ['series', 'uniqueid', 'unique id', 'id', 'reihe', '序列'],
};

/** What kinds are called in files; `yearly` comes on the same days of every year. */
const kindWords: Record<EventKind | 'yearly', readonly string[]> = {
  'leave-out': ['leave-out', 'leave out', 'exclude', 'ignore', 'missing', '剔除', '忽略'],
  usual: ['usual', 'error', 'wrong', 'typo', 'typing error', 'fehler', '取通常值', '错误', '录入错误'],
  'one-off': ['one-off', 'one off', 'once', 'strike', 'recall', 'einmalig', '一次性'],
  'stock-out': ['stock-out', 'stock out', 'stockout', 'out of stock', 'fehlbestand', '缺货'],
  recurring: ['recurring', 'recurrent', 'again', 'event', 'promotion', 'holiday', 'wiederkehrend', '重复', '会再来'],
  yearly: ['yearly', 'annual', 'every year', 'each year', 'jährlich', '每年'],
};

function findColumn(columns: readonly Column[], known: readonly string[], without: readonly Column[] = []) {
  const left = columns.filter((column) => !without.includes(column));
  const named = (isIt: (name: string) => boolean) => left.find(({ name }) => isIt(fold(name).trim()));
  return named((name) => known.includes(name)) ?? named((name) => known.some((word) => name.startsWith(`${word} `)));
}

function textAt(column: Column | undefined, row: number): string {
  if (!column) return '';
  if (column.kind === 'text') return (column.labels[column.codes[row]] ?? '').trim();
  return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
}

function kindOf(text: string): EventKind | 'yearly' | null {
  const found = Object.entries(kindWords).find(([, known]) => known.some((word) => fold(word) === fold(text).trim()));
  return (found?.[0] as EventKind | 'yearly' | undefined) ?? null;
}

/**
 * Rows of one name and kind that comes again are one event of several times. Where there is no kind an event is a one-off, where there
 * is no end it lasts a day.
 *
 * @returns null where there is no column of dates
 */
export function readEventTable({ columns, rowCount }: Table): ReadEvents | null {
  const dates = columns.filter((column) => column.kind === 'date');
  const end = findColumn(dates, words.end);
  const start = findColumn(dates, words.start) ?? dates.find((column) => column !== end);
  if (start?.kind !== 'date') return null;
  const name = findColumn(columns, words.name);
  const kindColumn = findColumn(columns, words.kind);
  const series = findColumn(columns, words.series);
  const events: SeriesEvent[] = [];
  const unread: ReadEvents['unread'] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const refuse = (reason: ReadEvents['unread'][number]['reason']) => unread.push({ row: row + 1, reason });
    const fromMs = start.values[row];
    const until = end?.kind === 'date' ? end.values[row] : Number.NaN;
    const last = Number.isNaN(until) ? fromMs : until;
    const kind = kindColumn ? kindOf(textAt(kindColumn, row)) : 'one-off';
    if (Number.isNaN(fromMs)) refuse('date');
    else if (last < fromMs) refuse('order');
    else if (!kind) refuse('kind');
    else if (events.length >= mostEvents) refuse('too-many');
    else {
      const isWholeDay = last % dayMs === 0;
      const uniqueId = textAt(series, row);
      addRow(events, {
        name: textAt(name, row).slice(0, longestName),
        kind: kind === 'yearly' ? 'recurring' : kind,
        spans: [{ fromMs, toMs: isWholeDay ? last + dayMs - 1 : last }],
        ...(kind === 'yearly' && { isYearly: true }),
        ...(uniqueId !== '' && { uniqueId }),
      });
    }
  }
  const isAmbiguous = start.isAmbiguous || (end?.kind === 'date' && end.isAmbiguous);
  return { events, unread, isAmbiguous };
}

function addRow(events: SeriesEvent[], event: SeriesEvent): void {
  const { kind, name, isYearly, uniqueId } = event;
  const at = events.findIndex(
    (one) => one.kind === kind && one.name === name && one.isYearly === isYearly && one.uniqueId === uniqueId,
  );
  if (kind !== 'recurring' || name === '' || at < 0) events.push(event);
  else events[at] = { ...events[at], spans: [...events[at].spans, ...event.spans] };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const timeOf = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** A time as a day where it is of whole days, else with the time of day. */
function cellsOf({ fromMs, toMs }: EventSpan): [string, string] {
  const isOfDays = fromMs % dayMs === 0 && (toMs + 1) % dayMs === 0;
  return isOfDays ? [dayOf(fromMs), dayOf(toMs)] : [timeOf(fromMs), timeOf(toMs)];
}

export const eventColumns = ['start', 'end', 'name', 'kind', 'series'] as const;

/** [events and their times][eventColumns] as `readEventTable` reads them. */
export function eventRows(events: readonly SeriesEvent[]): string[][] {
  return events.flatMap(({ spans, name, kind, isYearly, uniqueId = '' }) =>
    spans.map((span) => [...cellsOf(span), name, isYearly ? 'yearly' : kind, uniqueId]),
  );
}
