import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromPlainJson, NotPlain, toPlainJson } from './plain-json.ts';

function throughText(value: unknown): unknown {
  const arrays = { length: 0, parts: [] as Uint8Array[] };
  const text = JSON.stringify(toPlainJson(value, arrays));
  const bytes = new Uint8Array(arrays.length);
  let at = 0;
  for (const part of arrays.parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return fromPlainJson(JSON.parse(text), bytes.buffer);
}

const array = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint16Array(),
  fc.uint8Array().map((bytes) => bytes.subarray(Math.min(1, bytes.length))),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    array,
    fc.double().map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom('$array', '$$number', 'price $'), fc.string()), tie('tree'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

it('gives back plain data as it was, whatever its keys and numbers', () => {
  fc.assert(
    fc.property(tree, (value) => {
      fc.pre(!JSON.stringify(value)?.includes('__proto__'));
      expect(throughText(value)).toEqual(value);
    }),
  );
});

it('refuses what is deep, arrays beyond the bytes or of unknown kinds, and unknown marks', () => {
  const bytes = new ArrayBuffer(16);
  const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
  for (const json of [
    deep,
    { $array: ['Float64Array', 0, 3] },
    { $array: ['Float64Array', -8, 1] },
    { $array: ['Float64Array', 4, 1] },
    { $array: ['Function', 0, 1] },
    { $array: 'Float64Array' },
    { $number: '5' },
    { $else: 1 },
    JSON.parse('{"__proto__":{"a":1}}'),
  ])
    expect(() => fromPlainJson(json, bytes), JSON.stringify(json)).toThrow(NotPlain);
  expect(fromPlainJson({ $array: ['Float64Array', 8, 1] }, bytes)).toEqual(new Float64Array(1));
});
