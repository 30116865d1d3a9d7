/** From positions and values to pixels, and paths drawn in them. */

/** Where a drawing lies, in pixels. */
export type PlotBox = { left: number; top: number; width: number; height: number };
/** What a drawing spans, both ends included. */
export type PlotSpan = { from: number; to: number; bottom: number; top: number };
export type Scale = { x: (at: number) => number; y: (value: number) => number };

/** @param isBound whether values beyond the span are drawn at its edge */
export function makeScale({ from, to, bottom, top }: PlotSpan, box: PlotBox, isBound = true): Scale {
  const span = to - from || 1;
  const bind = isBound ? (value: number) => Math.min(top, Math.max(bottom, value)) : (value: number) => value;
  return {
    x: (at) => box.left + ((at - from) / span) * box.width,
    y: (value) => box.top + ((top - bind(value)) / (top - bottom)) * box.height,
  };
}

export type Point = { at: number; value: number };

function placeOf({ at, value }: Point, { x, y }: Scale): string {
  return `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
}

/** A line through points; empty for none. */
export function linePath(points: readonly Point[], scale: Scale): string {
  return points.length === 0 ? '' : `M${points.map((point) => placeOf(point, scale)).join('L')}`;
}

/** Upright lines from zero to each point. */
export function stemPath(points: readonly Point[], scale: Scale): string {
  const zero = scale.y(0).toFixed(1);
  return points.map(({ at, value }) => `M${scale.x(at).toFixed(1)} ${zero}V${scale.y(value).toFixed(1)}`).join('');
}

/** The area between a line there and another one back; empty for none. */
export function areaPath(there: readonly Point[], back: readonly Point[], scale: Scale): string {
  const around = [...there, ...[...back].reverse()];
  return around.length === 0 ? '' : `${linePath(around, scale)}Z`;
}
