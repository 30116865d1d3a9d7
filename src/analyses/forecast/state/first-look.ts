/**
 * As soon as a series is shown, or what is to be forecast of it changes, a first look is asked for; what overtakes it calls it off.
 * There is none of a series that its file goes on without: what would come next has gone by.
 */
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { endingOf } from '../../../session/series-ending.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { FirstLook } from '../jobs/first-look.ts';
import type { ForecastState, ForecastStore } from './forecast-store.ts';
import type { ForecastPool } from './pool/forecast-pool.ts';
import { type ReadyRun, readyRun } from './ready-run.ts';

/** What a first look is made of. */
type LookedAt = { data: LoadedSeries; horizonSteps: number; seasonLength: number };

export type ShownLook = FirstLook & LookedAt;

/** Settings that are being typed have to stay as they are for so long. */
const settleMs = 150;

function isOf(look: LookedAt | null, { data, settings }: ReadyRun): boolean {
  const { horizonSteps, seasonLength } = settings;
  return look?.data === data && look.horizonSteps === horizonSteps && look.seasonLength === seasonLength;
}

export function lookAtOnce(
  store: ForecastStore,
  { session, backend, ensureInput }: Pick<SessionParts, 'session' | 'backend' | 'ensureInput'>,
  pool: ForecastPool,
): void {
  let asked: (LookedAt & { controller: AbortController }) | null = null;

  store.subscribe((now, before) => {
    if (now.data === before.data && now.settings === before.settings && now.run === before.run) return;
    follow(now.data === before.data ? settleMs : 0);
  });
  session.subscribe((now, before) => {
    if (now.panel === before.panel) return;
    follow(0);
    if (hasEnded(store.getState())) store.setState({ firstLook: null });
  });

  function hasEnded({ data }: ForecastState): boolean {
    return data !== null && endingOf(session.getState().panel, data.series) !== null;
  }

  /** What a first look is wanted of; null where there are results, or the workers have other things to do. */
  function wantedOf(state: ForecastState): ReadyRun | null {
    return state.run.state === 'none' && !hasEnded(state) ? readyRun(state) : null;
  }

  /** Asks for the look that is wanted now, if it is another than the one there is or that is under way. */
  function follow(waitMs: number): void {
    const now = store.getState();
    const wanted = wantedOf(now);
    if (wanted && isOf(asked, wanted)) return;
    asked?.controller.abort();
    asked = null;
    if (!wanted || isOf(now.firstLook, wanted)) return;
    const { horizonSteps, seasonLength } = wanted.settings;
    const controller = new AbortController();
    asked = { data: wanted.data, horizonSteps, seasonLength, controller };
    void look(wanted, controller.signal, waitMs);
  }

  async function look({ data, settings }: ReadyRun, signal: AbortSignal, waitMs: number): Promise<void> {
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (!signal.aborted) await backend.ensure(signal);
    if (signal.aborted) return;
    const input = await ensureInput(signal);
    if (!input.ok || signal.aborted) return;
    const found = await pool.lookFirst({ input: input.value, settings }, signal);
    if (signal.aborted) return;
    asked = null;
    const { horizonSteps, seasonLength } = settings;
    if (found) store.setState({ firstLook: { ...found, data, horizonSteps, seasonLength } });
  }
}
