import { memo } from 'react';
import styles from './chart.module.css';
import type { PlotBox, Scale } from './scale.ts';
import type { Tick } from './tick-labels.ts';

/** Space between the drawing and the labels of its value axis, in pixels. */
const labelGapPx = 8;
const tickPx = 5;

type AxisProps = { ticks: readonly Tick[]; scale: Scale; box: PlotBox };

/** Labels of the values, and a line at each through the drawing. */
export const ValueAxis = memo(function ValueAxis({ ticks, scale, box }: AxisProps) {
  return (
    <g>
      <path className={styles.grid} d={ticks.map(({ at }) => `M${box.left} ${scale.y(at)}h${box.width}`).join('')} />
      {ticks.map(({ at, label }) => (
        <text key={at} className={styles.tick} x={box.left - labelGapPx} y={scale.y(at)} dy="0.355em" textAnchor="end">
          {label}
        </text>
      ))}
    </g>
  );
});

/** The line under the drawing, with its dates. */
export const TimeAxis = memo(function TimeAxis({ ticks, scale, box }: AxisProps) {
  const bottom = box.top + box.height;
  const marks = ticks.map(({ at }) => `M${scale.x(at)} ${bottom}v${tickPx}`);
  return (
    <g>
      <path className={styles.axis} d={[`M${box.left} ${bottom}h${box.width}`, ...marks].join('')} />
      {ticks.map(({ at, label }) => (
        <text key={at} className={styles.tick} x={scale.x(at)} y={bottom + 11} dy="0.71em" textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  );
});
