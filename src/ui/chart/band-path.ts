import type { Band, ChartRange } from './chart-lines.ts';

/** Where a drawing lies, in pixels. */
export type PlotBox = { left: number; top: number; width: number; height: number };

/** The area of a band as an SVG path, cut to the range and the values shown; empty where none of it is. */
export function bandPath(
  { start, low, high }: Band,
  { from, to }: ChartRange,
  { bottom, top }: { bottom: number; top: number },
  box: PlotBox,
): string {
  const first = Math.max(from, start) - start;
  const end = Math.min(to + 1 - start, low.length);
  if (end <= first) return '';
  const place = (values: Float64Array, step: number) => {
    const share = (Math.min(top, Math.max(bottom, values[step])) - bottom) / (top - bottom);
    const x = box.left + ((start + step - from) / Math.max(1, to - from)) * box.width;
    return `${x.toFixed(1)} ${(box.top + (1 - share) * box.height).toFixed(1)}`;
  };
  const steps = Array.from({ length: end - first }, (_, offset) => first + offset);
  const there = steps.map((step) => place(high, step));
  const back = steps.reverse().map((step) => place(low, step));
  return `M${[...there, ...back].join('L')}Z`;
}
