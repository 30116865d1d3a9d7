/** What networks make of covariates, from the task to the forecast. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import { differ, draw, weigh } from '../../compute/testing/oracle.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { createSingle, type SingleId } from '../registry.ts';
import { defaultSettings } from '../settings.ts';
import { withCovariateReader } from './covariate-part.ts';
import { createNLinear } from './linear-models.ts';

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
});

const length = 420;
const horizonSteps = 14;
const settings = {
  ...defaultSettings({ unit: 'day', every: 1 }, length),
  lookBackSteps: 28,
  horizonSteps,
  seasonLength: 7,
};
const never = { signal: new AbortController().signal };

/** Values that nothing about their past tells. */
function noise(count: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => drawNormal(random));
}

const driver = noise(length + horizonSteps, 1);
/** Follows the driver three steps later. */
const copy = Float64Array.from({ length }, (_, at) => 200 + 30 * (driver[at - 3] ?? 0));

const origins = Array.from({ length: 20 }, (_, at) => length - horizonSteps - 3 * at);
const known = (origin: number, kind: 'future' | 'past'): KnownCovariates => ({
  future: kind === 'future' ? [driver.subarray(0, origin + horizonSteps)] : [],
  past: kind === 'past' ? [driver.subarray(0, origin)] : [],
  statics: [],
  yearSteps: null,
});

/** Mean absolute error from the origins over that of the seasonal naive. */
async function errorRatio(model: SingleId, kind: 'future' | 'past' | null, change = {}): Promise<number> {
  const fitEnd = length - 80;
  const forecaster = createSingle(model, { ...settings, network: { ...settings.network, ...change } });
  const fitted = await forecaster.fit(
    {
      histories: [copy.subarray(0, fitEnd)],
      ...(kind && { covariates: [known(fitEnd, kind)] }),
      validationSteps: 50,
      epochs: null,
    },
    never,
  );
  const forecasts = await fitted.forecast(
    origins.map((origin) => copy.subarray(0, origin)),
    0,
    'all',
    kind ? origins.map((origin) => known(origin, kind)) : undefined,
  );
  fitted.dispose();
  let error = 0;
  let naive = 0;
  origins.forEach((origin, at) => {
    for (let step = 0; step < horizonSteps; step += 1) {
      error += Math.abs(copy[origin + step] - forecasts[at].yhat[step]);
      naive += Math.abs(copy[origin + step] - copy[origin + (step % 7) - 7]);
    }
  });
  return error / naive;
}

test.each<SingleId>(['nlinear', 'gru', 'transformer', 'tide'])(
  '%s forecasts a lagged copy of what is known ahead almost exactly, and knows nothing of it without',
  async (model) => {
    expect(await errorRatio(model, 'future')).toBeLessThan(0.03);
    expect(await errorRatio(model, null)).toBeGreaterThan(0.5);
  },
);

test('so do quantiles that are learnt', async () => {
  expect(await errorRatio('nlinear', 'future', { loss: 'pinball' })).toBeLessThan(0.05);
});

test('what is known only afterwards helps with the steps that it has already decided, and no further', async () => {
  const { first, rest } = await pastErrors();
  expect(first).toBeLessThan(0.5);
  expect(rest).toBeGreaterThan(0.6);
});

/** Error ratios of the three steps that follow from the driver's past, and of those that do not. */
async function pastErrors(): Promise<{ first: number; rest: number }> {
  const fitEnd = length - 80;
  const task = { histories: [copy.subarray(0, fitEnd)], covariates: [known(fitEnd, 'past')], validationSteps: 50 };
  const fitted = await createSingle('nlinear', settings).fit({ ...task, epochs: null }, never);
  const forecasts = await fitted.forecast(
    origins.map((origin) => copy.subarray(0, origin)),
    0,
    'all',
    origins.map((origin) => known(origin, 'past')),
  );
  fitted.dispose();
  const ratioOf = (from: number, to: number) => {
    let error = 0;
    let naive = 0;
    origins.forEach((origin, at) => {
      for (let step = from; step < to; step += 1) {
        error += Math.abs(copy[origin + step] - forecasts[at].yhat[step]);
        naive += Math.abs(copy[origin + step] - copy[origin + (step % 7) - 7]);
      }
    });
    return error / naive;
  };
  return { first: ratioOf(0, 3), rest: ratioOf(3, horizonSteps) };
}

