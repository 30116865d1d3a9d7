import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type Piece, pickPoints } from '../../../series/pieces.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { ViewNeed } from '../inputs.ts';
import type { ForecastActions, ForecastState } from './forecast-store.ts';
import { createPiecePart } from './pieces-actions.ts';

const y = Float64Array.from({ length: 10 }, (_, at) => at * at);
const picked = (...at: number[]) => pickPoints({ y, filled: new Uint8Array(10) }, Uint32Array.from(at));

/** A part whose pieces come when they are answered for. */
function startPieces() {
  const asked: { need: ViewNeed; answer: (piece: Piece | null) => void }[] = [];
  const store = createStore<ForecastState & ForecastActions>(() => ({ data: null, pieces: [] }) as never);
  const part = createPiecePart(
    { set: store.setState, get: store.getState },
    { fetchInput: (need) => new Promise((answer) => asked.push({ need: need as ViewNeed, answer })) },
  );
  const show = (name: string) => store.setState({ data: { name } as unknown as LoadedSeries, ...part.begin([]) });
  return { ...part.actions, show, asked, pieces: () => store.getState().pieces };
}

it('asks once for what is under way', async () => {
  const { show, wantPiece, asked, pieces } = startPieces();
  show('one');
  const both = [wantPiece(0, 100), wantPiece(0, 100)];
  expect(asked).toHaveLength(1);
  asked[0]?.answer(picked(1));
  await Promise.all(both);
  expect(pieces()).toEqual([picked(1)]);
});

it('asks for the same points of another series while those of the one before are under way', async () => {
  const { show, wantPoints, asked, pieces } = startPieces();
  const points = Uint32Array.of(3, 4);
  show('one');
  const first = wantPoints(points);
  show('other');
  const second = wantPoints(points);
  expect(asked).toHaveLength(2);
  asked[0]?.answer(picked(3, 4));
  await first;
  expect(pieces()).toEqual([]);
  asked[1]?.answer(picked(3, 4));
  await second;
  expect(pieces()).toEqual([picked(3, 4)]);
});

it('tells points apart that are as many and begin at the same', () => {
  const { show, wantPoints, asked } = startPieces();
  show('one');
  void wantPoints(Uint32Array.of(3, 4));
  void wantPoints(Uint32Array.of(3, 9));
  expect(asked).toHaveLength(2);
});
