/** What forecasting does where the tables are: one series out of a panel, and the others where networks learn from them. */
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { learningPart } from '../../evaluation/search/learning-part.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { gatherOthersStepwise } from '../../series/gather-others.ts';
import type { RepairRules } from '../../series/panel.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import { prepareOne, type SeriesReading } from '../../series/prepare-one.ts';
import type { Series } from '../../series/series.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import type { TableSide } from '../analysis.ts';
import type { ForecastAnswer, ForecastNeed, SeriesRequest } from './inputs.ts';

type Input = { panel: PanelIndex; rules: RepairRules; series: Series };

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

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
    const panel = held.panelOf(choice);
    if (!panel.ok) return panel;
    const prepared = prepareOne(panel.value, uniqueId, rules, step);
    if (!prepared.ok) return prepared;
    const series = closeGaps(prepared.value.series);
    const seasons = findSeasons(series.y.slice(-pointsSearched));
    const input = { panel: panel.value, rules, series };
    return ok({ input, brief: { value: { ...prepared.value, seasons } } });
  },

  async give({ panel, rules, series }, need, context) {
    switch (need.kind) {
      case 'series':
        return { value: series };
      case 'learning':
        return { value: learningPart(series, need.test) };
      case 'others': {
        const value = await takeTurns(gatherOthersStepwise(panel, rules, series), context);
        return { value, transfer: buffersOf(value.series) };
      }
    }
  },
};
