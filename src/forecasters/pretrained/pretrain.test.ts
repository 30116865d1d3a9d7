import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { drawSamples, stepsPerSample } from './draw-samples.ts';
import { samplesPerStep, startPretraining } from './pretrain.ts';
import type { PretrainedShape } from './pretrained-network.ts';
import { packState, readState } from './pretraining-state.ts';
import { decoderSize, encoderSize } from './read-history.ts';

const shape: PretrainedShape = { width: 16, blocks: 1, code: 8, decoderWidth: 16, decoderBlocks: 1 };
const seed = 5;

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('samples are the same for the same seed and step, finite, and others at another step', () => {
  const first = drawSamples(seed, 2, 32);
  expect(first).toEqual(drawSamples(seed, 2, 32));
  expect(first.encoder).not.toEqual(drawSamples(seed, 3, 32).encoder);
  expect(first.encoder).toHaveLength(32 * encoderSize);
  expect(first.decoder).toHaveLength(32 * stepsPerSample * decoderSize);
  expect([...first.encoder, ...first.decoder, ...first.target].every(Number.isFinite)).toBe(true);
});

async function train(steps: number, breakAt: number | null) {
  let training = startPretraining(shape, seed, null);
  for (let step = 0; step < steps; step += 1) {
    if (step === breakAt) {
      const state = readState(packState(await training.save()));
      training.dispose();
      if ('problem' in state) throw new Error(state.problem);
      training = startPretraining(shape, seed, state);
    }
    training.takeStep(drawSamples(seed, step, samplesPerStep));
  }
  const result = { state: await training.save(), loss: await training.readLoss(10) };
  training.dispose();
  return result;
}

test('a training that was cut off goes on bit for bit, and leaves nothing behind', async () => {
  await train(2, null);
  const before = tf.memory().numTensors;
  const [whole, broken] = [await train(12, null), await train(12, 5)];
  expect(broken.state).toEqual(whole.state);
  expect(tf.memory().numTensors).toBe(before);
});

test('it learns: what it says of new series gets better', async () => {
  const { loss: early } = await train(10, null);
  const { loss: late } = await train(150, null);
  expect(late).toBeLessThan(0.93 * early);
});

test('a state that is not whole, or none, is refused', () => {
  expect(readState(new Uint8Array(3))).toHaveProperty('problem');
  const state = {
    seed: 1,
    step: 1,
    theta: new Float32Array(4),
    moments: new Float32Array(8),
    average: new Float32Array(4),
  };
  expect(readState(packState(state).subarray(0, -1))).toHaveProperty('problem');
  expect(readState(packState(state))).toEqual(state);
});
