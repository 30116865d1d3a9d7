import { describe, expect, test } from 'vitest';
import { fitEach } from './fit-each.ts';
import { type EpochReport, FitCancelled, type FitContext, type Sharing } from './forecaster.ts';

const none = () => Promise.reject(new Error('nothing is shared here'));
const share: Sharing = { learn: none, forecast: none };
const noCurve = { train: [], validation: [] };
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Counts how many are under way at once. */
function createCounter() {
  const counter = { now: 0, most: 0 };
  const during = async (ms: number) => {
    counter.now += 1;
    counter.most = Math.max(counter.most, counter.now);
    await wait(ms);
    counter.now -= 1;
  };
  return { counter, during };
}

const items = Array.from({ length: 40 }, (_, at) => at);
const { signal } = new AbortController();

test('without sharing one is fitted after the other', async () => {
  const { counter, during } = createCounter();
  expect(await fitEach(items.slice(0, 5), { signal }, (item) => during(2).then(() => 2 * item))).toEqual([
    0, 2, 4, 6, 8,
  ]);
  expect(counter.most).toBe(1);
});

test('with sharing several are under way, though not all of many, and what comes of them stays in order', async () => {
  const { counter, during } = createCounter();
  const fitted = await fitEach(items, { signal, share }, (item) => during(1 + ((item * 7) % 5)).then(() => 2 * item));
  expect(fitted).toEqual(items.map((item) => 2 * item));
  expect(counter.most).toBe(16);
});

test('nothing to fit is nothing fitted', async () => {
  expect(await fitEach([], { signal, share }, () => Promise.resolve(1))).toEqual([]);
});

describe.each([
  ['one after the other', {}],
  ['together', { share }],
])('%s', (_, sharing: Pick<FitContext, 'share'>) => {
  test('a fault is thrown once the others have been called off', async () => {
    const ended: number[] = [];
    const fitting = fitEach(items.slice(0, 4), { signal, ...sharing }, async (item, context) => {
      await wait(item === 1 ? 9 : 2);
      if (item === 1) throw new Error('a bug');
      if (item > 1) await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
      ended.push(item);
      if (context.signal.aborted) throw new FitCancelled();
    });
    await expect(fitting).rejects.toThrow('a bug');
    expect(ended).toEqual('share' in sharing ? [0, 2, 3] : [0]);
  });

  test('once cancelled, what was fitted is kept and nothing is begun', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const fitted = await fitEach(items, { signal: controller.signal, ...sharing }, async (item) => {
      begun.push(item);
      await wait(item === 0 ? 1 : 10);
      if (item === 1) controller.abort();
      if (controller.signal.aborted) throw new FitCancelled();
      return item;
    });
    expect(fitted[0]).toBe(0);
    expect(fitted.slice(1).every((one) => one === null)).toBe(true);
    expect(begun.length).toBeLessThanOrEqual(17);
  });
});

test('epochs are counted together, with the curve of the first that is not done', async () => {
  const told: EpochReport[] = [];
  const curves = [[3], [5]].map((train) => ({ train, validation: [] }));
  const release: (() => void)[] = [];
  const fitting = fitEach([0, 1], { signal, share, onEpoch: (report) => told.push(report) }, (item, { onEpoch }) => {
    onEpoch?.({ epoch: 2 + item, epochs: 10, curve: curves[item] });
    return new Promise<void>((resolve) => release.push(resolve));
  });
  expect(told).toEqual([
    { epoch: 2, epochs: 20, curve: curves[0] },
    { epoch: 5, epochs: 20, curve: curves[0] },
  ]);
  // The first stopped early: it is done all the same.
  release[0]();
  await expect.poll(() => told.length).toBe(3);
  expect(told[2]).toEqual({ epoch: 13, epochs: 20, curve: curves[1] });
  release[1]();
  await fitting;
  expect(told[3]).toEqual({ epoch: 20, epochs: 20, curve: curves[0] });
});

test('one begun again, where a worker has died, is heard once it is further than before', async () => {
  const told: number[] = [];
  const onEpoch = ({ epoch }: EpochReport) => told.push(epoch);
  await fitEach([0], { signal, share, onEpoch }, async (_, own) => {
    for (const epoch of [4, 6, 1, 5, 7]) own.onEpoch?.({ epoch, epochs: 10, curve: noCurve });
  });
  expect(told).toEqual([4, 6, 7, 10]);
});

test('what tells no epochs counts by itself', async () => {
  const told: EpochReport[] = [];
  await fitEach([0, 1, 2], { signal, onEpoch: (report) => told.push(report) }, () => Promise.resolve());
  expect(told).toEqual([1, 2, 3].map((epoch) => ({ epoch, epochs: 3, curve: noCurve })));
});
