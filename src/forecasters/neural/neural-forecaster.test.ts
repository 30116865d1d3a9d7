/** One network for several series, and its tuning to the first of them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import type { FitTask } from '../forecaster.ts';
import type { FineTuning } from '../settings.ts';
import type { Network } from './network.ts';
import { createNeuralForecaster } from './neural-forecaster.ts';
import type { NeuralOptions } from './plan-network.ts';
import { createTide } from './tide.ts';

const lengths = { lookBackSteps: 8, horizonSteps: 2 };
const options: NeuralOptions = {
  ...lengths,
  seasonLength: 4,
  epochs: 4,
  learningRate: 0.02,
  weightDecay: 0.01,
  dropout: 0,
  seed: 1,
  batchSize: 16,
};
const context = { signal: new AbortController().signal };

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

/** A process in which the next value is `share` of the last one, and noise. */
function drawSeries(length: number, share: number, seed: number, start = 0): Float64Array {
  const random = createRandom(seed);
  let last = start;
  return Float64Array.from({ length }, () => {
    last = share * last + (2 * random() - 1);
    return last;
  });
}

type Weights = Map<string, number[]>;

/** A small TiDE that tells the weights that it forecasts with. */
function createTold(): { network: Network; told: Weights[] } {
  const network = createTide({ ...lengths, hiddenSize: 4, layers: 2 });
  const told: Weights[] = [];
  return {
    told,
    network: {
      ...network,
      apply(parameters, x, dropout) {
        if (x.shape[0] === 1 && dropout === null) {
          told.push(new Map(Object.entries(parameters).map(([name, tensor]) => [name, Array.from(tensor.dataSync())])));
        }
        return network.apply(parameters, x, dropout);
      },
    },
  };
}

/** The weights behind the forecasts of the first series and of the others. */
async function weightsOf(fineTuning: FineTuning, task: FitTask) {
  const { network, told } = createTold();
  const fitted = await createNeuralForecaster(network, { ...options, fineTuning }).fit(task, context);
  const { tuningEpochs } = fitted;
  told.length = 0;
  await fitted.forecast([task.histories[0]], 0);
  await fitted.forecast([task.histories[1]], 1);
  fitted.dispose();
  const [own, shared] = told;
  const names = [...shared.keys()];
  const changed = names.filter((name) => own.get(name)?.join() !== shared.get(name)?.join());
  return { own, shared, names, changed, tuningEpochs };
}

describe('tuning to the first series', () => {
  // The others turn back at once, the first one goes on.
  const others = [1, 2, 3].map((seed) => drawSeries(120, -0.9, seed));
  const histories = [drawSeries(120, 0.9, 9), ...others];
  const task: FitTask = { histories, validationSteps: 24, epochs: null };
  /** On everything, so that no validation decides whether the tuning is kept. */
  const again: FitTask = { histories, validationSteps: 0, epochs: 3, tuningEpochs: 3 };
  const isHead = (name: string) => ['step.up', 'step.down', 'straight'].some((part) => name.startsWith(`${part}.`));

  test('of the head alone leaves every other weight as it was, bit for bit', async () => {
    const { changed, names, tuningEpochs } = await weightsOf('head', again);
    expect(tuningEpochs).toBe(3);
    expect(changed.every(isHead)).toBe(true);
    expect(names.filter(isHead).every((name) => changed.includes(name))).toBe(true);
  });

  test('of the upper layers leaves the lower half of what lies below the head', async () => {
    const { changed, names } = await weightsOf('upper', again);
    const below = names.filter((name) => !isHead(name));
    const lower = below.slice(0, Math.ceil(below.length / 2));
    expect(lower.some((name) => name.startsWith('encoder0.'))).toBe(true);
    expect(changed.filter((name) => lower.includes(name))).toEqual([]);
    expect(changed.some((name) => below.includes(name))).toBe(true);
  });

  test('of all weights reaches the first layer, and none leaves all alone', async () => {
    expect((await weightsOf('all', again)).changed).toContain('encoder0.up.kernel');
    const { changed, tuningEpochs } = await weightsOf('none', again);
    expect(changed).toEqual([]);
    expect(tuningEpochs).toBe(0);
  });

  test('starts from what was learnt from all of them', async () => {
    const untuned = await weightsOf('none', task);
    const tuned = await weightsOf('all', task);
    expect(tuned.shared).toEqual(untuned.shared);
  });

  /** The validation error of the first series, by its own weights and, as a twin among the others, by those of all. */
  async function errorsOf(first: Float64Array) {
    const twin = [first, first, ...others];
    const forecaster = createNeuralForecaster(createTold().network, { ...options, fineTuning: 'all' });
    const fitted = await forecaster.fit({ histories: twin, validationSteps: 24, epochs: null }, context);
    const origins = Array.from({ length: 23 }, (_, at) => 96 + at);
    const errorBy = async (series: number) => {
      const given = origins.map((origin) => first.subarray(0, origin));
      const forecasts = await fitted.forecast(given, series);
      const errors = forecasts.flatMap(({ yhat }, at) =>
        Array.from(yhat, (value, step) => Math.abs(value - first[origins[at] + step])),
      );
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    };
    const errors = { own: await errorBy(0), shared: await errorBy(1) };
    fitted.dispose();
    return { ...errors, tuningEpochs: fitted.tuningEpochs };
  }

  test('is kept where the validation error of that series falls', async () => {
    const { own, shared, tuningEpochs } = await errorsOf(histories[0]);
    expect(own).toBeLessThan(shared);
    expect(tuningEpochs).toBeGreaterThan(0);
  });

  test('is dropped where it does not fall: the series turned into one like the others', async () => {
    const before = drawSeries(96, 0.9, 9);
    const turned = Float64Array.from([...before, ...drawSeries(24, -0.9, 11, before[95])]);
    const { own, shared, tuningEpochs } = await errorsOf(turned);
    expect(tuningEpochs).toBe(0);
    expect(own).toBe(shared);
  });

  test('again on everything takes as many epochs as it is told, or none', async () => {
    const five = await weightsOf('all', { ...again, tuningEpochs: 5 });
    expect(five.tuningEpochs).toBe(5);
    expect(five.own).not.toEqual((await weightsOf('all', again)).own);
    const none = await weightsOf('all', { ...again, tuningEpochs: 0 });
    expect(none.tuningEpochs).toBe(0);
    expect(none.changed).toEqual([]);
  });

  test('leaves nothing on the device', async () => {
    const before = tf.memory();
    await weightsOf('all', task);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });
});
