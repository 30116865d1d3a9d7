import { cutPiece, type Piece, type PointAt, pointAt } from '../pieces.ts';
import type { Series } from '../series.ts';

/** All of a short series as one piece. */
export function wholeOf(series: Pick<Series, 'y' | 'filled'>): Piece {
  return cutPiece(series, {}, 0, series.y.length);
}

/** Every point of a short series. */
export function pointsOf(series: Pick<Series, 'y' | 'filled'>): PointAt {
  const whole = wholeOf(series);
  return (index) => pointAt([whole], index);
}
