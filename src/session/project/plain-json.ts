/**
 * Plain data with typed arrays as JSON, bytes and tensors: arrays of single precision, which only weights are, become tensors by the
 * place where they stand; other arrays lie in the bytes one after another; numbers that JSON does not know are named, and a key
 * that begins with `$` gets another one before it.
 */
import type { NamedTensor } from '../../forecasters/trained-network.ts';

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ArrayType = keyof typeof arrayTypes;

/** As deep as anything that is written is, and more. */
const mostDepth = 40;

/** What is read is not what `toPlainJson` writes. */
export class NotPlain extends Error {}

/** Takes arrays: each of `parts` on a multiple of eight. */
export type ArraySink = { length: number; parts: Uint8Array[]; tensors: NamedTensor[] };
/** Where arrays are read from; tensors by their names. */
export type ArraySource = { bytes: ArrayBuffer; tensors: ReadonlyMap<string, Float32Array> };

/** Whether a record is a tensor with a name and as many values as its shape asks for. */
function isTensor(value: object): value is NamedTensor {
  const { name, shape, values } = value as Partial<NamedTensor>;
  if (typeof name !== 'string' || !Array.isArray(shape) || !(values instanceof Float32Array)) return false;
  return shape.reduce((product, length) => product * length, 1) === values.length;
}

/**
 * @param value plain data: records, lists, texts, numbers, typed arrays
 * @param place keys and indices on the way to the value, which name its tensors
 * @param shape of the tensor that the value is
 */
export function toPlainJson(
  value: unknown,
  sink: ArraySink,
  place: readonly (string | number)[] = [],
  shape: readonly number[] | null = null,
): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Float32Array) {
    // The number makes it one of its kind, whatever the keys.
    const name = `${place.join('/')}@${sink.tensors.length}`;
    sink.tensors.push({ name, shape: shape ?? [value.length], values: value });
    return { $tensor: name };
  }
  if (ArrayBuffer.isView(value)) {
    const own = value as Float64Array;
    const type = own.constructor.name;
    if (!(type in arrayTypes)) throw new Error(`${type} cannot be written`);
    const from = sink.length;
    const padded = new Uint8Array(Math.ceil(own.byteLength / 8) * 8);
    padded.set(new Uint8Array(own.buffer, own.byteOffset, own.byteLength));
    sink.parts.push(padded);
    sink.length += padded.length;
    return { $array: [type, from, own.length] };
  }
  if (Array.isArray(value)) return value.map((part, at) => toPlainJson(part, sink, [...place, at]));
  if (value instanceof Map || value instanceof Set) throw new Error('only plain data can be written');
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const tensor = isTensor(value) ? value : null;
  return Object.fromEntries(
    entries.map(([key, part]) => [
      key.startsWith('$') ? `$${key}` : key,
      tensor && tensor.values === part
        ? toPlainJson(part, sink, [...place, tensor.name], tensor.shape)
        : toPlainJson(part, sink, [...place, key]),
    ]),
  );
}

/** @throws {NotPlain} where it is nothing that `toPlainJson` wrote, or arrays are not where it says */
export function fromPlainJson(json: unknown, source: ArraySource, depth = 0): unknown {
  if (depth > mostDepth) throw new NotPlain('too deep');
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((part) => fromPlainJson(part, source, depth + 1));
  if (Object.hasOwn(json, '$array')) return readArray((json as { $array: unknown }).$array, source.bytes);
  if (Object.hasOwn(json, '$tensor')) {
    const tensor = source.tensors.get(String((json as { $tensor: unknown }).$tensor));
    if (!tensor) throw new NotPlain('weights that are not there');
    return tensor;
  }
  if (Object.hasOwn(json, '$number')) {
    const named = Number((json as { $number: unknown }).$number);
    if (Number.isFinite(named)) throw new NotPlain('a number by name');
    return named;
  }
  const entries = Object.entries(json).map(([key, part]) => {
    if (key === '__proto__') throw new NotPlain('a key that is none');
    if (key.startsWith('$') && !key.startsWith('$$')) throw new NotPlain('an unknown kind');
    return [key.startsWith('$$') ? key.slice(1) : key, fromPlainJson(part, source, depth + 1)];
  });
  return Object.fromEntries(entries);
}

function readArray(said: unknown, bytes: ArrayBuffer) {
  const [type, from, length] = (Array.isArray(said) ? said : []) as [ArrayType, number, number];
  if (typeof type !== 'string' || !Object.hasOwn(arrayTypes, type)) throw new NotPlain('an unknown array');
  const Type = arrayTypes[type];
  const isPlace = Number.isSafeInteger(from) && Number.isSafeInteger(length) && from >= 0 && length >= 0;
  if (!isPlace || from % 8 !== 0 || from + length * Type.BYTES_PER_ELEMENT > bytes.byteLength)
    throw new NotPlain('an array beyond the end');
  return new Type(bytes.slice(from, from + length * Type.BYTES_PER_ELEMENT));
}
