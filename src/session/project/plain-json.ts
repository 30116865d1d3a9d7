/**
 * Plain data with typed arrays as JSON and bytes: arrays lie in the bytes one after another, numbers that JSON does not know are
 * named, and a key that begins with `$` gets another one before it.
 */

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ArrayType = keyof typeof arrayTypes;

/** As deep as anything that is written is, and more. */
const mostDepth = 40;

/** What is read is not what `toPlainJson` writes. */
export class NotPlain extends Error {}

/**
 * @param value plain data: records, lists, texts, numbers, typed arrays
 * @param bytes takes the typed arrays, each on a multiple of eight
 */
export function toPlainJson(value: unknown, bytes: { length: number; parts: Uint8Array[] }): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const own = value as Float64Array;
    const type = own.constructor.name;
    if (!(type in arrayTypes)) throw new Error(`${type} cannot be written`);
    const from = bytes.length;
    const padded = new Uint8Array(Math.ceil(own.byteLength / 8) * 8);
    padded.set(new Uint8Array(own.buffer, own.byteOffset, own.byteLength));
    bytes.parts.push(padded);
    bytes.length += padded.length;
    return { $array: [type, from, own.length] };
  }
  if (Array.isArray(value)) return value.map((part) => toPlainJson(part, bytes));
  if (value instanceof Map || value instanceof Set) throw new Error('only plain data can be written');
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.map(([key, part]) => [key.startsWith('$') ? `$${key}` : key, toPlainJson(part, bytes)]),
  );
}

/** @throws {NotPlain} where it is nothing that `toPlainJson` wrote, or arrays are not where it says */
export function fromPlainJson(json: unknown, bytes: ArrayBuffer, depth = 0): unknown {
  if (depth > mostDepth) throw new NotPlain('too deep');
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((part) => fromPlainJson(part, bytes, depth + 1));
  if (Object.hasOwn(json, '$array')) return readArray((json as { $array: unknown }).$array, bytes);
  if (Object.hasOwn(json, '$number')) {
    const named = Number((json as { $number: unknown }).$number);
    if (Number.isFinite(named)) throw new NotPlain('a number by name');
    return named;
  }
  const entries = Object.entries(json).map(([key, part]) => {
    if (key === '__proto__') throw new NotPlain('a key that is none');
    if (key.startsWith('$') && !key.startsWith('$$')) throw new NotPlain('an unknown kind');
    return [key.startsWith('$$') ? key.slice(1) : key, fromPlainJson(part, bytes, depth + 1)];
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