test('learning with them and without is twice what learning anew takes', async () => {
  const shares: (number | undefined)[] = [];
  const network = { ...settings.network, epochs: 2 };
  const task = { histories: [copy], covariates: [known(length, 'past')], validationSteps: 50 };
  for (const useCovariates of [undefined, true]) {
    const fitted = await createSingle('nlinear', { ...settings, network }).fit(
      { ...task, useCovariates, epochs: null },
      { ...never, onEpoch: ({ shareAnew, epochs }) => shares.push(shareAnew, epochs) },
    );
    fitted.dispose();
  }
  expect(shares.slice(0, 2)).toEqual([0.5, 4]);
  expect(shares.slice(-2)).toEqual([undefined, 2]);
});

test('columns of no use cost little', async () => {
  const fitEnd = length - 120;
  let carried = 0;
  const rests = noise(length, 3).map((value) => {
    carried = 0.8 * carried + value;
    return carried;
  });
  const series = rests.map((rest, at) => 100 + 10 * Math.sin((at * 2 * Math.PI) / 7) + 3 * rest);
  const useless = Array.from({ length: 7 }, (_, at) => noise(length + horizonSteps, 60 + at));
  const errorOf = async (model: SingleId, isTold: boolean) => {
    const knownAt = (origin: number): KnownCovariates => ({
      future: useless.slice(0, 2).map((values) => values.subarray(0, origin + horizonSteps)),
      past: useless.slice(2).map((values) => values.subarray(0, origin)),
      statics: [],
      yearSteps: null,
    });
    const fitted = await createSingle(model, settings).fit(
      {
        histories: [series.subarray(0, fitEnd)],
        ...(isTold && { covariates: [knownAt(fitEnd)] }),
        validationSteps: 60,
        epochs: null,
      },
      never,
    );
    const from = Array.from({ length: 35 }, (_, at) => fitEnd + 3 * at);
    const histories = from.map((origin) => series.subarray(0, origin));
    const forecasts = await fitted.forecast(histories, 0, 'all', isTold ? from.map(knownAt) : undefined);
    fitted.dispose();
    return forecasts
      .flatMap(({ yhat }, at) => Array.from(yhat, (value, step) => Math.abs(series[from[at] + step] - value)))
      .reduce((sum, error) => sum + error, 0);
  };
  for (const model of ['nlinear', 'lstm', 'tide'] as const) {
    const [told, untold] = [await errorOf(model, true), await errorOf(model, false)];
    console.log(`seven useless columns, ${model}: error times ${(told / untold).toFixed(3)}`);
    expect(told, model).toBeLessThan(1.15 * untold);
  }
});

test('what never changes tells two kinds of series apart', async () => {
  const shape = { ...settings, horizonSteps: 4, lookBackSteps: 6, seasonLength: 1 };
  const steps = 300;
  const cues = Array.from({ length: 8 }, (_, series) => {
    const random = createRandom(40 + series);
    const at = [8];
    while (at[at.length - 1] < steps - 24) at.push(at[at.length - 1] + 12 + Math.floor(8 * random()));
    return at;
  });
  // Two steps after each cue the first kind rises and the second falls; a window never holds an answer that came before.
  const histories = cues.map((at, series) => {
    const values = noise(steps, 20 + series).map((value) => 100 + value);
    for (const cue of at) {
      values[cue] += 20;
      values[cue + 2] += series < 4 ? 30 : -30;
    }
    return values;
  });
  const errorOf = async (isTold: boolean) => {
    const covariatesOf = (series: number) => ({
      future: [],
      past: [],
      statics: isTold ? [{ name: 'kind', value: series < 4 ? 'rises' : 'falls' }] : [],
      yearSteps: null,
    });
    const fitEnd = steps - 60;
    const fitted = await createSingle('gru', shape).fit(
      {
        histories: histories.map((history) => history.subarray(0, fitEnd)),
        covariates: histories.map((_, series) => covariatesOf(series)),
        validationSteps: 40,
        epochs: null,
      },
      never,
    );
    let error = 0;
    for (const [series, history] of histories.entries()) {
      for (const cue of cues[series].filter((at) => at >= fitEnd)) {
        const [{ yhat }] = await fitted.forecast([history.subarray(0, cue + 1)], series, 'all', [covariatesOf(series)]);
        error += Math.abs(history[cue + 2] - yhat[1]);
      }
    }
    fitted.dispose();
    return error;
  };
  expect(await errorOf(true)).toBeLessThan(0.5 * (await errorOf(false)));
});

