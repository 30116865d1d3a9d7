import { expect, test } from 'vitest';
import { createSeasonalNaive } from '../forecasters/classical/seasonal-naive.ts';
import { FitCancelled, FitDiverged, type Forecaster } from '../forecasters/forecaster.ts';
import { WeightsMissing } from '../forecasters/pretrained/load-weights.ts';
import { createAuto } from './auto.ts';

const context = { signal: new AbortController().signal };
const lengths = { seasonLength: 4, horizonSteps: 4 };
const naive = { name: 'naive', forecaster: createSeasonalNaive(1, 4) };
const seasonal = { name: 'seasonal', forecaster: createSeasonalNaive(4, 4) };
const history = Float64Array.from({ length: 40 }, (_, at) => 10 + [0, 5, 1, 8][at % 4] + 0.01 * Math.sin(at));
/** Notes the lengths of all histories that it is fitted to. */
const spyingBy = (shown: number[]): Forecaster => ({
  async fit(task, fitContext) {
    for (const { length } of task.histories) shown.push(length);
    const { refit: _, ...fitted } = await seasonal.forecaster.fit(task, fitContext);
    return fitted;
  },
});
/** The seasonal naive, so much too high. */
const offBy = (shift: number): Forecaster => ({
  async fit(task, fitContext) {
    const { refit: _, ...fitted } = await seasonal.forecaster.fit(task, fitContext);
    return {
      ...fitted,
      forecast: async (...given) =>
        (await fitted.forecast(...given)).map((forecast) => ({
          ...forecast,
          yhat: forecast.yhat.map((v) => v + shift),
        })),
    };
  },
});
const taskOf = (...histories: Float64Array[]) => ({ histories, validationSteps: 0, epochs: null });

test('keeps what did best on the last horizons', async () => {
  const fitted = await createAuto({ ...lengths, candidates: [naive, seasonal] }).fit(taskOf(history), context);
  expect(fitted.members?.[0].map(({ name }) => name)).toEqual(['seasonal']);
  const [{ yhat }] = await fitted.forecast([history], 0);
  expect([...yhat]).toEqual([...history.subarray(36)]);
});

test('combines points by the weights of its members', async () => {
  const flat = Float64Array.from({ length: 40 }, (_, at) => [10, 15, 11, 18][at % 4]);
  const candidates = [1, -1].map((shift) => ({ name: `${shift}`, forecaster: offBy(shift) }));
  const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(flat), context);
  expect(fitted.members?.[0].map(({ weight }) => weight)).toEqual([0.5, 0.5]);
  const [{ yhat }] = await fitted.forecast([flat], 0);
  yhat.forEach((value, step) => {
    expect(value).toBeCloseTo(flat[36 + step], 12);
  });
});

test('of two that forecast alike one is a member, and the report says so', async () => {
  const twice = { name: 'twice', forecaster: createSeasonalNaive(4, 4) };
  const fitted = await createAuto({ ...lengths, candidates: [seasonal, twice] }).fit(taskOf(history), context);
  expect(fitted.members?.[0]).toEqual([{ name: 'seasonal', weight: 1 }]);
  expect(fitted.tried?.[0].models.find(({ name }) => name === 'twice')?.passedOver).toBe('twice');
});

test('what was another rule when it was tried is not weighed by those errors', async () => {
  const changing = (rule: (length: number) => string | null): Forecaster => ({
    async fit(task, fitContext) {
      const { refit: _, ...fitted } = await offBy(5).fit(task, fitContext);
      return { ...fitted, rules: task.histories.map(({ length }) => rule(length)) };
    },
  });
  const tryWith = async (rule: (length: number) => string | null) => {
    const candidates = [naive, seasonal, { name: 'changing', forecaster: changing(rule) }];
    const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(history), context);
    return fitted.tried?.[0].models.find(({ name }) => name === 'changing');
  };
  expect(await tryWith(() => 'same')).toMatchObject({ weight: 0, passedOver: null });
  // Always 5 too high, but not known to be: it counts as the middle one of the others does.
  const grown = await tryWith((length) => (length < 30 ? 'short' : 'long'));
  expect(grown).toMatchObject({ error: null, passedOver: null });
  expect(grown?.weight).toBeGreaterThan(0.1);
  expect(await tryWith(() => null)).toMatchObject({ weight: 0, passedOver: 'not-itself' });
});

test('one wild value in the part that it is tried on does not decide', async () => {
  const wild = history.slice();
  wild[33] = 5000;
  const candidates = [seasonal, naive, { name: 'high', forecaster: offBy(4) }];
  const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(wild), context);
  expect(fitted.members?.[0][0].name).toBe('seasonal');
});

test('chooses without a look at what it will be judged on', async () => {
  const shown: number[] = [];
  const spying = spyingBy(shown);
  await createAuto({ ...lengths, candidates: [{ name: 'spy', forecaster: spying }] }).fit(taskOf(history), context);
  expect(shown).toEqual([28, 32, 36, 40]);
});

test('a history that ends before the fitted one is forecast by what was known at its end', async () => {
  const shown: number[] = [];
  const spying = spyingBy(shown);
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
  const spying = spyingBy(shown);
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

test('a history too short to try anything is forecast by what knows ahead alone, with its own quantiles', async () => {
  const short = Float64Array.from([3, 4, 5]);
  const ahead = { name: 'ahead', forecaster: seasonal.forecaster, knowsAhead: true };
  const fitted = await createAuto({ ...lengths, candidates: [naive, ahead] }).fit(taskOf(short), context);
  expect(fitted.members?.[0]).toEqual([{ name: 'ahead', weight: 1 }]);
  const own = await (await seasonal.forecaster.fit(taskOf(short), context)).forecast([short], 0);
  expect(await fitted.forecast([short], 0)).toEqual(own);
});

test('what knows ahead counts more than others where these were tried on little, less where on much', async () => {
  const plain = (length: number) => Float64Array.from({ length }, (_, at) => 10 + 3 * Math.sin(at * at));
  const candidates = [
    { name: 'low', forecaster: offBy(-1) },
    { name: 'ahead', forecaster: offBy(1), knowsAhead: true },
  ];
  const shareAt = async (length: number) => {
    const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(plain(length)), context);
    return fitted.members?.[0].find(({ name }) => name === 'ahead')?.weight;
  };
  expect(await shareAt(9)).toBeGreaterThan(0.5);
  expect(await shareAt(60)).toBeLessThan(0.5);
});

test.each([3, 40])(
  'of %i values: where the weights are missing the others go on, and the report says so',
  async (length) => {
    const missing: Forecaster = { fit: () => Promise.reject(new WeightsMissing()) };
    const candidates = [naive, { name: 'ahead', forecaster: missing, knowsAhead: true }];
    const values = history.subarray(0, length);
    const fitted = await createAuto({ ...lengths, candidates }).fit(taskOf(values), context);
    expect(fitted.members?.[0]).toEqual([{ name: 'naive', weight: 1 }]);
    const report = fitted.tried?.[0].models.find(({ name }) => name === 'ahead');
    expect(report).toMatchObject({ weight: 0, passedOver: 'weights-missing' });
  },
);

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
