/** Points of the series shown, as views need them: at once where they are here, else as soon as the data worker gives them. */
import { useCallback, useEffect, useMemo } from 'react';
import { bestPiece, type Piece, type PointAt, pointAt, showsWell } from '../../../series/pieces.ts';
import { useForecast } from './context.ts';

/**
 * The piece that shows the points of [from, end) best, of those that are here; a better one is asked for.
 *
 * @param isMoving whether the range is about to be another one: what is here has to do until it stands still
 */
export function usePiece(from: number, end: number, isMoving = false): Piece {
  const pieces = useForecast((state) => state.pieces);
  const wantPiece = useForecast((state) => state.wantPiece);
  const piece = useMemo(() => bestPiece(pieces, { from, end }), [pieces, from, end]);
  const isGood = showsWell(piece, { from, end });
  useEffect(() => {
    if (!isGood && !isMoving) void wantPiece(from, end);
  }, [isGood, isMoving, from, end, wantPiece]);
  return piece;
}

/** Points that are fetched at once where one of them is read. */
const pointsAround = 4096;

/** All points about one of them, or about the last where it lies beyond the end; null until they are here. */
export function usePointsAround(index: number): Piece | null {
  const length = useForecast(({ data }) => data?.series.length ?? 0);
  const from = Math.floor(Math.min(index, length - 1) / pointsAround) * pointsAround;
  const piece = usePiece(from, Math.min(from + pointsAround, length));
  return piece.kind === 'all' ? piece : null;
}

/**
 * What the series is at some points; null until all of them are here.
 *
 * @param wanted ascending, the same array from one drawing to the next
 */
export function usePoints(wanted: Uint32Array): PointAt | null {
  const pieces = useForecast((state) => state.pieces);
  const wantPoints = useForecast((state) => state.wantPoints);
  const find = useCallback<PointAt>((index) => pointAt(pieces, index), [pieces]);
  const areHere = useMemo(() => wanted.every((at) => find(at) !== null), [wanted, find]);
  useEffect(() => {
    if (!areHere) void wantPoints(wanted);
  }, [areHere, wanted, wantPoints]);
  return areHere ? find : null;
}
