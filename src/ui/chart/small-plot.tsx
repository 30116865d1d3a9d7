import type { ReactNode } from 'react';
import { useWords } from '../shell/context.ts';
import chart from './chart.module.css';
import { axisWidthOf } from './drawing.ts';
import { makeScale, type PlotBox, type Scale } from './scale.ts';
import styles from './small-charts.module.css';
import { labelValues, leastMarginPx, type Tick } from './tick-labels.ts';
import { useWidth } from './use-width.ts';

const usualHeight = 168;
const margin = { top: 8, right: leastMarginPx, bottom: 24 };

type SmallPlotProps = {
  /** What the drawing shows, in words. */
  label: string;
  from: number;
  to: number;
  low: number;
  high: number;
  height?: number;
  ticksFor: (widthPx: number) => Tick[];
  /** Draws the marks; `widthPx` is that of the plot. */
  children: (scale: Scale, box: PlotBox) => ReactNode;
};

/** A small drawing with its two axes. */
export function SmallPlot({ label, from, to, low, high, height = usualHeight, ticksFor, children }: SmallPlotProps) {
  const words = useWords();
  const [frame, width] = useWidth<HTMLDivElement>();
  const plotHeight = height - margin.top - margin.bottom;
  // Values that are all the same lie on the lower edge of an axis of their own size.
  const axis = labelValues(words, low, high > low ? high : low + (Math.abs(low) || 1), plotHeight);
  const left = axisWidthOf(axis);
  const box = { left, top: margin.top, width: Math.max(1, width - left - margin.right), height: plotHeight };
  const scale = makeScale({ from, to, bottom: axis.bottom, top: axis.top }, box);
  return (
    <div ref={frame} className={styles.small} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {axis.ticks.map(({ at, label: text }) => (
            <g key={at}>
              <path className={styles.smallGrid} d={`M${left} ${scale.y(at)}h${box.width}`} />
              <text className={chart.tick} x={left - 8} y={scale.y(at)} dy="0.355em" textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {children(scale, box)}
          {ticksFor(box.width).map(({ at, label: text }) => (
            <text key={at} className={chart.tick} x={scale.x(at)} y={height - 6} textAnchor="middle">
              {text}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
