import { expect, test } from 'vitest';
import { createSeasonalNaive } from '../forecasters/classical/seasonal-naive.ts';
import { FitCancelled, FitDiverged, type Forecaster } from '../forecasters/forecaster.ts';
import { createAuto } from './auto.ts';

const context = { signal: new AbortController().signal };
const lengths = { seasonLength: 4, horizonSteps: 4 };
const naive = { name: 'naive', forecaster: createSeasonalNaive(1, 4) };
const seasonal = { name: 'seasonal', forecaster: createSeasonalNaive(4, 4) };
const history = Float64Array.from({ length: 40 }, (_, at) => 10 + [0, 5, 1, 8][at % 4] + 0.01 * Math.sin(at));
const taskOf = (...histories: Float64Array[]) => ({ histories, validationSteps: 0, epochs: null });

test('keeps what did best on the last horizons', async () => {
  const fitted = await createAuto({ ...lengths, candidates: [naive, seasonal] }).fit(taskOf(history), context);
  expect(fitted.members?.[0].map(({ name }) => name)).toEqual(['seasonal']);
  const [{ yhat }] = await fitted.forecast([history], 0);
  expect([...yhat]).toEqual([...history.subarray(36)]);
});

test('combines points by the weights of its members', async () => {
  const twice = { name: 'twice', forecaster: createSeasonalNaive(4, 4) };
  const fitted = await createAuto({ ...lengths, candidates: [seasonal, twice] }).fit(taskOf(history), context);
  expect(fitted.members?.[0].map(({ weight }) => weight)).toEqual([0.5, 0.5]);
  const [{ yhat }] = await fitted.forecast([history], 0);
  yhat.forEach((value, step) => {
    expect(value).toBeCloseTo(history[36 + step], 12);
  });
});

test('chooses without a look at what it will be judged on', async () => {
  const shown: number[] = [];
  const spying: Forecaster = {
    fit: (task, fitContext) => {
      for (const { length } of task.histories) shown.push(length);
      return seasonal.forecaster.fit(task, fitContext);
    },
  };
  await createAuto({ ...lengths, candidates: [{ name: 'spy', forecaster: spying }] }).fit(taskOf(history), context);
  expect(shown).toEqual([28, 32, 36, 40]);
});

test('a history that ends before the fitted one is forecast by what was known at its end', async () => {
  const shown: number[] = [];
  const spying: Forecaster = {
    fit: (task, fitContext) => {
      for (const { length } of task.histories) shown.push(length);
      return seasonal.forecaster.fit(task, fitContext);
    },
  };
  const fitted = await createAuto({ ...lengths, candidates: [{ name: 'spy', forecaster: spying }] }).fit(
    taskOf(history),
    context,
  );
  shown.length = 0;
  await fitted.forecast([history.subarray(0, 30), history.subarray(0, 24), history], 0);
  expect(Math.max(...shown)).toBe(24);
});

test('of a long history the most recent values alone are learnt from, and those after it go on from there', async () => {
  const shown: number[] = [];
  const spying: Forecaster = {
    fit: (task, fitContext) => {
      for (const { length } of task.histories) shown.push(length);
      return seasonal.forecaster.fit(task, fitContext);
    },
  };
  const long = Float64Array.from({ length: 10_004 }, (_, at) => 10 + [0, 5, 1, 8][at % 4] + 1e-4 * at);
  const auto = createAuto({ ...lengths, candidates: [{ name: 'spy', forecaster: spying }] });
  const fitted = await auto.fit(taskOf(long.subarray(0, 10_000)), context);
  expect(Math.max(...shown)).toBe(3000);
  const [at, later] = await fitted.forecast([long.subarray(0, 10_000), long], 0, 'points');
  expect([...at.yhat]).toEqual([...long.subarray(9996, 10_000)]);
  expect([...later.yhat]).toEqual([...long.subarray(10_000)]);
  expect(later.quantiles).toBeNull();
});

test('a candidate that fails is left out, and the first takes over where none is left', async () => {
  const failing: Forecaster = { fit: () => Promise.reject(new FitDiverged()) };
  const candidates = [naive, { name: 'failing', forecaster: failing }];
  const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(history), context);
  expect(fitted.members?.[0].map(({ name }) => name)).toEqual(['naive']);
});

test('a history too short to try anything is forecast by all that can, alike', async () => {
  const short = Float64Array.from([3, 4, 5]);
  const fitted = await createAuto({ ...lengths, candidates: [naive, seasonal] }).fit(taskOf(short), context);
  expect(fitted.members?.[0].map(({ weight }) => weight)).toEqual([0.5, 0.5]);
  const [{ yhat }] = await fitted.forecast([short], 0);
  expect([...yhat]).toEqual([5, 5, 5, 5]);
});

test('a cancel between two fits ends the choice', async () => {
  const controller = new AbortController();
  const cancelling: Forecaster = {
    fit: (task, fitContext) => {
      controller.abort();
      return naive.forecaster.fit(task, fitContext);
    },
  };
  const auto = createAuto({ ...lengths, candidates: [{ name: 'cancelling', forecaster: cancelling }, seasonal] });
  await expect(auto.fit(taskOf(history), { signal: controller.signal })).rejects.toThrow(FitCancelled);
});
