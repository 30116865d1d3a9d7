import type { Band } from './chart-lines.ts';
import { areaPath, makeScale, type PlotBox, type PlotSpan } from './scale.ts';

/** The area of a band as an SVG path, cut to what is shown; empty where none of it is. */
export function bandPath({ start, low, high }: Band, span: PlotSpan, box: PlotBox): string {
  const first = Math.max(span.from - start, 0);
  const end = Math.min(span.to + 1 - start, low.length);
  const edge = (values: Float64Array) =>
    Array.from(values, (value, step) => ({ at: start + step, value })).slice(first, Math.max(first, end));
  return areaPath(edge(high), edge(low), makeScale(span, box));
}
