/** What forecasting does where the tables are: one series out of a panel, and the others where networks learn from them. */

import { csvType } from '../../base/csv-type.ts';
import { ok, type Result } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { learningPart } from '../../evaluation/search/learning-part.ts';
import { writeSeriesCsv } from '../../export/series-csv.ts';
import { timeCell } from '../../export/timestamp.ts';
import { fitEventEffects } from '../../forecasters/events/event-effects.ts';
import { readEventTable } from '../../series/event-table.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { gatherOthersStepwise } from '../../series/gather-others.ts';
import { countMarks, type Marks, marksOf } from '../../series/marks.ts';
import { describeMeasure } from '../../series/measure.ts';
import { offerEvents } from '../../series/offer-events.ts';
import type { PanelChoice, PreparedSeries, Repair, RepairRules } from '../../series/panel.ts';
import { nameOf, type PanelIndex, targetOf } from '../../series/panel-index.ts';
import { buffersOfPieces, cutPiece, firstPieces, pickPoints } from '../../series/pieces.ts';
import { prepareOne } from '../../series/prepare-one.ts';
import type { Series, SeriesProblem } from '../../series/series.ts';
import { outlineOf, type SeriesReading } from '../../series/series-outline.ts';
import type { Step } from '../../series/step.ts';
import { isSameStep, seasonLengthOf } from '../../series/step.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import { readTable } from '../../table/read-table.ts';
import type { TableSide } from '../analysis.ts';
import type {
  EventNotes,
  ForecastAnswer,
  ForecastNeed,
  OtherNaive,
  SeriesBrief,
  SeriesRequest,
  TargetReading,
  ViewAnswer,
  ViewNeed,
} from './inputs.ts';

type Input = {
  choice: PanelChoice;
  panel: PanelIndex;
  rules: RepairRules;
  /** As it is shown: a gap may be open. */
  prepared: PreparedSeries;
  /** As models have it: with a value at every point. */
  series: Series;
  marks: Marks;
};

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;
/** Points of a repair that the page is told. */
const pointsTold = 100;

/** What the values of series lie in, each buffer once. */
function buffersOf(series: readonly Series[]): Transferable[] {
  return [...new Set(series.flatMap(({ y, filled }) => [y.buffer, filled.buffer]))].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}

function withFirstPoints(repair: Repair): Repair {
  return { ...repair, points: repair.points.slice(0, pointsTold) };
}

/** Of the others, how many are tried at most. */
const mostTried = 50;

/** Some of the other series on the same rhythm, by what the seasonal naive makes of them. */
function naiveOfOthers(
  { panel, rules, series }: Pick<Input, 'panel' | 'rules' | 'series'>,
  { count, seasonLength, horizonSteps }: Extract<ViewNeed, { kind: 'naive-of-others' }>,
): OtherNaive[] {
  const found: OtherNaive[] = [];
  for (let number = 0; number < Math.min(panel.count, mostTried) && found.length < count; number += 1) {
    const name = nameOf(panel, number);
    const reading = name === series.uniqueId ? null : prepareOne(panel, name, rules, series.step);
    if (!reading?.ok || reading.value.series.step.unit !== series.step.unit) continue;
    const other = closeGaps(reading.value.series);
    const { length } = other.y;
    if (length < seasonLength) continue;
    const steps = Array.from({ length: horizonSteps }, (_, step) => step);
    found.push({
      uniqueId: name,
      length,
      ds: steps.map((step) => timeCell(other, length + step)),
      yhat: steps.map((step) => other.y[length - seasonLength + (step % seasonLength)]),
    });
  }
  return found;
}

type ReadSeries = Omit<Input, 'choice' | 'panel' | 'rules'> & { reading: SeriesReading };

/** A series of the panel as models have it, and what the page knows of it. */
function readOne(
  panel: PanelIndex,
  rules: RepairRules,
  uniqueId: string | null,
  step: Step | null,
): Result<ReadSeries, SeriesProblem> {
  const made = prepareOne(panel, uniqueId, rules, step);
  if (!made.ok) return made;
  const { facts, ...prepared } = made.value;
  const series = closeGaps(prepared.series);
  const marks = marksOf(prepared.series, prepared.repairs);
  const reading = {
    series: outlineOf(prepared.series),
    repairs: prepared.repairs.map(withFirstPoints),
    facts,
    marks: countMarks(marks),
    seasons: findSeasons(series.y.slice(-pointsSearched)),
    measure: describeMeasure(targetOf(panel, prepared.series.uniqueId), prepared.series, rules),
  };
  return ok({ reading, prepared, series, marks });
}

