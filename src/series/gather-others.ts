/** The other series of a panel, as models that learn from all of it need them. */

import { closeGaps } from './fill-gaps.ts';
import type { OtherSeries, PanelProgress, PanelReading, RepairRules } from './panel.ts';
import { nameOf, type PanelIndex, rowsOf } from './panel-index.ts';
import { fewestValues } from './place-rows.ts';
import { withCovariates } from './prepare-series.ts';
import type { Series } from './series.ts';
import { shapeSeries } from './shape-series.ts';
import { isSameStep } from './step.ts';

/** More points than this are not learnt from together: they would not fit into the memory of a tab several times over. */
const mostPoints = 4_000_000;

/** Copies of series whose values lie end to end in one buffer, their marks in another: they travel as two. */
function pack(all: readonly Series[]): Series[] {
  const sizeOf = ({ y, covariates = [] }: Series) =>
    covariates.reduce((sum, { values }) => sum + values.length, y.length);
  const numbers = new Float64Array(all.reduce((sum, series) => sum + sizeOf(series), 0));
  const marks = new Uint8Array(all.reduce((sum, { y }) => sum + y.length, 0));
  let number = 0;
  let mark = 0;
  const place = (values: Float64Array) => {
    numbers.set(values, number);
    number += values.length;
    return numbers.subarray(number - values.length, number);
  };
  return all.map((series) => {
    marks.set(series.filled, mark);
    mark += series.filled.length;
    const packed = { ...series, y: place(series.y), filled: marks.subarray(mark - series.filled.length, mark) };
    const { covariates } = series;
    if (!covariates) return packed;
    return { ...packed, covariates: covariates.map((one) => ({ ...one, values: place(one.values) })) };
  });
}

type ShownSeries = Pick<Series, 'uniqueId' | 'step'>;

/** Collects what can be learnt from together with the series shown. */
function createGathering({ step }: ShownSeries) {
  const usable: Series[] = [];
  let points = 0;
  return {
    /** Whether a series of the rhythm and length could be taken yet. */
    hasRoomFor: (other: Pick<Series, 'step' | 'y'>) =>
      isSameStep(other.step, step) && points + other.y.length <= mostPoints,
    add: (other: Series) => {
      const closed = closeGaps(other);
      if (!closed.y.every(Number.isFinite)) return;
      points += closed.y.length;
      usable.push(closed);
    },
    isFull: () => points > mostPoints - fewestValues,
    finish: (others: number): OtherSeries => ({ series: pack(usable), leftOut: others - usable.length }),
  };
}

/**
 * Every series of a panel but one that can be learnt from together with it: on its rhythm, with a value at every point. Of more
 * than four million points together, the series that no longer fit are left out.
 */
export function gatherOthers({ series: all, refused }: PanelReading, shown: ShownSeries): OtherSeries {
  const others = all.map(({ series }) => series).filter(({ uniqueId }) => uniqueId !== shown.uniqueId);
  const gathering = createGathering(shown);
  for (const other of others) if (gathering.hasRoomFor(other)) gathering.add(other);
  return gathering.finish(others.length + refused.length);
}

/** `gatherOthers` from the rows of a panel, a series a step, so that others may have their turn in between. */
export function* gatherOthersStepwise(
  index: PanelIndex,
  rules: RepairRules,
  shown: ShownSeries,
): Generator<PanelProgress, OtherSeries> {
  const gathering = createGathering(shown);
  let others = index.count;
  for (let number = 0; number < index.count; number++) {
    const isShown = nameOf(index, number) === shown.uniqueId;
    if (isShown) others--;
    else if (!gathering.isFull()) {
      const source = rowsOf(index, number, shown.step, index.covariates());
      const shaping = shapeSeries(source, rules);
      if (shaping.ok && gathering.hasRoomFor(shaping.value.series))
        gathering.add(withCovariates(source, shaping.value));
    }
    yield { done: number + 1, total: index.count };
  }
  return gathering.finish(others);
}
