import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceArea, XAxis, YAxis } from 'recharts';
import styles from './chart.module.css';
import type { ChartLine, ChartRange, ChartRow } from './chart-lines.ts';
import { lineColor } from './swatch.tsx';

/** Room around the drawing, in pixels. */
export const plotMargin = { top: 30, right: 12, bottom: 28 };

export type PartArea = { id: 'validation' | 'test' | 'forecast'; from: number; to: number; label: string };
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
  valueTicks: Tick[];
};

/** Labels narrower than this many pixels would run over their part. */
const labelRoomPx = 62;

function labelsOf(ticks: Tick[]): (value: number) => string {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return (value) => labels.get(value) ?? '';
}

/** The drawing itself. It is drawn anew only when what it shows has changed, never for the pointer. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { width, height, axisWidth, rows, lines, range, parts, timeTicks, valueTicks } = props;
  const pixelsPerStep = (width - axisWidth - plotMargin.right) / Math.max(1, range.to - range.from);
  const bottom = valueTicks[0]?.at ?? 0;
  const top = valueTicks.at(-1)?.at ?? 1;
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
        const isWide = (Math.min(to, range.to) - Math.max(from, range.from)) * pixelsPerStep > labelRoomPx;
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
      <CartesianGrid vertical={false} className={styles.grid ?? ''} />
      <XAxis
        dataKey="index"
        type="number"
        domain={[range.from, range.to]}
        allowDataOverflow
        height={plotMargin.bottom}
        ticks={timeTicks.map(({ at }) => at)}
        tickFormatter={labelsOf(timeTicks)}
        interval={0}
        tickSize={5}
        tickMargin={6}
        className={styles.axis ?? ''}
      />
      <YAxis
        type="number"
        domain={[bottom, top]}
        allowDataOverflow
        width={axisWidth}
        ticks={valueTicks.map(({ at }) => at)}
        tickFormatter={labelsOf(valueTicks)}
        interval={0}
        tickLine={false}
        axisLine={false}
        tickMargin={8}
        className={styles.axis ?? ''}
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
          strokeWidth={kind === 'forecast' ? 2.25 : 1.5}
          strokeLinejoin="round"
        />
      ))}
    </LineChart>
  );
});
