import { expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../forecasters/settings.ts';
import type { EarlierFile } from '../../../session/newer/newer-file.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import { createEarlierPart } from './earlier-part.ts';
import type { ForecastAccess, ForecastState } from './forecast-store.ts';

const step = { unit: 'month', every: 1 } as const;
const candidate = { source: { name: 'June.csv', blob: new Blob() }, choice: {}, rules: {}, uniqueId: null };

it('what has come since is found where the series comes into view after its file did', async () => {
  let state = {
    data: { ...candidate, series: { uniqueId: 'sales', step, length: 102 } },
    run: { state: 'done' },
    earlierRun: null,
  } as unknown as ForecastState;
  const access = {
    get: () => state,
    set: (part: Partial<ForecastState>) => {
      state = { ...state, ...part };
    },
  } as unknown as ForecastAccess;
  const split = { length: 100, trainEnd: 70, validationEnd: 80 };
  const work = { split, settings: defaultSettings(step, 100), results: [{ model: 'seasonal-naive', test: [] }] };
  /** As the session has it: nothing, until what is shown has become the input in front. */
  let inFront = false;
  const piece = {
    ...{ kind: 'picked', at: Uint32Array.of(100, 101) },
    ...{ y: Float64Array.of(5, 6), filled: new Uint8Array(2) },
  };
  const parts = {
    runs: { latest: () => ({ outcome: work }) },
    fetchInput: async () => (inFront ? piece : null),
  } as unknown as Pick<SessionParts, 'runs' | 'fetchInput'>;
  const earlier = createEarlierPart(access, parts, () => null);
  const comparison = { shared: ['sales'], step, earlierLengths: [100], shifts: [0] };
  earlier.goOnFrom({ earlier: candidate, comparison } as unknown as EarlierFile);
  await vi.waitFor(() => expect(state.earlierRun).not.toBeNull());

  earlier.look();
  inFront = true;
  await vi.waitFor(() => expect([...(state.earlierRun?.actual ?? [])]).toEqual([5, 6]));
});
