import type { CSSProperties, ReactNode, RefObject } from 'react';
import type { Piece } from '../../series/pieces.ts';
import styles from './chart.module.css';
import { Cursor } from './cursor.tsx';
import type { Drawing } from './drawing.ts';
import { Plot } from './plot.tsx';

type ChartFrameProps = {
  /** Measured for the width of the drawing. */
  frame: RefObject<HTMLDivElement | null>;
  heightPx: number;
  drawing: Drawing | null;
  /** The part of the series around a point with every point of it; null while it is not here. */
  usePoints: (index: number) => Piece | null;
  /** What can be chosen for a point that bears a mark, where something can. */
  renderChoice?: (index: number, close: () => void) => ReactNode;
};

/** The place of a drawing, and the drawing with its cursor once there is one. */
export function ChartFrame({ frame, heightPx, drawing, usePoints, renderChoice }: ChartFrameProps) {
  return (
    <div className={styles.frame} ref={frame} style={{ '--height': `${heightPx}px` } as CSSProperties}>
      {drawing && (
        <>
          <Plot drawing={drawing} />
          <Cursor drawing={drawing} usePoints={usePoints} renderChoice={renderChoice} />
        </>
      )}
    </div>
  );
}
