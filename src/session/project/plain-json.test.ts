import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ArraySink, fromPlainJson, NotPlain, toPlainJson } from './plain-json.ts';

function throughText(value: unknown): unknown {
  const arrays: ArraySink = { length: 0, parts: [], tensors: [] };
  const text = JSON.stringify(toPlainJson(value, arrays));
  const bytes = new Uint8Array(arrays.length);
  let at = 0;
  for (const part of arrays.parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const tensors = new Map(arrays.tensors.map(({ name, values }) => [name, values]));
  expect(tensors.size).toBe(arrays.tensors.length);
  return fromPlainJson(JSON.parse(text), { bytes: bytes.buffer, tensors });
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
  const source = { bytes: new ArrayBuffer(16), tensors: new Map([['a', Float32Array.of(1)]]) };
  const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
  for (const json of [
    deep,
    { $array: ['Float64Array', 0, 3] },
    { $array: ['Float64Array', -8, 1] },
    { $array: ['Float64Array', 4, 1] },
    { $array: ['Function', 0, 1] },
    { $array: 'Float64Array' },
    { $number: '5' },
    { $tensor: 'b' },
    { $tensor: {} },
    { $else: 1 },
    JSON.parse('{"__proto__":{"a":1}}'),
  ])
    expect(() => fromPlainJson(json, source), JSON.stringify(json)).toThrow(NotPlain);
  expect(fromPlainJson({ $array: ['Float64Array', 8, 1] }, source)).toEqual(new Float64Array(1));
});

it('gives weights the shape that stands beside them, and else their length', () => {
  const sink: ArraySink = { length: 0, parts: [], tensors: [] };
  const [kernel, moments, odd] = [new Float32Array(6), new Float32Array(4), new Float32Array(2)];
  const layers = [
    { name: 'kernel', shape: [2, 3], values: kernel },
    { name: 'odd', shape: [5], values: odd },
  ];
  toPlainJson({ layers, moments }, sink);
  expect(sink.tensors).toEqual([
    { name: 'layers/0/kernel@0', shape: [2, 3], values: kernel },
    { name: 'layers/1/values@1', shape: [2], values: odd },
    { name: 'moments@2', shape: [4], values: moments },
  ]);
  expect(sink.parts).toEqual([]);
});
