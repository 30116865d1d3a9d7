import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceArea, XAxis, YAxis } from 'recharts';
import styles from './chart.module.css';
import type { ChartLine, ChartRange, ChartRow } from './chart-lines.ts';
import { lineColor } from './swatch.tsx';
import { labelWidth, type ValueAxis } from './tick-labels.ts';

/** Room around the drawing, in pixels. */
export const plotMargin = { top: 30, right: 16, bottom: 28 };

export const partIds = ['train', 'validation', 'test', 'forecast'] as const;
export type PartId = (typeof partIds)[number];
export type PartArea = { id: PartId; from: number; to: number; label: string };
export type Tick = { at: number; label: string };

type PlotProps = {
  width: number;
  height: number;
  axisWidth: number;
  rows: ChartRow[];
  lines: ChartLine[];
  range: ChartRange;
  parts: PartArea[];
  timeTicks: Tick[];
  valueAxis: ValueAxis;
};

function labelsOf(ticks: Tick[]): (value: number) => string {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return (value) => labels.get(value) ?? '';
}

/** The drawing itself. It is drawn anew only when what it shows has changed, never for the pointer. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { width, height, axisWidth, rows, lines, range, parts, timeTicks, valueAxis } = props;
  const pixelsPerStep = (width - axisWidth - plotMargin.right) / Math.max(1, range.to - range.from);
  // A line that goes up and down within every pixel would be a solid block if it were drawn boldly.
  const isDense = rows.length > width;
  return (
    <LineChart
      className={styles.drawing ?? ''}
      width={width}
      height={height}
      data={rows}
      margin={{ top: plotMargin.top, right: plotMargin.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      {parts.map(({ id, from, to, label }) => {
        const isWide = (Math.min(to, range.to) - Math.max(from, range.from)) * pixelsPerStep > labelWidth(label);
        return (
          <ReferenceArea
            key={id}
            x1={from}
            x2={to}
            ifOverflow="hidden"
            zIndex={-200}
            className={styles[id] ?? ''}
            {...(isWide ? { label: { value: label, position: 'top', className: styles.partLabel } } : {})}
          />
        );
      })}
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--grid)" />
      <XAxis
        dataKey="index"
        type="number"
        domain={[range.from, range.to]}
        allowDataOverflow
        height={plotMargin.bottom}
        ticks={timeTicks.map(({ at }) => at)}
        tickFormatter={labelsOf(timeTicks)}
        interval={0}
        tick={{ className: styles.tick }}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tickLine={{ stroke: 'var(--line-strong)' }}
        tickSize={5}
        tickMargin={6}
      />
      <YAxis
        type="number"
        domain={[valueAxis.bottom, valueAxis.top]}
        allowDataOverflow
        width={axisWidth}
        ticks={valueAxis.ticks.map(({ at }) => at)}
        tickFormatter={labelsOf(valueAxis.ticks)}
        interval={0}
        tick={{ className: styles.tick }}
        tickLine={false}
        axisLine={false}
        tickMargin={8}
      />
      {lines.map(({ key, model, kind }) => (
        <Line
          key={key}
          dataKey={key}
          type="linear"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          connectNulls={false}
          stroke={lineColor(model)}
          strokeWidth={kind === 'forecast' ? 2.25 : isDense ? 1 : 1.6}
          strokeLinejoin="round"
        />
      ))}
    </LineChart>
  );
});
