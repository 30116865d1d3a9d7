import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { flatten, planLayout } from '../training/flat-parameters.ts';
import { initPretrained, type PretrainedShape, planPretrained } from './pretrained-network.ts';
import { packWeights, readWeights } from './weights-file.ts';

const shape: PretrainedShape = { width: 16, blocks: 1, code: 8, decoderWidth: 16, decoderBlocks: 1 };

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

function pack() {
  const layout = planPretrained(shape);
  const theta = flatten(initPretrained(3, shape), layout);
  return { layout, theta, bytes: packWeights(theta, shape, { seed: 3, samples: 10 }) };
}

test('weights come back within half a step of their column', () => {
  const { layout, theta, bytes } = pack();
  const read = readWeights(bytes);
  expect(read?.shape).toEqual(shape);
  expect(read?.origin).toEqual({ seed: 3, samples: 10 });
  for (const { shape: tensor, offset, size } of layout) {
    const columns = tensor.length > 1 ? tensor[1] : 0;
    for (let at = 0; at < size; at += 1) {
      let most = 0;
      if (columns > 0)
        for (let row = 0; row < tensor[0]; row += 1)
          most = Math.max(most, Math.abs(theta[offset + row * columns + (at % columns)]));
      const error = Math.abs((read?.theta[offset + at] ?? Number.NaN) - theta[offset + at]);
      expect(error).toBeLessThanOrEqual(most / 254 + 1e-9);
    }
  }
});

test('the plan of the tensors is that of the network itself', () => {
  expect(planPretrained(shape)).toEqual(planLayout(initPretrained(1, shape)));
});

test('a quarter of the bytes that the weights have', () => {
  const { layout, bytes } = pack();
  const weights = layout.reduce((sum, { size }) => sum + size, 0);
  expect(bytes.length).toBeLessThan(2 * weights);
});

test('what is no such file, not whole, or holds no number is refused', () => {
  const { bytes } = pack();
  expect(readWeights(new Uint8Array())).toBeNull();
  expect(readWeights(new TextEncoder().encode('<!doctype html><title>404</title>'))).toBeNull();
  expect(readWeights(bytes.subarray(0, -1))).toBeNull();
  expect(readWeights(Uint8Array.of(...bytes, 0))).toBeNull();
  const spoilt = bytes.slice();
  const end = spoilt.indexOf(0);
  new DataView(spoilt.buffer).setFloat32(end + 1, Number.NaN, true);
  expect(readWeights(spoilt)).toBeNull();
  const huge = new TextEncoder().encode(
    '{"format":"dropcast-weights-1","shape":{"width":1e9,"blocks":1,"code":1,"decoderWidth":1,"decoderBlocks":1}}\0',
  );
  expect(readWeights(huge)).toBeNull();
});
