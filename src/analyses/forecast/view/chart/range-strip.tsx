import { type CSSProperties, useMemo } from 'react';
import { sayTime } from '../../../../i18n/dates.ts';
import { clockAt } from '../../../../series/calendar.ts';
import { Brush, type BrushProps, brushHeightPx } from '../../../../ui/chart/brush.tsx';
import styles from '../../../../ui/chart/chart.module.css';
import { actualLine, type ChartRange, forecastLine } from '../../../../ui/chart/chart-lines.ts';
import type { Drawing } from '../../../../ui/chart/drawing.ts';
import { boxOf } from '../../../../ui/chart/plot-frame.ts';
import { lineColor } from '../../../../ui/chart/swatch.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import { useForecast } from '../context.ts';
import type { Shown } from './prepare-drawing.ts';

/** Of a shorter series nothing need be sought. */
const fewestPoints = 24;

type RangeStripProps = Pick<BrushProps, 'range' | 'onChange'> & {
  shown: Pick<Shown, 'series' | 'results' | 'firstLook' | 'split'>;
  whole: ChartRange;
  /** The drawing above; null until there is one. */
  drawing: Drawing | null;
};

/** The leading forecast as a line. */
function useLeading({ results, firstLook, split }: RangeStripProps['shown'], drawing: Drawing | null) {
  const model = drawing?.banded?.model;
  return useMemo(() => {
    const from = results.length === 0 ? firstLook : results.find((result) => result.model === model);
    return model && from ? forecastLine({ model, forecast: from.forecast }, split) : null;
  }, [model, results, firstLook, split]);
}

/** Under the chart: all of the series, and the window of it that is shown. Its room is there before it is. */
export function RangeStrip({ shown, whole, drawing, range, onChange }: RangeStripProps) {
  const words = useWords();
  const { series } = shown;
  const piece = useForecast((state) => state.pieces[0]);
  const actual = useMemo(() => piece && actualLine(piece), [piece]);
  const forecast = useLeading(shown, drawing);
  if (series.length < fewestPoints) return null;
  const [low = '', high = ''] = [range.from, range.to].map((at) => sayTime(words, clockAt(series, at), series.step));
  return (
    <div className={styles.strip} style={{ '--height': `${brushHeightPx}px` } as CSSProperties}>
      {drawing && actual && (
        <Brush
          actual={actual}
          forecast={forecast}
          color={forecast ? lineColor(forecast.model, drawing.colors) : ''}
          whole={whole}
          left={drawing.axisWidth}
          width={boxOf(drawing).width}
          range={range}
          text={words.say('range', { low, high })}
          onChange={onChange}
        />
      )}
    </div>
  );
}
