/** What a chart of lines over one regular index draws, ready to be put on the page. */
import type { ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { MarkCounts } from '../../series/marks.ts';
import type { Piece } from '../../series/pieces.ts';
import type { SeriesOutline } from '../../series/series-outline.ts';
import type { AxisCut } from './axis-cut.ts';
import type { Band, ChartLine, ChartRange } from './chart-lines.ts';
import type { PlacedMark } from './marks.ts';
import type { PartArea } from './plot-frame.ts';
import { labelWidth, type Tick, type ValueAxis } from './tick-labels.ts';

export type LineColors = Partial<Record<ModelId, string>>;

export type Drawing = {
  series: SeriesOutline;
  /** The part of the series that is drawn. */
  piece: Piece;
  width: number;
  height: number;
  axisWidth: number;
  range: ChartRange;
  lines: ChartLine[];
  colors: LineColors;
  /** The model whose bands are drawn; null where there are none. */
  banded: Pick<ModelResult, 'model'> | null;
  bands: Band[];
  parts: PartArea[];
  /** At how many points something was repaired or found, and the marks that have room. */
  markCounts: MarkCounts;
  marks: PlacedMark[];
  /** The values beyond the ends of the value axis, where it was cut for them; null where it is whole. */
  cut: AxisCut | null;
  timeTicks: Tick[];
  valueAxis: ValueAxis;
};

/** Room that the marks of a value axis need beside the drawing, in pixels. */
export function axisWidthOf({ ticks }: ValueAxis): number {
  return Math.round(Math.max(7, ...ticks.map(({ label }) => labelWidth(label))) * 1.1) + 14;
}
