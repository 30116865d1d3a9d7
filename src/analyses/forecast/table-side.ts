/** What forecasting does where the tables are: one series out of a panel, and the others where networks learn from them. */

import { csvType } from '../../base/csv-type.ts';
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { learningPart } from '../../evaluation/search/learning-part.ts';
import { writeSeriesCsv } from '../../export/series-csv.ts';
import { timeCell } from '../../export/timestamp.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { gatherOthersStepwise } from '../../series/gather-others.ts';
import { countMarks, type Marks, marksOf } from '../../series/marks.ts';
import { describeMeasure } from '../../series/measure.ts';
import type { PreparedSeries, Repair, RepairRules } from '../../series/panel.ts';
import { nameOf, type PanelIndex, targetOf } from '../../series/panel-index.ts';
import { buffersOfPieces, cutPiece, firstPieces, pickPoints } from '../../series/pieces.ts';
import { prepareOne } from '../../series/prepare-one.ts';
import type { Series } from '../../series/series.ts';
import { outlineOf } from '../../series/series-outline.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import type { TableSide } from '../analysis.ts';
import type {
  ForecastAnswer,
  ForecastNeed,
  OtherNaive,
  SeriesBrief,
  SeriesRequest,
  ViewAnswer,
  ViewNeed,
} from './inputs.ts';

type Input = {
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
    const reading = prepareOne(panel.value, uniqueId, rules, step);
    if (!reading.ok) return reading;
    const { facts, ...prepared } = reading.value;
    const series = closeGaps(prepared.series);
    const seasons = findSeasons(series.y.slice(-pointsSearched));
    const marks = marksOf(prepared.series, prepared.repairs);
    const pieces = firstPieces(prepared.series, marks);
    const repairs = prepared.repairs.map(withFirstPoints);
    const measure = describeMeasure(targetOf(panel.value, prepared.series.uniqueId), prepared.series, rules);
    const value = {
      series: outlineOf(prepared.series),
      repairs,
      facts,
      marks: countMarks(marks),
      seasons,
      measure,
      pieces,
    };
    const input = { panel: panel.value, rules, prepared, series, marks };
    return ok({ input, brief: { value, transfer: buffersOfPieces(pieces) } });
  },

  async give({ panel, rules, prepared, series, marks }, need, context) {
    switch (need.kind) {
      case 'series':
        return { value: series };
      case 'learning':
        return { value: learningPart(series, need.test) };
      case 'others': {
        const value = await takeTurns(gatherOthersStepwise(panel, rules, series), context);
        return { value, transfer: buffersOf(value.series) };
      }
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
      case 'csv':
        return { value: new Blob([writeSeriesCsv(prepared.series, prepared.repairs)], { type: csvType }) };
    }
  },
};
