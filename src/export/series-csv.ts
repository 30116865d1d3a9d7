/** The series as it was repaired, as CSV, with what was done to each point. */

import { writeCsv } from '../base/write-csv.ts';
import type { Repair } from '../series/panel.ts';
import type { Series } from '../series/series.ts';
import { timeCell } from './timestamp.ts';

/** What was done at each point, by its index: `filled: linear`, `merged: sum`, and so on. */
function noteByPoint({ y, filled }: Series, repairs: readonly Repair[]): Map<number, string[]> {
  const notes = new Map<number, string[]>();
  const note = (at: number, what: string) => notes.set(at, [...(notes.get(at) ?? []), what]);
  const gapRule = repairs.find(({ kind }) => kind === 'gaps' || kind === 'empty' || kind === 'unreadable')?.rule;
  const changed = new Set(
    repairs.flatMap(({ kind, points }) => (kind === 'by-hand' || kind === 'events' ? points : [])),
  );
  for (let at = 0; at < y.length; at += 1) {
    if (filled[at] && !changed.has(at)) note(at, Number.isNaN(y[at]) ? 'left empty' : `filled: ${gapRule ?? 'linear'}`);
  }
  for (const { kind, rule, points } of repairs) {
    if (kind === 'duplicates') for (const at of points) note(at, `merged: ${rule}`);
    if (kind === 'by-hand')
      for (const at of points) note(at, Number.isNaN(y[at]) ? 'left out by hand' : 'set to the usual by hand');
    if (kind === 'events')
      for (const at of points)
        note(at, Number.isNaN(y[at]) ? 'left out for an event' : 'set to the usual for an event');
    if (kind === 'outliers') for (const at of points) note(at, 'outlier, unchanged');
    if (kind === 'trailing-partial') for (const at of points) note(at, 'unfinished period, unchanged');
    if (kind === 'resampled') for (let at = 0; at < y.length; at += 1) note(at, `resampled: ${rule}`);
  }
  return notes;
}

/**
 * One row a point: `unique_id,ds,y,repair`. `y` is empty where a gap was left open; `repair` says what was done to the
 * point or found there, several things parted by semicolons, and is empty for a value as the file has it.
 *
 * @param repairs as they were made with the series; duplicates and outliers are named for the first `mostPoints` points
 */
export function writeSeriesCsv(series: Series, repairs: readonly Repair[]): string {
  const notes = noteByPoint(series, repairs);
  const rows = Array.from(series.y, (value, at) => [
    series.uniqueId,
    timeCell(series, at),
    Number.isNaN(value) ? '' : value,
    notes.get(at)?.join('; ') ?? '',
  ]);
  return writeCsv(['unique_id', 'ds', 'y', 'repair'], rows, 'point', 'all');
}
