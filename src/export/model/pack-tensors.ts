/** Weights as they are stored: whole, in half precision, or as whole numbers of a step for each column. */
import { fromHalf, toHalf } from '../../base/half-float.ts';
import type { NamedTensor } from '../../forecasters/trained-network.ts';
import { NotSafetensors, type StoredTensor, type TensorType } from './safetensors.ts';

export type Precision = 'f32' | 'f16' | 'int8';

/** Steps of a column's largest weight, to either side. */
const steps = 127;
const stepsName = '#steps';

function store(name: string, type: TensorType, shape: readonly number[], bytes: Uint8Array): StoredTensor {
  return { name, type, shape, bytes };
}

function bytesOfFloats(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, at) => {
    view.setFloat32(4 * at, value, true);
  });
  return new Uint8Array(view.buffer);
}

function bytesOfHalves(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, at) => {
    view.setUint16(2 * at, toHalf(value), true);
  });
  return new Uint8Array(view.buffer);
}

/** A matrix by columns, which each have a step of their own; biases and norms stay whole: they are few, and added as they are. */
function packWhole({ name, shape, values }: NamedTensor): StoredTensor[] {
  const columns = shape[shape.length - 1];
  const step = new Float32Array(columns);
  values.forEach((value, at) => {
    step[at % columns] = Math.max(step[at % columns], Math.abs(value) / steps);
  });
  const whole = Int8Array.from(values, (value, at) =>
    step[at % columns] > 0 ? Math.round(value / step[at % columns]) : 0,
  );
  return [
    store(name, 'I8', shape, new Uint8Array(whole.buffer)),
    store(`${name}${stepsName}`, 'F32', [columns], bytesOfFloats(step)),
  ];
}

export function packTensor(tensor: NamedTensor, precision: Precision): StoredTensor[] {
  const { name, shape, values } = tensor;
  if (precision === 'f16') return [store(name, 'F16', shape, bytesOfHalves(values))];
  if (precision === 'int8' && shape.length > 1) return packWhole(tensor);
  return [store(name, 'F32', shape, bytesOfFloats(values))];
}

function valuesOf({ type, bytes }: StoredTensor): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (type) {
    case 'F32':
      return Float32Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(4 * at, true));
    case 'F16':
      return Float32Array.from({ length: bytes.length / 2 }, (_, at) => fromHalf(view.getUint16(2 * at, true)));
    case 'I8':
      return Float32Array.from(bytes, (byte) => (byte << 24) >> 24);
  }
}

/**
 * @returns the weights, in the order of their names
 * @throws {NotSafetensors} where whole numbers come without their steps, or the other way round
 */
export function unpackTensors(stored: readonly StoredTensor[]): NamedTensor[] {
  const byName = new Map(stored.map((tensor) => [tensor.name, tensor]));
  const named = stored.filter(({ name }) => !name.endsWith(stepsName));
  const withSteps = named.filter(({ type }) => type === 'I8').length;
  if (stored.length - named.length !== withSteps) throw new NotSafetensors('steps of no weights');
  return named
    .map((tensor) => {
      const { name, type, shape } = tensor;
      const values = valuesOf(tensor);
      if (type !== 'I8') return { name, shape, values };
      const own = byName.get(`${name}${stepsName}`);
      const columns = shape[shape.length - 1];
      if (own?.type !== 'F32' || own.shape.length !== 1 || own.shape[0] !== columns)
        throw new NotSafetensors(`${name} has no steps`);
      const step = valuesOf(own);
      return { name, shape, values: values.map((value, at) => value * step[at % columns]) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
