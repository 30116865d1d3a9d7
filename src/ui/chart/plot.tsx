import { type CSSProperties, memo, useId } from 'react';
import { Curve, Layer, Surface } from 'recharts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import { bandPath } from './band-path.ts';
import styles from './chart.module.css';
import { type Band, type ChartLine, pointsToDraw } from './chart-lines.ts';
import { CutMarks } from './cut-marks.tsx';
import type { Drawing } from './drawing.ts';
import { lineDash } from './line-dash.ts';
import { markPath } from './marks.ts';
import { TimeAxis, ValueAxis } from './plot-axes.tsx';
import { boxOf } from './plot-frame.ts';
import { makeScale, type PlotBox, type PlotSpan, type Scale } from './scale.ts';
import { SingleStep, singleStepOf } from './single-step.tsx';
import { colorOf, lineColor } from './swatch.tsx';
import { labelWidth } from './tick-labels.ts';

/** The leading model's line is the strongest. */
function strokeWidth({ kind, model }: ChartLine, leading: ModelId | null, isDense: boolean): number {
  if (kind !== 'forecast') return isDense ? 1 : 1.6;
  if (leading === null) return 2.25;
  return model === leading ? 2.75 : 1.6;
}

/** Left to the style sheet, so that paper may have another size than the screen. */
function sizeForStyles(width: number, height: number): CSSProperties {
  return { '--width': `${width}px`, '--height': `${height}px` } as CSSProperties;
}

/** A pixel has ten places that are told apart. */
function roundedTo({ at, value }: { at: number; value: number }, { x, y }: Scale) {
  return { x: Math.round(x(at) * 10) / 10, y: Math.round(y(value) * 10) / 10 };
}

type PartProps = { drawing: Drawing; scale: Scale; box: PlotBox };

/** The parts of the series as backgrounds, with their names where there is room. */
function Parts({ drawing: { parts }, scale, box }: PartProps) {
  return parts.map(({ id, from, to, label }) => {
    const left = Math.max(scale.x(from), box.left);
    const width = Math.min(scale.x(to), box.left + box.width) - left;
    return (
      <g key={id} className={styles[id]}>
        <rect x={left} y={box.top} width={Math.max(0, width)} height={box.height} />
        {width > labelWidth(label) && (
          <text className={styles.partLabel} x={left + width / 2} y={box.top - 5} textAnchor="middle">
            {label}
          </text>
        )}
      </g>
    );
  });
}

function Lines({ drawing, scale, box }: PartProps) {
  const { lines, range, colors, banded } = drawing;
  return lines.map((line) => {
    const points = pointsToDraw(line, range, box.width);
    // A line that goes up and down within every pixel would be a solid block if it were drawn boldly.
    const isDense = points.length > box.width;
    return (
      <Layer key={line.key} className="recharts-line">
        <Curve
          points={points.map((point) => roundedTo(point, scale))}
          fill="none"
          stroke={colorOf(line, colors)}
          strokeWidth={strokeWidth(line, banded?.model ?? null, isDense)}
          strokeOpacity={banded && line.model !== banded.model && line.kind !== 'actual' ? 0.55 : 1}
          strokeLinejoin="round"
          strokeDasharray={(!isDense && lineDash(colorOf(line, colors))) || 'none'}
        />
      </Layer>
    );
  });
}

type BandsProps = { bands: readonly Band[]; color: string; span: PlotSpan; scale: Scale; box: PlotBox };

/** The intervals of a forecast, as areas, or as an error bar where it is of one step. */
function Bands({ bands, color, span, scale, box }: BandsProps) {
  if (bands.every(({ low }) => low.length === 1)) return <SingleStep bands={bands} scale={scale} color={color} />;
  return bands.map((band) => (
    <path key={band.level} className={styles.band} data-level={band.level} fill={color} d={bandPath(band, span, box)} />
  ));
}

/** Forecasts of one step, the leading one larger. */
function Dots({ drawing: { lines, colors, banded, range }, scale }: Omit<PartProps, 'box'>) {
  return lines.map((line) => {
    const step = singleStepOf(line);
    if (!step || step.at > range.to) return null;
    const radius = banded?.model === line.model ? 5 : 3.5;
    return (
      <circle
        key={line.key}
        className={styles.dot}
        data-testid={`dot-${line.model}`}
        cx={scale.x(step.at)}
        cy={scale.y(step.value)}
        r={radius}
        fill={colorOf(line, colors)}
      />
    );
  });
}

/**
 * The drawing itself. It is drawn anew only when what it shows has changed, never for the pointer.
 *
 * Of recharts it takes the surface and the lines. The frame of a whole chart of theirs, in which axes, grid and lines tell each
 * other in effects what they are, is drawn two or three times at once whenever its data change, and takes most of a click.
 */
export const Plot = memo(function Plot({ drawing }: { drawing: Drawing }) {
  const { width, height, colors, banded, bands, range, timeTicks, valueAxis, marks, cut } = drawing;
  const clip = useId();
  const box = boxOf(drawing);
  const span = { ...range, bottom: valueAxis.bottom, top: valueAxis.top };
  const scale = makeScale(span, box);
  const unbound = makeScale(span, box, false);
  return (
    <Surface className={styles.drawing ?? ''} width={width} height={height} style={sizeForStyles(width, height)}>
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={box.width} height={box.height} />
      </clipPath>
      <Parts drawing={drawing} scale={scale} box={box} />
      <ValueAxis ticks={valueAxis.ticks} scale={scale} box={box} />
      <TimeAxis ticks={timeTicks} scale={scale} box={box} />
      {banded && <Bands bands={bands} color={lineColor(banded.model, colors)} span={span} scale={scale} box={box} />}
      <g clipPath={`url(#${clip})`}>
        <Lines drawing={drawing} scale={unbound} box={box} />
      </g>
      <Dots drawing={drawing} scale={scale} />
      {cut && <CutMarks cut={cut} scale={scale} box={box} />}
      {marks.map(({ kind, at, value }) => (
        <path
          key={`${kind} ${at}`}
          className={styles.mark}
          data-mark={kind}
          d={markPath(kind, scale.x(at), scale.y(value))}
        />
      ))}
    </Surface>
  );
});
