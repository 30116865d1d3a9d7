import { expect, it } from 'vitest';
import { packText } from '../../../base/packed-text.ts';
import { makeResult } from '../../../evaluation/testing/make-result.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { readSharedForecast, type SharedForecast, shareForecast, writeSharedForecast } from './shared-forecast.ts';

const data = {
  series: { firstMs: Date.UTC(2020, 0, 1), step: { unit: 'month', every: 1 }, length: 48, uniqueId: 'sales' },
  measure: { unit: '€', isPercent: false },
  profile: { columns: [{ name: 'month' }, { name: 'sales\u202e\n' }] },
  choice: { timeColumn: 0, idColumns: [], targetColumns: [1], covariateColumns: [] },
  uniqueId: null,
} as unknown as LoadedSeries;

function resultOf(horizonSteps: number) {
  const values = (factor: number) => Float64Array.from({ length: horizonSteps }, (_, at) => factor * (100 + at / 7));
  const intervals = ([80, 95] as const).map((level) => ({ level, low: values(0.9), high: values(1.1) }));
  return makeResult('theta', { forecast: values(1), intervals, maeRatioToNaive: 0.81234567 });
}

function share(horizonSteps: number, past: number[] = []): SharedForecast {
  const shared = shareForecast(data, resultOf(horizonSteps), { by: ' Ann\u0000 ', past, nowMs: 1e12 });
  if (!shared) throw new Error('too long');
  return shared;
}

it('comes back from a link as it went, without anything of the file but what was ticked', async () => {
  const shared = share(3);
  expect(shared).toMatchObject({ name: 'sales', by: 'Ann', model: 'theta', past: [], maeRatioToNaive: 0.812346 });
  expect(shared.times).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)]);
  expect(shared.bands.map(({ level }) => level)).toEqual([95, 80]);
  const link = await writeSharedForecast(shared);
  expect(await readSharedForecast(`#settings=1.x&${link}&lang=en`)).toEqual({ ok: true, value: shared });
  const withPast = share(3, [7, 8]);
  expect(withPast.times).toHaveLength(5);
  expect(await readSharedForecast(await writeSharedForecast(withPast))).toEqual({ ok: true, value: withPast });
  expect(await readSharedForecast('#settings=1.x')).toBeNull();
});

it('holds 2,000 values: a long horizon loses its bands, one that is longer is not shared', async () => {
  const bandsOf = (horizonSteps: number) => share(horizonSteps).bands.map(({ level }) => level);
  expect(bandsOf(400)).toEqual([95, 80]);
  expect(bandsOf(401)).toEqual([80]);
  expect(bandsOf(666)).toEqual([80]);
  expect(bandsOf(667)).toEqual([]);
  for (const horizonSteps of [400, 666, 2000]) {
    const link = await writeSharedForecast(share(horizonSteps));
    expect(link.length).toBeLessThan(60_000);
    expect((await readSharedForecast(link))?.ok).toBe(true);
  }
  expect(shareForecast(data, resultOf(2001), { by: '', past: [], nowMs: 0 })).toBeNull();
});

it('is refused where it is damaged, newer, or no forecast', async () => {
  const shared = share(3, [1]);
  const codeOf = async (fragment: string) => {
    const read = await readSharedForecast(fragment);
    return read && !read.ok ? read.problem.code : null;
  };
  const link = await writeSharedForecast(shared);
  expect(await codeOf(link.slice(0, -8))).toBe('link-damaged');
  expect(await codeOf('result=')).toBe('link-damaged');
  expect(await codeOf(`${link}<script>`)).toBe('link-damaged');
  expect(await codeOf(link.replace('=1.', '=2.'))).toBe('link-version');
  expect(await codeOf(`result=1.${await packText('x'.repeat(1e6))}`)).toBe('link-damaged');
  const wrong: object[] = [
    { yhat: [1, 2] },
    { yhat: [] },
    { yhat: [1, null, 3] },
    { yhat: ['1', '2', '3'] },
    { past: Array.from({ length: 300 }, () => 1) },
    { times: [1, 2, 3, 1e300] },
    { times: [4, 3, 2, 1] },
    { madeAtMs: 1e300 },
    { model: 'constructor' },
    { step: { unit: 'aeon', every: 1 } },
    { step: { unit: 'day', every: -1 } },
    { name: 'x'.repeat(500) },
    { name: 'sales\u202e' },
    { by: { toString: 'x' } },
    { bands: [{ level: 80, low: [1], high: [1] }] },
    { bands: [{ level: 7, low: [1, 1, 1], high: [2, 2, 2] }] },
    { maeRatioToNaive: 'good' },
  ];
  for (const change of wrong)
    expect(await codeOf(`result=1.${await packText({ ...shared, ...change })}`), JSON.stringify(change)).toBe(
      'link-damaged',
    );
  const more = await readSharedForecast(`result=1.${await packText({ ...shared, toString: 'x', rows: [1] })}`);
  expect(more).toEqual({ ok: true, value: shared });
});
