/** The other series of a panel, as models that learn from all of it need them. */
import { closeGaps } from './fill-gaps.ts';
import type { OtherSeries, PanelReading } from './panel.ts';
import type { Series } from './series.ts';

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

/**
 * Every series of a panel but one that can be learnt from together with it: on its rhythm, with a value at every point. Of more
 * than four million points together, the series that no longer fit are left out.
 */
export function gatherOthers(
  { series: all, refused }: PanelReading,
  shown: Pick<Series, 'uniqueId' | 'step'>,
): OtherSeries {
  const others = all.map(({ series }) => series).filter(({ uniqueId }) => uniqueId !== shown.uniqueId);
  const usable: Series[] = [];
  let points = 0;
  for (const other of others) {
    const { step } = other;
    if (step.unit !== shown.step.unit || step.every !== shown.step.every) continue;
    const closed = closeGaps(other);
    if (!closed.y.every(Number.isFinite) || points + closed.y.length > mostPoints) continue;
    points += closed.y.length;
    usable.push(closed);
  }
  return { series: pack(usable), leftOut: others.length - usable.length + refused.length };
}
