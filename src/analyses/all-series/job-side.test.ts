import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { takeWeightsFrom } from '../../forecasters/pretrained/load-weights.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import { readWeightsInNode } from '../../forecasters/weights-in-node.ts';
import type { Series } from '../../series/series.ts';
import type { JobContext } from '../analysis.ts';
import type { AllAnswer, AllNeed, GivenSeries } from './inputs.ts';
import { jobSide } from './job-side.ts';
import { noModel, type SeriesJob, type SeriesPart, testDates } from './jobs/job.ts';
import { trusts } from './judge-series.ts';

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const month = { unit: 'month', every: 1 } as const;
const settings = { ...defaultSettings(month, 72), horizonSteps: 6, seasonLength: 12 };
const wave = (at: number) => Math.round(200 + 80 * Math.sin((2 * Math.PI * at) / 12) + ((at * 7) % 5));

function seriesOf(y: ArrayLike<number>): Series {
  const values = Float64Array.from(y);
  return { uniqueId: 'a', step: month, firstMs: 0, y: values, filled: new Uint8Array(values.length) };
}

const waves = (length: number, from = 0) => Array.from({ length }, (_, at) => wave(from + at));

async function run(
  kind: SeriesJob['kind'],
  given: AllAnswer,
  signal = new AbortController().signal,
  change: Partial<SeriesJob> = {},
): Promise<SeriesPart> {
  const job: SeriesJob = {
    kind,
    numbers: given.map((_, at) => at),
    settings,
    yearSteps: 12,
    isLevel: false,
    beside: [],
    ...change,
  };
  const context = { signal, need: async () => given } as unknown as JobContext<AllNeed, AllAnswer>;
  const result = await jobSide.run(job, context);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value as SeriesPart;
}

const given = (y: ArrayLike<number>, change: Partial<GivenSeries> = {}): GivenSeries => ({
  series: seriesOf(y),
  lag: 0,
  status: 'active',
  ...change,
});

describe('a chunk of series', () => {
  it('is forecast from the end of the file: one that is behind by as much as it lacks', async () => {
    const part = await run('test', [given(waves(72)), given(waves(69), { lag: 3 })]);
    expect(part.failures).toEqual([]);
    const truth = waves(6, 72);
    const sum = truth.reduce((total, value) => total + value, 0);
    for (const at of [0, 1]) {
      expect(Math.abs(part.sum[at] - sum) / sum).toBeLessThan(0.03);
      expect(part.sumLow80[at]).toBeLessThanOrEqual(part.sum[at]);
      expect(part.sumHigh80[at]).toBeGreaterThanOrEqual(part.sum[at]);
      expect(part.sumLow95[at]).toBeLessThanOrEqual(part.sumLow80[at]);
      expect(part.sumHigh95[at]).toBeGreaterThanOrEqual(part.sumHigh80[at]);
      expect(trusts[part.trust[at]]).toBe('good');
      // The same months a year before.
      const before = at === 0 ? waves(6, 60).reduce((total, value) => total + value, 0) : null;
      if (before !== null) expect(part.lastYear[at]).toBe(before);
    }
    // As far as both were tested, the same dates stand in the same places.
    const lastOf = (at: number) =>
      part.errors.subarray(at * testDates * 6 + (testDates - 1) * 6, (at + 1) * testDates * 6);
    expect([...lastOf(0)].every(Number.isFinite)).toBe(true);
    expect([...lastOf(1)].map(Number.isNaN)).toEqual([false, false, false, true, true, true]);
  });

  it('is tested at the dates of those tested before more had come, and forecast from the end of all the same', async () => {
    const { signal } = new AbortController();
    const [before, late] = [given(waves(72)), given(waves(75))];
    const [tested, beside, anew] = [
      await run('test', [before]),
      await run('test', [late], signal, { since: 3 }),
      await run('test', [late]),
    ];
    expect([...beside.errors]).toEqual([...tested.errors]);
    expect([...beside.errors]).not.toEqual([...anew.errors]);
    expect([tested.since[0], beside.since[0], anew.since[0]]).toEqual([0, 3, 0]);
    const sum = waves(6, 75).reduce((total, value) => total + value, 0);
    expect(Math.abs(beside.sum[0] - sum) / sum).toBeLessThan(0.03);
  });

  it('goes on where one of it fails, and says which', async () => {
    const part = await run('test', [given(waves(60)), given([]), given(waves(60)), null]);
    expect(part.failures.map(({ number }) => number)).toEqual([1]);
    expect([...part.model].map((model) => model !== noModel)).toEqual([true, false, true, false]);
  });

  it('keeps what is done where it is called off', async () => {
    const controller = new AbortController();
    const first = given(waves(40));
    const second = given(waves(40));
    const third = given(waves(40));
    // The pre-trained network is asked for all of them first; what is called off is the second one's own turn.
    let isAskedForAll = false;
    Object.defineProperty(second, 'series', {
      get() {
        if (isAskedForAll) controller.abort();
        return first.series;
      },
    });
    Object.defineProperty(third, 'series', {
      get() {
        isAskedForAll = true;
        return first.series;
      },
    });
    const part = await run('look', [first, second, third], controller.signal);
    expect(part.model[0]).not.toBe(noModel);
    expect(part.model[2]).toBe(noModel);
    expect(part.failures).toEqual([]);
  });

  it('forecasts what is often zero by its mean, at once and in full', async () => {
    const rare = Array.from({ length: 96 }, (_, at) => (at % 4 === 3 ? 8 : 0));
    for (const kind of ['look', 'test'] as const) {
      const part = await run(kind, [given(rare, { status: 'sparse' })]);
      expect(part.sum[0], kind).toBeGreaterThan(6);
      expect(part.sum[0], kind).toBeLessThan(18);
    }
  });

  it('leaves untested what is too short for a test', async () => {
    const part = await run('test', [given([3, 4, 5, 4, 6, 5])]);
    expect(part.origins[0]).toBe(0);
    expect(part.miss[0]).toBeNaN();
    expect(part.sum[0]).toBeGreaterThan(0);
    expect(trusts[part.trust[0]]).toBe('poor');
  });
});
