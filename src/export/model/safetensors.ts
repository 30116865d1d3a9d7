/** Safetensors files. Format: https://huggingface.co/docs/safetensors */
import { isRecord } from '../../base/is-record.ts';
import type { Fields } from './checks.ts';

export type TensorType = 'F32' | 'F16' | 'I8';
/** As many bytes as its shape and type ask for, little-endian. */
export type StoredTensor = { name: string; type: TensorType; shape: readonly number[]; bytes: Uint8Array };
export type Safetensors = { metadata: Readonly<Record<string, string>>; tensors: StoredTensor[] };

/** Why bytes are no such file. */
export class NotSafetensors extends Error {}

const bytesOf: Record<TensorType, number> = { F32: 4, F16: 2, I8: 1 };
/** Of the header, as the format has it. */
const mostHeaderBytes = 100e6;
const mostDimensions = 8;
const metadataKey = '__metadata__';

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Larger types first, so that each tensor lies on a multiple of its own size. */
export function writeSafetensors({ metadata, tensors }: Safetensors): Uint8Array<ArrayBuffer> {
  const inOrder = [...tensors].sort((a, b) => bytesOf[b.type] - bytesOf[a.type]);
  let length = 0;
  const entries = inOrder.map(({ name, type, shape, bytes }) => {
    if (bytes.length !== sizeOf(shape) * bytesOf[type]) throw new Error(`${name} has other bytes than its shape`);
    const begin = length;
    length += bytes.length;
    return [name, { dtype: type, shape, data_offsets: [begin, length] }] as const;
  });
  const json = JSON.stringify({ [metadataKey]: metadata, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json);
  const padded = Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(8 + padded + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(header, 8);
  file.fill(0x20, 8 + header.length, 8 + padded);
  let at = 8 + padded;
  for (const { bytes } of inOrder) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readHeader(file: Uint8Array): { header: Fields; begin: number } {
  if (file.length < 8) throw new NotSafetensors('shorter than the length of its header');
  const size = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (size > BigInt(mostHeaderBytes) || size > BigInt(file.length - 8))
    throw new NotSafetensors('a header beyond the end');
  const begin = 8 + Number(size);
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, begin)));
    if (isRecord(header)) return { header, begin };
  } catch {
    // Told below, as what is no record is.
  }
  throw new NotSafetensors('a header that is none');
}

/**
 * Reads what anybody may have written: tensors lie one after another, without gaps, overlaps or bytes left over.
 *
 * @throws {NotSafetensors} where it is anything else, or has types that are not read here
 */
export function readSafetensors(file: Uint8Array): Safetensors {
  const { header, begin } = readHeader(file);
  const metadata = header[metadataKey] ?? {};
  if (!isRecord(metadata) || !Object.values(metadata).every((text) => typeof text === 'string'))
    throw new NotSafetensors('metadata that is no text');
  const tensors = Object.entries(header)
    .filter(([name]) => name !== metadataKey)
    .map(([name, entry]) => ({ name, ...readEntry(name, entry) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { name, from, to } of tensors) {
    if (from !== end) throw new NotSafetensors(`${name} does not begin where the one before ends`);
    end = to;
  }
  if (end !== file.length - begin) throw new NotSafetensors('bytes missing, or left over');
  return {
    metadata: metadata as Record<string, string>,
    tensors: tensors.map(({ name, type, shape, from, to }) => ({
      name,
      type,
      shape,
      bytes: file.subarray(begin + from, begin + to),
    })),
  };
}

function readEntry(name: string, entry: unknown) {
  if (!isRecord(entry)) throw new NotSafetensors(`${name} is not described`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const type = Object.keys(bytesOf).find((known) => known === dtype) as TensorType | undefined;
  if (type === undefined) throw new NotSafetensors(`${name} is of another type`);
  if (!Array.isArray(shape) || shape.length > mostDimensions || !shape.every(isCount))
    throw new NotSafetensors(`${name} has no shape`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    throw new NotSafetensors(`${name} lies nowhere`);
  const [from, to] = offsets as [number, number];
  const size = sizeOf(shape) * bytesOf[type];
  if (!Number.isSafeInteger(size) || to - from !== size)
    throw new NotSafetensors(`${name} has other bytes than its shape`);
  return { type, shape: shape as number[], from, to };
}
