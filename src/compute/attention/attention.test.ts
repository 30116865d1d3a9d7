import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { createRandom } from '../random.ts';
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
