import { type Attributes, isConstantX, type OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { activationFunctions, registerWebgpuForm } from '../webgpu/form.ts';
import { type Gemm, planParts, writeGemms } from '../webgpu/gemm.ts';
import { bind } from '../webgpu/program.ts';
import { productTargetOf } from '../webgpu/sum-parts.ts';
import type { Activation } from './linear.ts';

const geluFunctions = `
fn geluInner(z: f32) -> f32 { return tanhSafe(${Math.sqrt(2 / Math.PI)} * (z + 0.044715 * z * z * z)); }
fn geluSlope(z: f32) -> f32 {
  let inner = geluInner(z);
  return 0.5 * (1.0 + inner) + 0.5 * z * (1.0 - inner * inner) * ${Math.sqrt(2 / Math.PI)} * (1.0 + 0.134145 * z * z);
}`;

const activations: Record<Activation, string> = {
  none: 'z',
  relu: 'max(z, 0.0)',
  tanh: 'tanhSafe(z)',
  sigmoid: 'sigmoid(z)',
  gelu: '0.5 * z * (1.0 + geluInner(z))',
};

/** Gradient before the activation at `at`. */
const slopes: Record<Activation, string> = {
  none: 'dy[at]',
  relu: 'select(0.0, dy[at], y[at] > 0.0)',
  tanh: 'dy[at] * (1.0 - y[at] * y[at])',
  sigmoid: 'dy[at] * y[at] * (1.0 - y[at])',
  gelu: 'dy[at] * geluSlope(z[at])',
};

function forward(backend: DeviceBackend, { x, kernel, bias }: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const activation = attributes.activation as Activation;
  const [rows, inputs] = x.shape;
  const columns = kernel.shape[1] as number;
  const z0 = backend.allocate([rows, columns]);
  const kept = activation === 'gelu' ? { z1: backend.allocate([rows, columns]) } : {};
  const keep = activation === 'gelu' ? 'z1[at] = z;' : '';
  const gemm = writeGemms(
    [
      {
        rows,
        columns,
        depth: inputs,
        left: `x[row * ${inputs}u + k]`,
        leftRuns: 'k',
        right: `kernel[k * ${columns}u + column]`,
        rightRuns: 'column',
        store: `let z = value + bias[column];\n  let at = row * ${columns}u + column;\n  z0[at] = ${activations[activation]};\n  ${keep}`,
        parts: 1,
      },
    ],
    activationFunctions + geluFunctions,
  );
  backend.run({
    op: 'Linear',
    bindings: [...bind('read', { x, kernel, bias }), ...bind('write', { z0, ...kept })],
    ...gemm,
  });
  return [z0, ...Object.values(kept)];
}

/** What the slope is read from, and the function that does. */
function readSlopes({ dy, y, reserve0: z }: OpInputs, activation: Activation, columns: number) {
  const known = activation === 'none' ? {} : activation === 'gelu' ? { z } : { y };
  const slope = `${activationFunctions}${geluFunctions}
fn slope(row: u32, column: u32) -> f32 { let at = row * ${columns}u + column; return ${slopes[activation]}; }`;
  return { known: { dy, ...known }, slope };
}

/** Both products in one dispatch: that for x, unless nothing is learnt through it, and that for the weights. */
function backward(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const { x, kernel, bias } = inputs;
  const [rows, features] = x.shape;
  const columns = kernel.shape[1] as number;
  const { known, slope } = readSlopes(inputs, attributes.activation as Activation, columns);
  const dx = isConstantX(attributes) ? null : backend.allocate([rows, features]);
  const throughX: Gemm = {
    rows,
    columns: features,
    depth: columns,
    left: 'slope(row, k)',
    leftRuns: 'k',
    right: `kernel[column * ${columns}u + k]`,
    rightRuns: 'k',
    store: `dx[row * ${features}u + column] = value;`,
    parts: 1,
  };
  const results = [backend.allocate(kernel.shape), backend.allocate(bias.shape)];
  const parts = planParts(features + 1, columns, rows);
  const target = productTargetOf(backend, 'LinearGrad', results, { parts, columns });
  const throughWeights: Gemm = {
    rows: features + 1,
    columns,
    depth: rows,
    left: 'factor(row, k)',
    leftRuns: 'row',
    right: 'slope(k, column)',
    rightRuns: 'column',
    store: target.store,
    parts,
  };
  const factor = `
fn factor(row: u32, k: u32) -> f32 {
  if (row == ${features}u) { return 1.0; }
  return x[k * ${features}u + row];
}`;
  const gemm = writeGemms(dx ? [throughWeights, throughX] : [throughWeights], slope + factor);
  backend.run({
    op: 'LinearGrad',
    bindings: [
      ...bind('read', { ...known, x }),
      ...(dx ? [...bind('read', { kernel }), ...bind('write', { dx })] : []),
      ...target.bindings,
    ],
    ...gemm,
  });
  target.complete();
  return dx ? [dx, ...results] : results;
}

registerWebgpuForm('Linear', forward);
registerWebgpuForm('LinearGrad', backward);
