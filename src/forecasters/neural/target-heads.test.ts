/** A head for each target over one shared body: beside stock tfjs, and in training. */
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { differ, draw, weigh } from '../../compute/testing/oracle.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import type { FitTask } from '../forecaster.ts';
import { isNetwork, modelIds, type NetworkId } from '../model-cards.ts';
import { createNetwork, createSingle } from '../registry.ts';
import { defaultSettings } from '../settings.ts';
import { createNLinear } from './linear-models.ts';
import type { Network, Parameters } from './network.ts';
import { withTargetHeads } from './target-heads.ts';

const lengths = { lookBackSteps: 8, horizonSteps: 3 };
const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 96), ...lengths, seasonLength: 4, seed: 2 };
const never = { signal: new AbortController().signal };
/** Whose window each of four is. */
const owners = [0, 1, 1, 2];
const heads = 3;

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
});

function chosen(of: readonly number[]) {
  const rows = of.map((owner) => Array.from({ length: heads }, (_, head) => (head === owner ? 1 : 0)));
  return {
    spread: tf.ones<tf.Rank.R2>([of.length, 1]),
    future: null,
    past: null,
    statics: null,
    heads: tf.tensor2d(rows),
  };
}

/** Gradients of a weighted sum of what a network gives, by the name of the weight. */
function gradientsOf(parameters: Parameters, give: (parameters: Parameters) => tf.Tensor): Record<string, tf.Tensor> {
  const names = Object.keys(parameters);
  const grads = tf.grads((...weights) => weigh(give(Object.fromEntries(names.map((name, at) => [name, weights[at]])))));
  const values = grads(Object.values(parameters));
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

test('a linear map with heads is that of stock tfjs, values and gradients', () => {
  const levels = 2;
  const outputs = lengths.horizonSteps * levels;
  const wide = createNLinear({ ...lengths, levels: heads * levels });
  const network = withTargetHeads(wide, { ...lengths, levels }, heads);
  const parameters = wide.init(3);
  const x = draw([owners.length, lengths.lookBackSteps], 4) as tf.Tensor2D;
  // By hand: each row by the columns of its own head alone.
  const byHand = (given: Parameters) => {
    const kernel = tf.reshape(given['map.kernel'], [lengths.lookBackSteps, lengths.horizonSteps, heads, levels]);
    const bias = tf.reshape(given['map.bias'], [lengths.horizonSteps, heads, levels]);
    const rows = owners.map((owner, row) => {
      const own = tf.reshape(tf.slice(kernel, [0, 0, owner, 0], [-1, -1, 1, -1]), [
        lengths.lookBackSteps,
        outputs,
      ]) as tf.Tensor2D;
      const shift = tf.reshape(tf.slice(bias, [0, owner, 0], [-1, 1, -1]), [1, outputs]);
      return tf.add(tf.matMul(tf.slice(x, [row, 0], [1, lengths.lookBackSteps]), own), shift);
    });
    return tf.concat(rows, 0);
  };
  const give = (given: Parameters) => network.apply(given, x, null, chosen(owners));
  expect(differ(give(parameters), byHand(parameters))).toBeLessThan(1e-6);
  const [ours, theirs] = [gradientsOf(parameters, give), gradientsOf(parameters, byHand)];
  for (const name of Object.keys(parameters)) expect(differ(ours[name], theirs[name]), name).toBeLessThan(1e-5);
});

const build = { ...settings, ...settings.network, hiddenSize: 4, heads: 2, patchLength: 2, layers: 1 };

test.each(modelIds.filter((model) => isNetwork(model)))(
  '%s has a head for each target over one body',
  (model: NetworkId) => {
    const wide = createNetwork(model, build).widened?.(heads) as Network;
    const network = withTargetHeads(wide, lengths, heads);
    const parameters = network.init(5);
    const x = draw([owners.length, lengths.lookBackSteps], 6) as tf.Tensor2D;
    const give = (given: Parameters) => network.apply(given, x, null, chosen(owners));
    // All that the network gives, of which each row keeps the part of its own head.
    const byHand = (given: Parameters) => {
      const all = tf.reshape(wide.apply(given, x, null), [owners.length, lengths.horizonSteps, heads]);
      const rows = owners.map((owner, row) => tf.slice(all, [row, 0, owner], [1, -1, 1]));
      return tf.reshape(tf.concat(rows, 0), [owners.length, lengths.horizonSteps]);
    };
    expect(differ(give(parameters), byHand(parameters))).toBeLessThan(1e-6);
    const [ours, theirs] = [gradientsOf(parameters, give), gradientsOf(parameters, byHand)];
    for (const name of Object.keys(parameters)) expect(differ(ours[name], theirs[name]), name).toBeLessThan(1e-4);
    // What one head alone is asked for moves with the body, and with nothing of the other heads.
    const countOf = (of: Record<string, tf.Tensor>) =>
      Object.values(of).reduce((sum, one) => sum + one.dataSync().filter((value) => value !== 0).length, 0);
    const ofFirst = gradientsOf(parameters, (given) => network.apply(given, x, null, chosen([0, 0, 0, 0])));
    expect(countOf(ofFirst)).toBeLessThan(countOf(ours));
  },
);

const task: FitTask = {
  histories: [0, 1].map((series) =>
    Float64Array.from(
      { length: 80 },
      (_, at) => (1 + 99 * series) * (20 + 5 * Math.sin((at * Math.PI) / 2) + Math.sin(at * at)),
    ),
  ),
  validationSteps: 12,
  epochs: null,
  heads: [0, 1],
};

test('targets are each forecast at their own size, the same whichever comes first', async () => {
  const forecaster = createSingle('lstm', { ...settings, network: { ...settings.network, epochs: 3 } });
  const before = tf.memory().numTensors;
  const fitted = await forecaster.fit(task, never);
  const turned = await forecaster.fit({ ...task, histories: task.histories.toReversed(), heads: [1, 0] }, never);
  for (const [series, history] of task.histories.entries()) {
    const [{ yhat }] = await fitted.forecast([history], series);
    const [{ yhat: same }] = await turned.forecast([history], 1 - series);
    expect(same).toEqual(yhat);
    const size = 1 + 99 * series;
    for (const value of yhat) expect(Math.abs(value / size - 20)).toBeLessThan(9);
  }
  // A head that is told to forecast the other's window gives something else.
  const [own] = await fitted.forecast([task.histories[0]], 0);
  const [others] = await fitted.forecast([task.histories[1].map((value) => value / 100)], 1);
  expect(others.yhat).not.toEqual(own.yhat);
  fitted.dispose();
  turned.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