describe('the part of the covariates', () => {
  const shape = { lookBackSteps: 6, horizonSteps: 3, seasonLength: 2, levels: 2 };
  const network = withCovariateReader(createNLinear(shape), shape, { future: 2, past: 1, statics: [3] });
  const drawX = () => draw([4, 6], 1) as tf.Tensor2D;
  const drawCovariates = () => ({
    spread: tf.add(draw([4, 1], 2), 2) as tf.Tensor2D,
    future: draw([4, 2, 9], 3) as tf.Tensor3D,
    past: draw([4, 1, 6], 4) as tf.Tensor3D,
    statics: tf.tensor2d([[0], [2], [-1], [1]]),
  });

  test('begins at nothing', () => {
    const parameters = network.init(1);
    const x = drawX();
    const alone = createNLinear(shape).apply(parameters, x, null);
    expect(differ(network.apply(parameters, x, null, drawCovariates()), alone)).toBe(0);
  });

  test('has the gradients that finite differences give', async () => {
    const [x, covariates] = [drawX(), drawCovariates()];
    const first = network.init(1);
    const parameters = Object.entries(first).map(([name, { shape: size }], at) => [name, draw(size, at + 50)] as const);
    const lossOf = (tensors: readonly tf.Tensor[]) => {
      const named = Object.fromEntries(parameters.map(([name], at) => [name, tensors[at]]));
      return weigh(network.apply(named, x, null, covariates));
    };
    const inputs = parameters.map(([, tensor]) => tensor);
    const gradients = tf.grads((...tensors) => lossOf(tensors))(inputs);
    const nudge = 1e-2;
    for (const [which, gradient] of gradients.entries()) {
      const [slopes, base] = [gradient.dataSync(), inputs[which].dataSync()];
      for (let at = 0; at < base.length; at += Math.max(1, Math.floor(base.length / 5))) {
        const lossAt = (by: number) => {
          const moved = Float32Array.from(base);
          moved[at] += by;
          const nudged = tf.tensor(moved, inputs[which].shape);
          return tf.tidy(() => lossOf(inputs.map((input, other) => (other === which ? nudged : input))).dataSync()[0]);
        };
        const slope = (lossAt(nudge) - lossAt(-nudge)) / (2 * nudge);
        const name = parameters[which][0];
        expect(Math.abs(slope - slopes[at]), `${name}[${at}]`).toBeLessThan(5e-3 + 0.02 * Math.abs(slope));
      }
    }
  });

  test('takes what multiplies the window’s frame out of an added effect', () => {
    const one = { lookBackSteps: 6, horizonSteps: 3, seasonLength: 2 };
    const single = withCovariateReader(createNLinear(one), one, { future: 1, past: 0, statics: [] });
    const zeros = Object.fromEntries(
      Object.entries(single.init(1)).map(([name, tensor]) => [name, tf.zerosLike(tensor)]),
    );
    const taps = zeros['covariates.taps.kernel'];
    // The taps begin six steps back: the weight of the same step, which is learnt three times as fast, is a third of the effect.
    const weights = tf.tensor2d(
      Float32Array.from({ length: taps.size }, (_, at) => (at === 6 ? 10 / 3 : 0)),
      taps.shape as [number, number],
    );
    const future = [[1, 0, 2, 0, 0, 1, 3, 1, 4]];
    const y = single.apply({ ...zeros, 'covariates.taps.kernel': weights }, draw([1, 6], 1) as tf.Tensor2D, null, {
      spread: tf.tensor2d([[5]]),
      future: tf.tensor3d([future]),
      past: null,
      statics: null,
    });
    // Ten times the change since the last season (0, 1, 0), over a spread of 5.
    [6, 0, 8].forEach((value, at) => {
      expect(y.dataSync()[at]).toBeCloseTo(value, 4);
    });
  });
});
