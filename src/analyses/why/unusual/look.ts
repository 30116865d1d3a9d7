/** Looks for what is unusual, where the tables are. */

import { timeAt } from '../../../series/calendar.ts';
import { closeGaps } from '../../../series/fill-gaps.ts';
import { holidayCountries } from '../../../series/holiday-countries.ts';
import type { RepairRules } from '../../../series/panel.ts';
import { nameOf, type PanelIndex } from '../../../series/panel-index.ts';
import { prepareOne } from '../../../series/prepare-one.ts';
import type { Series } from '../../../series/series.ts';
import { findSeasons } from '../../../statistics/find-seasons.ts';
import { type Holidays, stepsOfYear } from '../../../statistics/unusual/comes-again.ts';
import { findUnusual } from '../../../statistics/unusual/find-unusual.ts';
import { type PanelFinding, type PanelFindings, type UnusualAnswer, weighFinding } from './findings.ts';

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;
/** Of a series of a panel fewer points are looked at: its last. */
const pointsOfEach = 1500;
/** Findings of one series that a list of many holds. */
const mostOfEach = 5;

/** The holidays of all countries, fetched once. */
export async function loadHolidays(): Promise<Holidays> {
  const { default: tables } = await import('../../../series/holiday-tables.json');
  return { tables, countries: holidayCountries };
}

export function lookAtSeries(series: Series, holidays: Holidays): UnusualAnswer {
  const seasons = findSeasons(series.y.slice(-pointsSearched));
  const year = stepsOfYear(series.step);
  const isShort = year !== null && series.y.length < 2 * year;
  const found = findUnusual(series, seasons, holidays);
  // The usual values may be the series' own array, and both go to another thread.
  return { ...found, usual: found.usual.slice(), y: series.y.slice(), seasons, isShort };
}

function findingsOf(series: Series, holidays: Holidays): PanelFinding[] {
  const { uniqueId, step } = series;
  const first = Math.max(0, series.y.length - pointsOfEach);
  const firstMs = timeAt(series.firstMs, step, first);
  const last = { step, firstMs, y: series.y.subarray(first), filled: series.filled.subarray(first) };
  const { anomalies, breaks } = findUnusual(last, findSeasons(last.y), holidays);
  const timeOf = (at: number) => timeAt(firstMs, step, at);
  const placed = [
    ...anomalies.map((anomaly) => ({ anomaly, broken: null, from: anomaly.from, to: anomaly.to, at: anomaly.at })),
    ...breaks.map((broken) => ({ anomaly: null, broken, from: broken.from, to: broken.to, at: broken.at })),
  ];
  return placed
    .map(({ anomaly, broken, from, to, at }): PanelFinding => {
      const times = { fromMs: timeOf(from), toMs: timeOf(to), atMs: timeOf(at) };
      return { uniqueId, step, ...times, anomaly, broken, weight: weighFinding({ anomaly, broken }) };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostOfEach);
}

/** Looks at some of the series of a panel, so that whoever asks can stop between and say how far it is. */
export function lookAtPanel(
  panel: PanelIndex,
  rules: RepairRules,
  { from, end }: { from: number; end: number },
  holidays: Holidays,
): PanelFindings {
  const last = Math.min(end, panel.count);
  const findings: PanelFinding[] = [];
  for (let number = from; number < last; number += 1) {
    const made = prepareOne(panel, nameOf(panel, number), rules, null);
    if (made.ok) findings.push(...findingsOf(closeGaps(made.value.series), holidays));
  }
  return { total: panel.count, looked: Math.max(0, last - from), findings };
}
