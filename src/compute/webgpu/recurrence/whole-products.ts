/** The products over all time steps at once: of the input beforehand, of its gradient and the weights' afterwards. */
import type { OpInputs } from '../../op.ts';
import { sizesOf } from '../../recurrent.ts';
import type * as tf from '../../tf.ts';
import type { DeviceBackend } from '../device-backend.ts';
import { planParts, writeGemms } from '../gemm.ts';
import { bind } from '../program.ts';
import { productTargetOf } from '../sum-parts.ts';
import type { Cell } from './cell.ts';

/** [time, batch, columns] x times kernel, for all steps at once. */
export function multiplyInput(backend: DeviceBackend, op: string, inputs: OpInputs, columns: number): tf.TensorInfo {
  const { time, batch, features } = sizesOf(inputs);
  const product = backend.allocate([time, batch, columns]);
  const gemm = writeGemms([
    {
      rows: time * batch,
      columns,
      depth: features,
      left: `x[row * ${features}u + k]`,
      leftRuns: 'k',
      right: `kernel[k * ${columns}u + column]`,
      rightRuns: 'column',
      store: `product[row * ${columns}u + column] = value;`,
      parts: 1,
    },
  ]);
  const { x, kernel } = inputs;
  const bindings = [...bind('read', { x, kernel }), ...bind('write', { product })];
  backend.run({ op, bindings, ...gemm });
  return product;
}

/** dx [time, batch, features] */
export function multiplyBack(backend: DeviceBackend, cell: Cell, inputs: OpInputs, dz: tf.TensorInfo): tf.TensorInfo {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const dx = backend.allocate([time, batch, features]);
  const width = cell.gates * hidden;
  const gemm = writeGemms([
    {
      rows: time * batch,
      columns: features,
      depth: width,
      left: `dz[row * ${cell.slopes * hidden}u + k]`,
      leftRuns: 'k',
      right: `kernel[column * ${width}u + k]`,
      rightRuns: 'k',
      store: `dx[row * ${features}u + column] = value;`,
      parts: 1,
    },
  ]);
  const bindings = [...bind('read', { dz, kernel: inputs.kernel }), ...bind('write', { dx })];
  backend.run({ op: `${cell.op}Grad`, bindings, ...gemm });
  return dx;
}

/**
 * Gradients of both weight matrices and the bias in one product: (x, state before, 1) transposed, times dz, over all steps and
 * rows of the batch.
 */
export function multiplyWeights(
  backend: DeviceBackend,
  cell: Cell,
  inputs: OpInputs,
  dz: tf.TensorInfo,
): tf.TensorInfo[] {
  const { x, y, kernel, recurrent, bias } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const op = `${cell.op}Grad`;
  const results = [kernel, recurrent, bias].map(({ shape }) => backend.allocate(shape));
  const rows = features + hidden + 1;
  const columns = cell.slopes * hidden;
  const depth = time * batch;
  const parts = planParts(rows, columns, depth);
  const target = productTargetOf(backend, op, results, { parts, columns: cell.gates * hidden });
  const factor = `
fn factor(row: u32, k: u32) -> f32 {
  if (row < ${features}u) { return x[k * ${features}u + row]; }
  if (row == ${features + hidden}u) { return 1.0; }
  if (k < ${batch}u) { return 0.0; }
  return y[(k - ${batch}u) * ${hidden}u + row - ${features}u];
}`;
  const gemm = writeGemms(
    [
      {
        rows,
        columns,
        depth,
        left: 'factor(row, k)',
        leftRuns: 'row',
        right: `dz[k * ${columns}u + column]`,
        rightRuns: 'column',
        store: cell.hasStateBias ? storeOfTwoProducts(target.store, features, hidden) : target.store,
        parts,
      },
    ],
    factor,
  );
  backend.run({ op, bindings: [...bind('read', { x, y, dz }), ...target.bindings], ...gemm });
  target.complete();
  return results;
}

/** Where the input's product has other slopes than the state's: the third block is the input's alone, the fourth the state's. */
function storeOfTwoProducts(store: string, features: number, hidden: number): string {
  return `storeOne(row, column, part, value);
}
fn storeOne(whole: u32, origin: u32, part: u32, value: f32) {
  let isInput = whole < ${features}u;
  let isBias = whole == ${features + hidden}u;
  if (origin < ${3 * hidden}u && (isInput || isBias)) { put(whole, origin, part, value); }
  if (isInput || (origin >= ${2 * hidden}u && origin < ${3 * hidden}u)) { return; }
  put(select(whole, whole + 1u, isBias), select(origin, origin - ${hidden}u, origin >= ${3 * hidden}u), part, value);
}
fn put(row: u32, column: u32, part: u32, value: f32) {
  ${store}`;
}
