import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../base/result.ts';
import { createOffers } from '../../../session/offers.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import type { FileBrief } from '../inputs.ts';
import { type AllJob, emptyColumns, type SeriesJob, type SeriesPart } from '../jobs/job.ts';
import { runReconcile } from '../jobs/reconcile-job.ts';
import { type AllSeriesAnalysis, sessionSide } from './session-side.ts';

const horizon = 2;
const count = 12;
const each = (at: (number: number) => number) => Int32Array.from({ length: count }, (_, number) => at(number));
/** Twelve series, by store and by article. */
const file: FileBrief = {
  names: [...each((number) => number)].map(String),
  groupings: [
    { column: 'store', labels: ['s', 't'], codes: each((number) => number % 2), isId: true, moved: [] },
    {
      column: 'article',
      labels: [...'abcdef'],
      codes: each((number) => Math.floor(number / 2)),
      isId: true,
      moved: [],
    },
  ],
  changing: [],
  statuses: [...each((number) => number)].map(() => 'active'),
  noForecast: new Array(count).fill(null),
  endsMs: new Float64Array(count),
  lags: new Int32Array(count),
  lengths: each(() => 4),
  history: new Float64Array(4 * count).fill(10),
  starts: Float64Array.from({ length: count + 1 }, (_, number) => 4 * number),
  worth: null,
  beside: [],
  totalsBy: null,
  isWhole: new Uint8Array(count).fill(1),
  isLevel: false,
  step: { unit: 'month', every: 1 },
  endMs: 0,
  horizonSteps: horizon,
  seasonLength: 12,
};

function partOf({ kind, numbers }: SeriesJob): SeriesPart {
  const columns = emptyColumns(numbers.length, horizon);
  columns.model.fill(0);
  columns.mean.fill(10);
  columns.sum.fill(10 * horizon);
  return { kind, numbers, failures: [], ...columns };
}

/** A session whose jobs are done at once, as many as it is let. @param gain of each series that drivers are tried on */
function begin(shown = file, gain: (at: number) => number = () => 0) {
  const asked: AllJob[] = [];
  const limit = { jobs: Number.POSITIVE_INFINITY };
  const offers = createOffers(async () => false);
  const parts = {
    session: { getState: () => ({ shown: null }), setState: () => {} },
    backend: { ensure: async () => {}, forget: () => {} },
    ensureInput: async () => ok({}),
    keep: () => {},
    offers,
    jobs: {
      async run({ jobs }: { jobs: { id: string; job: AllJob }[] }, { onNews }: { onNews: (news: unknown) => void }) {
        for (const { id, job } of jobs.slice(0, limit.jobs)) {
          asked.push(job);
          const part =
            job.kind === 'reconcile'
              ? runReconcile(job)
              : job.kind === 'drivers'
                ? { kind: job.kind, gains: Float64Array.from(job.numbers, (_, at) => gain(at)) }
                : partOf(job as SeriesJob);
          onNews({ kind: 'done', id, part });
        }
        if (jobs.length > limit.jobs) analysis.store.getState().cancel();
        return ok({});
      },
    },
  };
  const analysis = sessionSide.createState(parts as unknown as SessionParts) as AllSeriesAnalysis;
  const candidate = { choice: {}, rules: {}, uniqueId: null, source: { blob: new Blob(), name: 'sales.csv' } };
  analysis.show(candidate as unknown as Candidate, { brief: shown } as never, false);
  const { getState } = analysis.store;
  const levelOf = (name: string) =>
    getState().levels.levels.findIndex(
      ({ columns }) => columns.map((at) => getState().levels.columns[at].name).join() === name,
    );
  /** Series, or totals, in the jobs asked for since this was last asked. */
  const takeAsked = () => {
    const series = asked.splice(0).flatMap((job) => (job.kind === 'reconcile' ? [] : [job.numbers]));
    return series.flat().length;
  };
  return { getState, limit, levelOf, takeAsked, asked, offers, candidate };
}

