import { type CSSProperties, memo } from 'react';
import { CartesianGrid, DefaultZIndexes, Line, LineChart, ReferenceArea, XAxis, YAxis, ZIndexLayer } from 'recharts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import { pointAt } from '../../series/pieces.ts';
import { bandPath } from './band-path.ts';
import styles from './chart.module.css';
import type { ChartLine } from './chart-lines.ts';
import type { Drawing } from './drawing.ts';
import { markPath } from './marks.ts';
import { plotMargin } from './plot-frame.ts';
import { makeScale } from './scale.ts';
import { colorOf, lineColor } from './swatch.tsx';
import { labelWidth, type Tick } from './tick-labels.ts';

type TickPlace = { x: number | string; y: number | string; payload: { value: number } };

/** Draws the labels of an axis as plain text: the library's own element measures each, which costs a layout a label. */
function drawTicks(ticks: Tick[], anchor: 'middle' | 'end', shift: string) {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return ({ x, y, payload }: TickPlace) => (
    <text className={styles.tick} x={x} y={y} dy={shift} textAnchor={anchor}>
      {labels.get(payload.value)}
    </text>
  );
}

/** The leading model's line is the strongest. */
function strokeWidth({ kind, model }: ChartLine, leading: ModelId | null, isDense: boolean): number {
  if (kind !== 'forecast') return isDense ? 1 : 1.6;
  if (leading === null) return 2.25;
  return model === leading ? 2.75 : 1.6;
}

/** Left to the style sheet, so that paper may have another size than the screen: the library would set it on the element. */
function sizeForStyles(width: number, height: number): CSSProperties {
  const size = { '--width': `${width}px`, '--height': `${height}px` };
  return { ...size, width: undefined, height: undefined };
}

/** The drawing itself. It is drawn anew only when what it shows has changed, never for the pointer. */
export const Plot = memo(function Plot({ drawing }: { drawing: Drawing }) {
  const { width, height, axisWidth, rows, lines, colors, banded, bands, range, parts, timeTicks, valueAxis } = drawing;
  const { piece, marks } = drawing;
  const pixelsPerStep = (width - axisWidth - plotMargin.right) / Math.max(1, range.to - range.from);
  // A line that goes up and down within every pixel would be a solid block if it were drawn boldly.
  const isDense = rows.length > width;
  // Given where its lines are, the library need not measure labels to find out.
  const plotHeight = height - plotMargin.top - plotMargin.bottom;
  const valueSpan = valueAxis.top - valueAxis.bottom;
  const gridLines = valueAxis.ticks.map(({ at }) => plotMargin.top + ((valueAxis.top - at) / valueSpan) * plotHeight);
  const plot = {
    left: axisWidth,
    top: plotMargin.top,
    width: width - axisWidth - plotMargin.right,
    height: plotHeight,
  };
  const scale = makeScale({ ...range, bottom: valueAxis.bottom, top: valueAxis.top }, plot);
  const timeTick = drawTicks(timeTicks, 'middle', '0.71em');
  const valueTick = drawTicks(valueAxis.ticks, 'end', '0.355em');
  return (
    <LineChart
      className={styles.drawing ?? ''}
      width={width}
      height={height}
      data={rows}
      style={sizeForStyles(width, height)}
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
      <CartesianGrid
        vertical={false}
        horizontalCoordinatesGenerator={() => gridLines}
        verticalCoordinatesGenerator={() => []}
        stroke="var(--grid)"
      />
      <XAxis
        dataKey="index"
        type="number"
        domain={[range.from, range.to]}
        allowDataOverflow
        height={plotMargin.bottom}
        ticks={timeTicks.map(({ at }) => at)}
        interval={0}
        tick={timeTick}
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
        interval={0}
        tick={valueTick}
        tickLine={false}
        axisLine={false}
        tickMargin={8}
      />
      {banded &&
        bands.map((band) => (
          <path
            key={band.level}
            className={styles.band}
            data-level={band.level}
            fill={lineColor(banded.model, colors)}
            d={bandPath(band, { ...range, bottom: valueAxis.bottom, top: valueAxis.top }, plot)}
          />
        ))}
      {lines.map((line) => (
        <Line
          key={line.key}
          dataKey={line.key}
          type="linear"
          zIndex={line.kind === 'actual' ? DefaultZIndexes.line + 1 : DefaultZIndexes.line}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          connectNulls={false}
          stroke={colorOf(line, colors)}
          strokeWidth={strokeWidth(line, banded?.model ?? null, isDense)}
          strokeOpacity={banded && line.model !== banded.model && line.kind !== 'actual' ? 0.55 : 1}
          strokeLinejoin="round"
        />
      ))}
      {marks.length > 0 && (
        <ZIndexLayer zIndex={DefaultZIndexes.line + 2}>
          {marks.map(({ kind, at }) => (
            <path
              key={`${kind} ${at}`}
              className={styles.mark}
              data-mark={kind}
              d={markPath(kind, scale.x(at), scale.y(pointAt([piece], at)?.y ?? Number.NaN))}
            />
          ))}
        </ZIndexLayer>
      )}
    </LineChart>
  );
});
