import type { PlotBox } from './scale.ts';

/** Room around the drawing, in pixels. */
export const plotMargin = { top: 30, right: 16, bottom: 28 };

/** The parts of a series and what comes after it, in the order of time. */
export const partIds = ['train', 'validation', 'test', 'forecast'] as const;
export type PartArea = { id: (typeof partIds)[number]; from: number; to: number; label: string };

/** Where within a drawing its lines lie. */
export function boxOf({ width, height, axisWidth }: { width: number; height: number; axisWidth: number }): PlotBox {
  return {
    left: axisWidth,
    top: plotMargin.top,
    width: width - axisWidth - plotMargin.right,
    height: height - plotMargin.top - plotMargin.bottom,
  };
}