it('tests no series, and forecasts no total, a second time', async () => {
  const { getState, limit, levelOf, takeAsked } = begin();
  limit.jobs = 3;
  await getState().start([...file.names.keys()]);
  // A first look at all, in two jobs, and the first eight tests.
  expect(takeAsked()).toBe(count + 8);
  limit.jobs = Number.POSITIVE_INFINITY;
  await getState().start([...file.names.keys()]);
  expect(takeAsked()).toBe(count - 8);
  await getState().start([...file.names.keys()]);
  expect(takeAsked()).toBe(0);

  getState().takeLevels([levelOf(''), levelOf('article')]);
  limit.jobs = 1;
  await getState().showLevel(0);
  expect(takeAsked()).toBe(3);
  expect(getState()).toMatchObject({ addedUp: null, level: null });
  limit.jobs = Number.POSITIVE_INFINITY;
  await getState().showLevel(0);
  expect(takeAsked()).toBe(1 + 6 - 3);
  expect(getState().addedUp?.files.map(({ file: own }) => own.names.length)).toEqual([1, 6]);
  await getState().setMethod('bottom-up');
  expect(takeAsked()).toBe(0);
  // Another level: its totals alone.
  getState().takeLevels([levelOf('store'), levelOf('article')]);
  await getState().showLevel(0);
  expect(takeAsked()).toBe(2);
  expect(getState().addedUp?.files.map(({ results }) => [...results.sum])).toEqual([
    [120, 120],
    [40, 40, 40, 40, 40, 40],
  ]);
});

it('offers what is known of the series while it comes in, and has it made for whoever asks', async () => {
  const { offers, candidate, limit } = begin();
  const offered = () => offers.get('all-series');
  expect(offered()?.candidate).toMatchObject({ source: candidate.source });
  expect(offered()).toMatchObject({ names: file.names, horizonSteps: horizon, run: null });
  expect(offered()?.stage.every((stage) => stage === 0)).toBe(true);
  const runs: unknown[] = [];
  offers.subscribe('all-series', (value) => runs.push(value?.run?.looks.total));
  limit.jobs = 3;
  offered()?.make();
  await vi.waitFor(() => expect(runs.at(-1)).toBeUndefined());
  expect(runs).toContain(count);
  expect([...(offered()?.stage ?? [])].filter((stage) => stage === 2)).toHaveLength(8);
  expect(offered()?.mean.slice(0, 2)).toEqual(Float64Array.of(10, 10));
  // Six dates half a horizon apart, the last a horizon before the end.
  expect(offered()?.datesBeforeEnd).toEqual([7, 6, 5, 4, 3, 2]);
});

/** The same file thrice over, with a column known ahead and one known only afterwards. */
const large: FileBrief = {
  ...file,
  names: Array.from({ length: 3 * count }, (_, number) => `${number}`),
  groupings: [],
  statuses: new Array(3 * count).fill('active'),
  noForecast: new Array(3 * count).fill(null),
  endsMs: new Float64Array(3 * count),
  lags: new Int32Array(3 * count),
  lengths: new Int32Array(3 * count).fill(4),
  history: new Float64Array(12 * count).fill(10),
  starts: Float64Array.from({ length: 3 * count + 1 }, (_, number) => 4 * number),
  isWhole: new Uint8Array(3 * count).fill(1),
  beside: [
    { name: 'promo', known: 'future' },
    { name: 'visitors', known: 'past' },
  ],
};

describe('columns known only afterwards', () => {
  it.each([
    ['go into no series where a sample gains nothing by them', (at: number) => (at % 2 === 0 ? 0.1 : -0.1), ['promo']],
    ['go into all series where it gains', (at: number) => 0.1 + 0.01 * at, ['promo', 'visitors']],
  ])('%s', async (_, gain, beside) => {
    const { getState, asked } = begin(large, gain);
    await getState().start([...large.names.keys()]);
    const kinds = asked.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('drivers')).toBeLessThan(kinds.indexOf('test'));
    const numbersOf = (wanted: AllJob['kind']) =>
      asked.flatMap((job) => (job.kind === wanted && job.kind !== 'reconcile' ? job.numbers : []));
    expect(numbersOf('drivers').length).toBe(24);
    expect(new Set(numbersOf('test')).size).toBe(3 * count);
    for (const job of asked) if (job.kind === 'test') expect(job.beside).toEqual(beside);
    expect(getState().known?.results.driverTrial).toMatchObject({ columns: ['visitors'], series: 24 });
  });

  it('are tried in each of few series, and those known ahead in each of many, without a trial', async () => {
    for (const given of [
      { ...file, beside: large.beside },
      { ...large, beside: large.beside.slice(0, 1) },
    ]) {
      const { getState, asked } = begin(given);
      await getState().start([...given.names.keys()]);
      expect(asked.some(({ kind }) => kind === 'drivers')).toBe(false);
      const names = given.beside.map(({ name }) => name);
      for (const job of asked) if (job.kind === 'test') expect(job.beside).toEqual(names);
    }
  });
});
