import type { ReactNode } from 'react';
import styles from './chart.module.css';
import type { Band, ChartLine } from './chart-lines.ts';
import type { Scale } from './scale.ts';

/** Half the width of the caps of an error bar, in pixels, of the widest interval first. */
const capsPx = [4, 6];

/** A forecast of one step is no line but a dot, and its intervals are an error bar, thicker where it is narrower. */
export function SingleStep({
  bands,
  scale,
  color,
}: {
  bands: readonly Band[];
  scale: Scale;
  color: string;
}): ReactNode {
  return bands.map(({ level, start, low, high }, at) => {
    const [x, bottom, top] = [scale.x(start), scale.y(low[0] as number), scale.y(high[0] as number)];
    const cap = capsPx[at] ?? 6;
    return (
      <path
        key={level}
        className={styles.errorBar}
        data-level={level}
        stroke={color}
        strokeWidth={at === 0 ? 1.5 : 3}
        d={`M${x} ${bottom}V${top}M${x - cap} ${bottom}h${2 * cap}M${x - cap} ${top}h${2 * cap}`}
      />
    );
  });
}

/** The one step of a forecast; null for a line of several. */
export function singleStepOf({ kind, start, values }: ChartLine): { at: number; value: number } | null {
  const [value] = values;
  return kind === 'forecast' && values.length === 1 && value !== undefined ? { at: start, value } : null;
}
