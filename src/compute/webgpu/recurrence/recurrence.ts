/**
 * Recurrent layers: one product of all inputs where they are wide, one dispatch for all time steps, and as many backwards.
 * Each workgroup owns some rows of the batch for the whole sequence and keeps their state in its own memory.
 */
import { type Attributes, isConstantX, type OpInputs } from '../../op.ts';
import { type SequenceSizes as Sizes, sizesOf } from '../../recurrent.ts';
import type * as tf from '../../tf.ts';
import type { DeviceBackend } from '../device-backend.ts';
import { registerWebgpuForm } from '../form.ts';
import { bind, type Program, type Shader } from '../program.ts';
import type { Cell } from './cell.ts';
import { type RecurrenceLayout, rivalLayouts, type SharedPerRow, usualLayout } from './recurrence-layout.ts';
import { writeBackward, writeForward } from './sequence-shaders.ts';
import { multiplyBack, multiplyInput, multiplyWeights } from './whole-products.ts';

/** Inputs so narrow that their product is not worth a dispatch of its own. */
const narrowFeatures = 16;

/** The shader for a shape, and those that tuning may prefer. */
function withRivals(
  backend: DeviceBackend,
  sizes: Sizes,
  shared: SharedPerRow,
  blocks: number,
  write: (layout: RecurrenceLayout) => Shader,
): Pick<Program, 'body' | 'grid' | 'rivals'> {
  const rivals = () => rivalLayouts(backend, sizes, shared, blocks).map(write);
  return { ...write(usualLayout(sizes, shared)), rivals };
}

function runForward(backend: DeviceBackend, cell: Cell, inputs: OpInputs): tf.TensorInfo[] {
  const { op, gates, kept } = cell;
  const { x, kernel, recurrent, bias } = inputs;
  const sizes = sizesOf(inputs);
  const { time, batch, features, hidden } = sizes;
  const isNarrow = features <= narrowFeatures;
  const shared = { streamed: 2 * hidden, kept: (2 + gates) * hidden };
  const y = backend.allocate([time, batch, hidden]);
  const transposed = backend.allocate([gates * hidden, hidden]);
  const reserve = kept > 0 ? backend.allocate([time, batch, kept * hidden]) : null;
  const product = isNarrow ? null : multiplyInput(backend, op, inputs, gates * hidden);
  backend.run({
    op,
    bindings: [
      ...bind('read', { ...(product ? { product } : { x, kernel }), recurrent, bias }),
      ...bind('write', { y, transposed, ...(reserve && { reserve }) }),
    ],
    ...withRivals(backend, sizes, shared, gates, (layout) => writeForward(cell, sizes, layout, isNarrow)),
  });
  if (product) backend.release(product);
  return reserve ? [y, transposed, reserve] : [y, transposed];
}

function runBackward(backend: DeviceBackend, cell: Cell, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs);
  const { time, batch, hidden } = sizes;
  const blocks = cell.stateSlopes.length;
  const shared = { streamed: blocks * hidden, kept: 2 * blocks * hidden };
  const dz = backend.allocate([time, batch, cell.slopes * hidden]);
  const { dy, y, reserve0: transposed, reserve1: reserve } = inputs;
  backend.run({
    op: `${cell.op}Grad`,
    bindings: [...bind('read', { dy, y, ...(reserve && { reserve }), transposed }), ...bind('write', { dz })],
    ...withRivals(backend, sizes, shared, blocks, (layout) => writeBackward(cell, sizes, layout)),
  });
  const dx = isConstantX(attributes) ? [] : [multiplyBack(backend, cell, inputs, dz)];
  const gradients = [...dx, ...multiplyWeights(backend, cell, inputs, dz)];
  backend.release(dz);
  return gradients;
}

/** Gives the operation of a cell, and its gradient, their forms on WebGPU. */
export function registerRecurrence(cell: Cell): void {
  registerWebgpuForm(cell.op, (backend, inputs) => runForward(backend, cell, inputs));
  registerWebgpuForm(`${cell.op}Grad`, (backend, inputs, attributes) => runBackward(backend, cell, inputs, attributes));
}