/** The targets of some columns that stand in the rows of the series shown; a series for those that can be forecast with it. */
function readTargets(
  { choice, panel, rules, series: shown }: Pick<Input, 'choice' | 'panel' | 'rules' | 'series'>,
  columns: readonly number[],
): { target: TargetReading; series: Series | null }[] {
  const groups = panel.groups.names.length;
  const group = (panel.find(shown.uniqueId) ?? 0) % groups;
  return choice.targetColumns.flatMap((column, at): { target: TargetReading; series: Series | null }[] => {
    if (!columns.includes(column)) return [];
    const { name } = panel.targets[at];
    const target = { column, name, uniqueId: nameOf(panel, at * groups + group) };
    const read = readOne(panel, rules, target.uniqueId, shown.step);
    if (!read.ok) return [{ target: { ...target, reading: null, problem: read.problem }, series: null }];
    const { reading, series } = read.value;
    const { step } = series;
    if (isSameStep(step, shown.step) && series.y.every(Number.isFinite))
      return [{ target: { ...target, reading, problem: null }, series }];
    const problem = { code: 'other-rhythm' as const, params: { column: name, step } };
    return [{ target: { ...target, reading: null, problem }, series: null }];
  });
}

/** What became of the events of a series, and what else may be one. */
function readEvents({ rules, prepared, series }: Input): EventNotes {
  const { events = [] } = prepared;
  const again = series.events ?? [];
  const seasonLength = seasonLengthOf(series.step);
  const fitted = fitEventEffects(series.y, again, seasonLength);
  let place = 0;
  const notes = events.map((reading) => {
    if (rules.events?.[reading.event].kind !== 'recurring') return { ...reading, effect: null, next: null };
    const { at } = again[place];
    const effect = fitted?.effects[place++];
    return {
      ...reading,
      effect: fitted && effect && effect.seen > 0 ? { ...effect, isRatio: fitted.isRatio } : null,
      next: at.find((point) => point >= series.y.length) ?? null,
    };
  });
  const isMarked = new Set(again.flatMap(({ at }) => at));
  const offers = offerEvents(series, seasonLength).filter(({ from, to }) => !isMarked.has(from) && !isMarked.has(to));
  return { notes, offers };
}

export const tableSide: TableSide<
  SeriesRequest,
  Input,
  SeriesBrief,
  ForecastNeed | ViewNeed,
  ForecastAnswer | ViewAnswer
> = {
  suits({ columns }) {
    if (columns.some(({ kind }) => kind === 'number')) return null;
    return { code: 'no-number-column', params: { columns: columns.map(({ name }) => name) } };
  },

  async prepare(held, request) {
    const { choice, rules, uniqueId, step } = request;
    const panel = held.panelOf(choice);
    if (!panel.ok) return panel;
    const read = readOne(panel.value, rules, uniqueId, step);
    if (!read.ok) return read;
    const { reading, prepared, series, marks } = read.value;
    const pieces = firstPieces(prepared.series, marks);
    const value = { ...reading, pieces };
    const input = { choice, panel: panel.value, rules, prepared, series, marks };
    return ok({ input, brief: { value, transfer: buffersOfPieces(pieces) } });
  },

  async give(input, need, context) {
    const { panel, rules, prepared, series, marks } = input;
    switch (need.kind) {
      case 'series':
        return { value: series };
      case 'learning':
        return { value: learningPart(series, need.test) };
      case 'others': {
        const value = await takeTurns(gatherOthersStepwise(panel, rules, series), context);
        return { value, transfer: buffersOf(value.series) };
      }
      case 'targets': {
        const found = readTargets(input, need.columns);
        const known = found.flatMap(({ target: { name }, series: one }) => (one ? [{ name, one }] : []));
        return { value: { names: known.map(({ name }) => name), series: known.map(({ one }) => one) } };
      }
      case 'target-readings':
        return { value: readTargets(input, need.columns).map(({ target }) => target) };
      case 'piece': {
        const value = cutPiece(prepared.series, marks, need.from, need.end);
        return { value, transfer: buffersOfPieces([value]) };
      }
      case 'points': {
        const value = pickPoints(prepared.series, need.at);
        return { value, transfer: buffersOfPieces([value]) };
      }
      case 'naive-of-others':
        return { value: naiveOfOthers({ panel, rules, series }, need) };
      case 'events':
        return { value: readEvents(input) };
      case 'read-events': {
        const read = await readTable(need.file, need.name);
        return { value: read.ok ? readEventTable(read.value) : null };
      }
      case 'csv':
        return { value: new Blob([writeSeriesCsv(prepared.series, prepared.repairs)], { type: csvType }) };
    }
  },
};
