/**
 * Trained weights as they ship: a line of JSON, a zero byte, then for each tensor the scale of each of its columns (float32) and
 * its values as whole numbers of them (int8); vectors are kept as they are.
 */
import { lengthOf, type ParameterLayout } from '../training/flat-parameters.ts';
import { type PretrainedShape, planPretrained } from './pretrained-network.ts';

/** How the weights came about. */
export type WeightsOrigin = { seed: number; samples: number };

export type PretrainedWeights = {
  shape: PretrainedShape;
  origin: WeightsOrigin;
  layout: ParameterLayout;
  /** [parameters] as `layout` says */
  theta: Float32Array;
};

const format = 'dropcast-weights-1';
const mostHeaderBytes = 4096;
const steps = 127;

/** Columns of a matrix; 0 for a vector, which is not rounded. */
const columnsOf = (shape: readonly number[]) => (shape.length > 1 ? shape[shape.length - 1] : 0);

function bytesOf(layout: ParameterLayout): number {
  return layout.reduce(
    (sum, { shape, size }) => sum + (columnsOf(shape) > 0 ? 4 * columnsOf(shape) + size : 4 * size),
    0,
  );
}

/** @param theta [parameters] */
export function packWeights(theta: Float32Array, shape: PretrainedShape, origin: WeightsOrigin): Uint8Array {
  const layout = planPretrained(shape);
  const header = new TextEncoder().encode(`${JSON.stringify({ format, shape, origin })}\0`);
  const bytes = new Uint8Array(header.length + bytesOf(layout));
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  let at = header.length;
  for (const { shape: tensor, offset, size } of layout) {
    const columns = columnsOf(tensor);
    const values = theta.subarray(offset, offset + size);
    if (columns === 0) {
      for (const value of values) {
        view.setFloat32(at, value, true);
        at += 4;
      }
      continue;
    }
    const scales = new Float32Array(columns);
    for (const [place, value] of values.entries())
      scales[place % columns] = Math.max(scales[place % columns], Math.abs(value) / steps);
    for (const scale of scales) {
      view.setFloat32(at, scale, true);
      at += 4;
    }
    for (const [place, value] of values.entries()) {
      const scale = scales[place % columns];
      view.setInt8(at, scale > 0 ? Math.round(value / scale) : 0);
      at += 1;
    }
  }
  return bytes;
}

function readHeader(bytes: Uint8Array): { shape: PretrainedShape; origin: WeightsOrigin; end: number } | null {
  const end = bytes.subarray(0, mostHeaderBytes).indexOf(0);
  if (end < 0) return null;
  try {
    const found = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    const { shape, origin } = found;
    const sizes = [shape.width, shape.blocks, shape.code, shape.decoderWidth, shape.decoderBlocks];
    const areSizes = sizes.every((size) => Number.isInteger(size) && size > 0 && size <= 4096);
    return found.format === format && areSizes ? { shape, origin, end: end + 1 } : null;
  } catch {
    return null;
  }
}

/** @returns what was packed; null where the bytes are no such file, not whole, or hold a number that is not finite */
export function readWeights(bytes: Uint8Array): PretrainedWeights | null {
  const header = readHeader(bytes);
  if (!header) return null;
  const { shape, origin, end } = header;
  const layout = planPretrained(shape);
  if (bytes.length !== end + bytesOf(layout)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const theta = new Float32Array(lengthOf(layout));
  let at = end;
  const readFloats = (count: number) =>
    Float32Array.from({ length: count }, (_, each) => view.getFloat32(at + 4 * each, true));
  for (const { shape: tensor, offset, size } of layout) {
    const columns = columnsOf(tensor);
    const floats = readFloats(columns === 0 ? size : columns);
    at += 4 * floats.length;
    if (!floats.every(Number.isFinite)) return null;
    if (columns === 0) theta.set(floats, offset);
    else {
      for (let place = 0; place < size; place += 1)
        theta[offset + place] = view.getInt8(at + place) * floats[place % columns];
      at += size;
    }
  }
  return { shape, origin, layout, theta };
}
