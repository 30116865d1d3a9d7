import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../backend.ts';
import { differAnywhere, draw } from '../testing/oracle.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { attend } from './attention.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

/** Attention by its definition, one number at a time. */
function attendPlainly(qkv: number[][][], heads: number): number[][][] {
  const size = qkv[0][0].length / 3;
  const perHead = size / heads;
  return qkv.map((tokens) =>
    tokens.map((token) =>
      Array.from({ length: size }, (_, at) => {
        const head = Math.floor(at / perHead) * perHead;
        const scores = tokens.map((other) => {
          let dot = 0;
          for (let c = head; c < head + perHead; c += 1) dot += token[c] * other[size + c];
          return Math.exp(dot / Math.sqrt(perHead));
        });
        const total = scores.reduce((sum, score) => sum + score, 0);
        return tokens.reduce((sum, other, t) => sum + (scores[t] / total) * other[2 * size + at], 0);
      }),
    ),
  );
}

test.each([
  { batch: 1, tokens: 1, size: 2, heads: 1 },
  { batch: 2, tokens: 5, size: 6, heads: 3 },
  { batch: 3, tokens: 4, size: 8, heads: 2 },
])('attention over $tokens tokens with $heads heads follows its definition', ({ batch, tokens, size, heads }) => {
  const random = createRandom(11);
  const qkv = Array.from({ length: batch }, () =>
    Array.from({ length: tokens }, () => Array.from({ length: 3 * size }, () => 2 * random() - 1)),
  );
  const expected = attendPlainly(qkv, heads).flat(2);
  const actual = attend(tf.tensor3d(qkv), heads).dataSync();
  expected.forEach((value, at) => {
    expect(actual[at]).toBeCloseTo(value, 5);
  });
});

/** Attention head by head, of tfjs's own ops. */
function attendByOps(qkv: tf.Tensor, heads: number): tf.Tensor {
  const [queries, keys, values] = tf.split(qkv, 3, 2);
  const [batch, tokens, size] = queries.shape;
  const joined = Array.from({ length: heads }, (_, head) => {
    const part = (x: tf.Tensor) =>
      tf.slice(x, [0, 0, (head * size) / heads], [batch, tokens, size / heads]) as tf.Tensor3D;
    const scores = tf.div(tf.matMul(part(queries), part(keys), false, true), Math.sqrt(size / heads));
    return tf.matMul(tf.softmax(scores), part(values));
  });
  return tf.concat(joined, 2);
}

test.each([
  [1, 1, 2, 1],
  [2, 5, 6, 3],
  [3, 4, 8, 2],
])(
  'attention of batch %i, %i tokens, size %i, %i heads has the gradients of its parts',
  (batch, tokens, size, heads) => {
    const ours = (qkv: tf.Tensor) => attend(qkv as tf.Tensor3D, heads);
    expect(differAnywhere(ours, (qkv) => attendByOps(qkv, heads), [draw([batch, tokens, 3 * size], 3)])).toBeLessThan(
      1e-5,
    );
  },
);
