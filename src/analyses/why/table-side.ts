/** What explaining does where the tables are: one series out of a panel, as the forecast has it. */
import { ok } from '../../base/result.ts';
import { closeGaps } from '../../series/fill-gaps.ts';
import { countMarks, marksOf } from '../../series/marks.ts';
import { describeMeasure } from '../../series/measure.ts';
import type { PanelChoice, RepairRules } from '../../series/panel.ts';
import { type PanelIndex, targetOf } from '../../series/panel-index.ts';
import { prepareOne } from '../../series/prepare-one.ts';
import type { Series } from '../../series/series.ts';
import { outlineOf } from '../../series/series-outline.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import type { Table } from '../../table/table.ts';
import type { TableSide } from '../analysis.ts';
import type { ConstantColumn, WhyAnswer, WhyBrief, WhyNeed, WhyRequest, WhyViewAnswer, WhyViewNeed } from './inputs.ts';
import { describeNature } from './nature/describe-nature.ts';
import { findPrice, lookAtTrends, type TrendInput } from './trends/look-at-trends.ts';
import { loadHolidays, lookAtPanel, lookAtSeries } from './unusual/look.ts';

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

type Input = { series: Series; panel: PanelIndex; rules: RepairRules; trends: TrendInput };

/** Columns of numbers that no series is made of, and that never change. */
function findConstants({ columns }: Table, { targetColumns, idColumns }: PanelChoice): ConstantColumn[] {
  return columns.flatMap((column, place): ConstantColumn[] => {
    if (column.kind !== 'number' || targetColumns.includes(place) || idColumns.includes(place)) return [];
    const value = column.values.find(Number.isFinite);
    const isConstant = value !== undefined && column.values.every((one) => one === value || Number.isNaN(one));
    return isConstant ? [{ name: column.name, value }] : [];
  });
}

export const tableSide: TableSide<WhyRequest, Input, WhyBrief, WhyNeed | WhyViewNeed, WhyAnswer | WhyViewAnswer> = {
  suits({ columns }) {
    if (columns.some(({ kind }) => kind === 'number')) return null;
    return { code: 'no-number-column', params: { columns: columns.map(({ name }) => name) } };
  },

  async prepare(held, { choice, rules, uniqueId, step }) {
    const panel = held.panelOf(choice);
    if (!panel.ok) return panel;
    const made = prepareOne(panel.value, uniqueId, rules, step);
    if (!made.ok) return made;
    const { facts, series: prepared, repairs } = made.value;
    const series = closeGaps(prepared);
    const value: WhyBrief = {
      series: outlineOf(prepared),
      repairs,
      facts,
      marks: countMarks(marksOf(prepared, repairs)),
      seasons: findSeasons(series.y.slice(-pointsSearched)),
      constants: findConstants(held.table, choice),
      measure: describeMeasure(targetOf(panel.value, prepared.uniqueId), prepared, rules),
    };
    const trends: TrendInput = {
      panel: panel.value,
      rules,
      target: Math.max(0, panel.value.targets.indexOf(targetOf(panel.value, prepared.uniqueId))),
      ids: choice.idColumns.map((place) => held.table.columns[place]),
      price: findPrice(held.table.columns, choice.targetColumns),
    };
    return ok({ input: { series, panel: panel.value, rules, trends }, brief: { value } });
  },

  // What is given stays here: it is copied.
  async give({ series, panel, rules, trends }, need) {
    switch (need.kind) {
      case 'series':
        return { value: series };
      case 'unusual':
        return { value: lookAtSeries(series, await loadHolidays()) };
      case 'unusual-of':
        return { value: lookAtPanel(panel, rules, need, await loadHolidays()) };
      case 'trends-of':
        return { value: lookAtTrends(trends, need) };
      case 'nature':
        return { value: describeNature(series) };
    }
  },
};
