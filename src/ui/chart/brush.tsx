import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import { useWords } from '../shell/context.ts';
import { findAxisCut } from './axis-cut.ts';
import styles from './brush.module.css';
import { type ChartLine, type ChartRange, pointsToDraw, valueExtent } from './chart-lines.ts';
import { linePath, makeScale } from './scale.ts';

export const brushHeightPx = 44;
/** A handle is hit from so far away. */
const gripPx = 10;

/** What there is, as it is drawn small. */
type Overview = {
  /** The whole series. */
  actual: ChartLine;
  /** The leading forecast and its colour. */
  forecast: ChartLine | null;
  color: string;
  /** From the first point of the series to the last of the forecast. */
  whole: ChartRange;
  /** In pixels. */
  width: number;
};

/** The lines of an overview. Drawn anew for other data, not while the window moves. */
const OverviewLines = memo(function OverviewLines({ actual, forecast, color, whole, width }: Overview) {
  const lines = forecast ? [actual, forecast] : [actual];
  const { low, high } = valueExtent(lines, [], whole, findAxisCut(actual, whole)?.ends);
  const box = { left: 0, top: 4, width, height: brushHeightPx - 8 };
  const scale = makeScale({ ...whole, bottom: low, top: high > low ? high : low + 1 }, box);
  return (
    <svg width={width} height={brushHeightPx} aria-hidden="true">
      {lines.map((line) => (
        <path
          key={line.key}
          className={styles.line}
          stroke={line === actual ? 'var(--series-actual)' : color}
          d={linePath(
            pointsToDraw(line, whole, width).filter(({ value }) => !Number.isNaN(value)),
            scale,
          )}
        />
      ))}
    </svg>
  );
});

export type BrushProps = Overview & {
  /** Where the drawing above begins, in pixels. */
  left: number;
  /** What is shown of it. */
  range: ChartRange;
  /** The range in words. */
  text: string;
  /** @param isMoving whether more is to come before the pointer is let go */
  onChange: (range: ChartRange, isMoving: boolean) => void;
};

type Grip = 'from' | 'to' | 'window';

/** Everything, small, and the window of it that is shown: it is drawn along, or wider at either end, by pointer or by keys. */
export function Brush({ left, range, text, onChange, ...overview }: BrushProps) {
  const { say } = useWords();
  const { whole, width } = overview;
  const span = Math.max(1, whole.to - whole.from);
  const held = useRef<{ grip: Grip; x: number; range: ChartRange } | null>(null);
  const fewest = Math.min(span, 4);
  const place = (index: number) => ((index - whole.from) / span) * width;
  const [start, end] = [place(range.from), place(range.to)];

  /** The range moved or stretched by so many points, within what there is. */
  const changed = (from: ChartRange, grip: Grip, points: number): ChartRange => {
    const clamp = (index: number, low: number, high: number) => Math.round(Math.min(high, Math.max(low, index)));
    if (grip === 'from') return { ...from, from: clamp(from.from + points, whole.from, from.to - fewest) };
    if (grip === 'to') return { ...from, to: clamp(from.to + points, from.from + fewest, whole.to) };
    const moved = clamp(from.from + points, whole.from, whole.to - (from.to - from.from));
    return { from: moved, to: moved + from.to - from.from };
  };

  const pointerX = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const press = (event: PointerEvent<HTMLElement>) => {
    const x = pointerX(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    const isNear = (edge: number) => Math.abs(x - edge) <= gripPx;
    const isOutside = x < start - gripPx || x > end + gripPx;
    // Where the window is narrow, its nearer handle is meant.
    const nearer = Math.abs(x - start) < Math.abs(x - end) ? 'from' : 'to';
    const grip: Grip = isNear(start) || isNear(end) ? nearer : 'window';
    const begin = isOutside ? changed(range, 'window', ((x - (start + end) / 2) / width) * span) : range;
    held.current = { grip: isOutside ? 'window' : grip, x, range: begin };
    if (isOutside) onChange(begin, true);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const now = held.current;
    if (now) onChange(changed(now.range, now.grip, ((pointerX(event) - now.x) / width) * span), true);
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    const now = held.current;
    held.current = null;
    if (now) onChange(changed(now.range, now.grip, ((pointerX(event) - now.x) / width) * span), false);
  };
  const key = (event: KeyboardEvent) => {
    const step = Math.max(1, Math.round((range.to - range.from) / 10));
    const moves: Record<string, [Grip, number]> = {
      ArrowLeft: ['window', -step],
      ArrowRight: ['window', step],
      ArrowUp: ['from', -step],
      ArrowDown: ['from', step],
      Home: ['window', -span],
      End: ['window', span],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    onChange(changed(range, ...move), false);
  };

  return (
    <div
      className={styles.brush}
      style={{ marginInlineStart: left, width, height: brushHeightPx }}
      role="slider"
      tabIndex={0}
      aria-label={say('chart.brush')}
      aria-valuemin={whole.from}
      aria-valuemax={whole.to}
      aria-valuenow={range.from}
      aria-valuetext={text}
      title={say('chart.brush')}
      data-testid="chart-brush"
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={() => {
        held.current = null;
      }}
      onKeyDown={key}
    >
      <OverviewLines {...overview} />
      <div className={styles.rest} style={{ left: 0, width: Math.max(0, start) }} />
      <div className={styles.rest} style={{ left: end, right: 0 }} />
      <div className={styles.window} style={{ left: start, width: Math.max(2, end - start) }} />
    </div>
  );
}
