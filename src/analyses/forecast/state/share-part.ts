/** What of the run shown goes along in a link, where the sender wants that. */
import type { ModelResult } from '../../../evaluation/results.ts';
import { type Piece, placeIn } from '../../../series/pieces.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { AnalysisState, SessionParts } from '../../../session/session-side.ts';
import type { ViewNeed } from '../inputs.ts';
import type { ForecastAccess } from './forecast-store.ts';
import { takenOf } from './recommend-of.ts';
import { countPast, mostValues, shareForecast, writeSharedForecast } from './shared-forecast.ts';

export type SharePart = Required<Pick<AnalysisState, 'shareable' | 'writeResult'>>;

export function createSharePart(
  { get }: Pick<ForecastAccess, 'get'>,
  { fetchInput }: Pick<SessionParts, 'fetchInput'>,
): SharePart {
  function shown(): { data: LoadedSeries; result: ModelResult } | null {
    const { data, run, view } = get();
    const result = run.state === 'done' ? takenOf(run.work, view.metric) : null;
    return data && result && result.forecast.length <= mostValues ? { data, result } : null;
  }

  /** The last values before the forecast, as far back as none is missing. */
  async function lastOf(data: LoadedSeries, result: ModelResult): Promise<number[]> {
    const { series } = data;
    const count = countPast(data, result);
    const at = Uint32Array.from({ length: count }, (_, place) => series.length - count + place);
    const need: ViewNeed = { kind: 'points', at };
    const piece = (await fetchInput(need)) as Piece | null;
    if (!piece) return [];
    const values = Array.from(at, (index) => piece.y[placeIn(piece, index)] ?? Number.NaN);
    return values.slice(1 + values.findLastIndex((value) => !Number.isFinite(value)));
  }

  return {
    shareable() {
      const found = shown();
      if (!found) return null;
      const { data, result } = found;
      const shared = shareForecast(data, result, { by: '', past: [], nowMs: 0 });
      if (!shared) return null;
      const values = shared.yhat.length * (1 + 2 * shared.bands.length);
      return { name: shared.name, values, past: countPast(data, result) };
    },

    async writeResult({ by, hasPast }) {
      const found = shown();
      if (!found) return null;
      const { data, result } = found;
      const past = hasPast ? await lastOf(data, result) : [];
      const shared = shareForecast(data, result, { by, past, nowMs: Date.now() });
      return shared && writeSharedForecast(shared);
    },
  };
}
