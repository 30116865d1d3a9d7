/** Pieces of the series shown, asked of the data worker when they are to be looked at; and the series as a file. */
import { baseName, downloadBlob } from '../../../export/download.ts';
import type { Piece } from '../../../series/pieces.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { OtherNaive, ViewNeed } from '../inputs.ts';
import type { ForecastAccess, PieceActions } from './forecast-store.ts';

/** How many pieces of each kind are kept besides those that came with the series. */
const mostFetched: Record<Piece['kind'], number> = { all: 8, thinned: 4, picked: 3 };

function withPiece(fetched: readonly Piece[], piece: Piece): Piece[] {
  const all = [...fetched, piece];
  return all.filter(({ kind }, at) => {
    const later = all.slice(at + 1).filter((other) => other.kind === kind).length;
    return later < mostFetched[kind];
  });
}

export type PiecePart = {
  actions: PieceActions;
  /** Shows the pieces of another series. */
  begin(pieces: readonly Piece[]): { pieces: readonly Piece[] };
};

export function createPiecePart(
  { set, get }: ForecastAccess,
  { fetchInput }: Pick<SessionParts, 'fetchInput'>,
): PiecePart {
  /** How many pieces came with the series. */
  let own = 0;
  /** What is under way, of the series shown. */
  let asked = new Set<string>();

  async function want(need: ViewNeed, key: string): Promise<void> {
    const askedOfThis = asked;
    if (askedOfThis.has(key)) return;
    askedOfThis.add(key);
    const { data } = get();
    const fetched = (await fetchInput(need)) as Piece | null;
    askedOfThis.delete(key);
    if (!fetched || get().data !== data) return;
    set(({ pieces }) => ({
      pieces: [...pieces.slice(0, own), ...withPiece(pieces.slice(own), fetched)],
    }));
  }

  return {
    begin(pieces) {
      own = pieces.length;
      asked = new Set();
      return { pieces };
    },
    actions: {
      wantPiece: (from, end) => want({ kind: 'piece', from, end }, `${from} ${end}`),
      wantPoints: (at) => want({ kind: 'points', at }, `at ${at.join(' ')}`),

      async naiveOfOthers(count, { seasonLength, horizonSteps }) {
        const need: ViewNeed = { kind: 'naive-of-others', count, seasonLength, horizonSteps };
        return ((await fetchInput(need)) as OtherNaive[] | null) ?? [];
      },

      async saveRepaired() {
        const { data } = get();
        const file = (await fetchInput({ kind: 'csv' } satisfies ViewNeed)) as Blob | null;
        if (data && file) downloadBlob(`${baseName(data.source.name)}-repaired.csv`, file);
      },
    },
  };
}
