import { useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { SessionContext } from '../../../ui/shell/context.ts';
import type { FileBrief } from '../inputs.ts';
import type { Results } from '../state/results.ts';

/** Of the past so many times the horizon is drawn, as far as there is room for it. */
const horizonsShown = 4;
const leastShown = 40;
const mostShown = 160;
const pad = 2;

const isDark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)');

function hearScheme(listener: () => void): () => void {
  isDark?.addEventListener('change', listener);
  return () => isDark?.removeEventListener('change', listener);
}

type Palette = { past: string; forecast: string };
/** How much of the forecast's colour its band has. */
const bandAlpha = 0.16;
const palettes = new Map<string, Palette>();

/** The colours of the page as it looks now, read once for each appearance. */
function usePalette(): Palette {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  const theme = useStore(session, (state) => state.theme);
  const scheme = useSyncExternalStore(hearScheme, () => (isDark?.matches ? 'dark' : 'light'));
  const look = theme === 'system' ? scheme : theme;
  const known = palettes.get(look);
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const palette = { past: colour('--ink-soft'), forecast: colour('--accent') };
  // The page may not have taken on the appearance just chosen: it is asked for again then.
  if (document.documentElement.dataset.theme === look || theme === 'system') palettes.set(look, palette);
  return palette;
}

function hearSize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** Pixels of the screen in one of the page, as far as anybody sees them. */
const pixelRatio = () => Math.min(3, devicePixelRatio || 1);

type Shape = { past: Float64Array; mean: Float64Array; low: Float64Array; high: Float64Array; lag: number };

/**
 * What is drawn of a series as it is now.
 *
 * @param planned [series, horizon] a planner's numbers; null where the model's hold. The band is the model's.
 */
function shapeOf(
  { history, starts, lags }: FileBrief,
  results: Results,
  number: number,
  planned: Float64Array | null,
): Shape {
  const { horizonSteps } = results;
  const shown = Math.min(mostShown, Math.max(leastShown, horizonsShown * horizonSteps));
  const from = Math.max(starts[number], starts[number + 1] - shown);
  const steps = (values: Float64Array) => values.subarray(number * horizonSteps, (number + 1) * horizonSteps);
  const isThere = !Number.isNaN(results.sum[number]);
  const none = new Float64Array(0);
  return {
    past: history.subarray(from, starts[number + 1]),
    mean: isThere ? steps(planned ?? results.mean) : none,
    low: isThere ? steps(results.low80) : none,
    high: isThere ? steps(results.high80) : none,
    lag: Math.min(lags[number], shown),
  };
}

/** Draws a series from the top left of the brush on. @param width, height in px of the page */
function drawShape(brush: CanvasRenderingContext2D, shape: Shape, palette: Palette, width: number, height: number) {
  const { past, mean, low, high, lag } = shape;
  let bottom = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (const values of [past, low, high, mean]) {
    for (const value of values) {
      if (value < bottom) bottom = value;
      if (value > top) top = value;
    }
  }
  if (!(top >= bottom)) return;
  if (bottom > 0 && bottom < top / 2) bottom = 0;
  const span = top - bottom || 1;
  const points = Math.max(2, past.length + lag + mean.length);
  const x = (at: number) => pad + (at / (points - 1)) * (width - 2 * pad);
  const y = (value: number) => height - pad - ((value - bottom) / span) * (height - 2 * pad);
  const start = past.length + lag;
  const last = past.length - 1;
  if (mean.length > 0) {
    brush.globalAlpha = bandAlpha;
    brush.fillStyle = palette.forecast;
    brush.beginPath();
    if (lag === 0 && last >= 0) brush.moveTo(x(last), y(past[last]));
    for (let step = 0; step < high.length; step += 1) brush.lineTo(x(start + step), y(high[step]));
    for (let step = low.length - 1; step >= 0; step -= 1) brush.lineTo(x(start + step), y(low[step]));
    brush.closePath();
    brush.fill();
    brush.globalAlpha = 1;
  }
  brush.lineJoin = 'round';
  brush.lineWidth = past.length > width ? 0.75 : 1.25;
  brush.strokeStyle = palette.past;
  brush.beginPath();
  for (let at = 0; at < past.length; at += 1) brush.lineTo(x(at), y(past[at]));
  brush.stroke();
  if (mean.length === 0) return;
  brush.lineWidth = 1.75;
  brush.strokeStyle = palette.forecast;
  brush.beginPath();
  if (lag === 0 && last >= 0) brush.moveTo(x(last), y(past[last]));
  for (let step = 0; step < mean.length; step += 1) brush.lineTo(x(start + step), y(mean[step]));
  brush.stroke();
}

/** Room for plots one below the other, cleared, in the pixels of the screen. @param width, height in px of the page */
function brushOf(canvas: HTMLCanvasElement, ratio: number, width: number, height: number) {
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  // A canvas that is sized anew, even to what it is, begins with new memory.
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
  const brush = canvas.getContext('2d');
  brush?.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush?.clearRect(0, 0, width, height);
  return brush;
}

type RowPlotsProps = {
  file: FileBrief;
  results: Results;
  /** [rows] series, from above; null where a row has no plot. */
  numbers: readonly (number | null)[];
  /** What a planner set of a series; null where the model's numbers hold. */
  plannedOf: (number: number) => Float64Array | null;
  rowPx: number;
  /** In a row, from its top. */
  topPx: number;
  width: number;
  height: number;
};

/**
 * Of rows one below the other the recent past of each series, its forecast and the 80 % band, on one canvas: each canvas costs the browser a
 * layer in every frame. The rows say the same in numbers.
 */
export function RowPlots({ file, results, numbers, plannedOf, rowPx, topPx, width, height }: RowPlotsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const ratio = useSyncExternalStore(hearSize, pixelRatio);
  const tall = numbers.length * rowPx;
  const drawn = useRef<readonly unknown[]>([]);
  useLayoutEffect(() => {
    const stages = numbers.map((number) => (number === null ? null : results.stage[number]));
    const planned = numbers.map((number) => (number === null ? null : plannedOf(number)));
    const now = [file, results, palette, ratio, rowPx, topPx, width, height, ...numbers, ...stages, ...planned];
    if (now.length === drawn.current.length && now.every((one, at) => one === drawn.current[at])) return;
    drawn.current = now;
    const brush = canvas.current && brushOf(canvas.current, ratio, width, tall);
    for (const [row, number] of numbers.entries()) {
      if (!brush || number === null) continue;
      brush.setTransform(ratio, 0, 0, ratio, 0, Math.round((row * rowPx + topPx) * ratio));
      drawShape(brush, shapeOf(file, results, number, planned[row]), palette, width, height);
    }
  });
  return <canvas ref={canvas} style={{ width, height: tall }} />;
}
