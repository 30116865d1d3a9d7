/** What forecasting does where the tables are: one series out of a panel, and the others where networks learn from them. */
import { fail, ok } from '../../base/result.ts';
import { learningPart } from '../../evaluation/search/learning-part.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { gatherOthers } from '../../series/gather-others.ts';
import type { PreparedSeries } from '../../series/panel.ts';
import { readPanel, readPanelStepwise } from '../../series/read-panel.ts';
import type { Series, SeriesProblem } from '../../series/series.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import type { HeldTable, TableSide } from '../analysis.ts';
import { takeTurns } from '../take-turns.ts';
import type { ForecastAnswer, ForecastNeed, SeriesReading, SeriesRequest } from './inputs.ts';

type Input = { held: HeldTable; request: SeriesRequest; series: Series };

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

function isConstant({ y }: Series): boolean {
  return y.every((value) => value === y[0] || Number.isNaN(value));
}

function failConstant({ uniqueId, y }: Series) {
  return fail<SeriesProblem>({ code: 'constant-series', params: { column: uniqueId, value: y[0] } });
}

/** What the values of series lie in, each buffer once. */
function buffersOf(series: readonly Series[]): Transferable[] {
  return [...new Set(series.flatMap(({ y, filled }) => [y.buffer, filled.buffer]))].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}

export const tableSide: TableSide<SeriesRequest, Input, SeriesReading, ForecastNeed, ForecastAnswer> = {
  suits({ columns }) {
    if (columns.some(({ kind }) => kind === 'number')) return null;
    return { code: 'no-number-column', params: { columns: columns.map(({ name }) => name) } };
  },

  async prepare(held, request) {
    const { choice, rules, uniqueId, step } = request;
    const until = ({ series }: PreparedSeries) => !isConstant(series);
    const reading = readPanel(held.table, choice, rules, { preferredId: uniqueId, until, likelyStep: step });
    if (!reading.ok) return reading;
    const varied = reading.value.series.find(until);
    if (!varied) return failConstant(reading.value.series[0].series);
    const series = closeGaps(varied.series);
    const seasons = findSeasons(series.y.slice(-pointsSearched));
    return ok({ input: { held, request, series }, brief: { value: { ...varied, seasons } } });
  },

  async give({ held, request, series }, need, context) {
    switch (need.kind) {
      case 'series':
        return { value: series };
      case 'learning':
        return { value: learningPart(series, need.test) };
      case 'others': {
        const { choice, rules } = request;
        const steps = readPanelStepwise(held.table, choice, rules, { likelyStep: series.step });
        const reading = await takeTurns(steps, context);
        const value = reading.ok ? gatherOthers(reading.value, series) : { series: [], leftOut: 0 };
        return { value, transfer: buffersOf(value.series) };
      }
    }
  },
};
