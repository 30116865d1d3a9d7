/** What the strip under the chart shows: the whole series and the leading forecast. Pure. */
import { sayTime } from '../../../../i18n/dates.ts';
import type { Words } from '../../../../i18n/words.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { Piece } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Overview } from '../../../../ui/chart/brush.tsx';
import { actualLine, type ChartRange } from '../../../../ui/chart/chart-lines.ts';
import type { Drawing } from '../../../../ui/chart/drawing.ts';
import { boxOf } from '../../../../ui/chart/plot-frame.ts';

/** @param piece the whole series */
export function overviewOf(drawing: Drawing, piece: Piece, whole: ChartRange): Overview {
  const { lines, banded, colors } = drawing;
  const { left, width } = boxOf(drawing);
  const leading = lines.filter(({ kind, model }) => kind === 'forecast' && model === banded?.model);
  return { lines: [actualLine(piece), ...leading], colors, whole, left, width };
}

/** From when to when a range goes. */
export function sayRangeOf(words: Words, series: SeriesOutline, { from, to }: ChartRange): string {
  const [low = '', high = ''] = [from, to].map((index) => sayTime(words, clockAt(series, index), series.step));
  return words.say('range', { low, high });
}
