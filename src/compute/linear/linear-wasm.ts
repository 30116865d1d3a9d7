import { isConstantX } from '../op.ts';
import type { WasmForm } from '../wasm-form.ts';
import type { Activation } from './linear.ts';

/** In the order in which wasm-kernels/linear.ts counts them. */
const activations: readonly Activation[] = ['none', 'relu', 'tanh', 'sigmoid', 'gelu'];

/** [y], and the slope of the activation where that is GELU. */
const forward: WasmForm = (call, { x, kernel, bias }, { activation }) => {
  const [rows, inputs] = x.shape;
  const outputs = kernel.shape[1] as number;
  const y = call.create([rows, outputs]);
  const slope = activation === 'gelu' ? [call.create([rows, outputs])] : [];
  const scratch = call.scratch(call.kernels.linearForwardScratchBytes(inputs, outputs));
  const pointers = [x, kernel, bias, y, slope[0] ?? y].map((tensor) => call.at(tensor));
  const number = activations.indexOf(activation as Activation);
  call.kernels.linearForward(rows, inputs, outputs, number, ...pointers, scratch);
  return [y, ...slope];
};

const backward: WasmForm = (call, { dy, x, kernel, y, reserve0: slope }, attributes) => {
  const [rows, inputs] = x.shape;
  const outputs = kernel.shape[1] as number;
  const number = activations.indexOf(attributes.activation as Activation);
  const dx = isConstantX(attributes) ? [] : [call.create(x.shape)];
  const gradients = [call.create(kernel.shape), call.create([outputs])];
  const scratch = call.scratch(call.kernels.linearBackwardScratchBytes(inputs, outputs));
  const given = [dy, x, kernel, slope ?? y].map((tensor) => call.at(tensor));
  const wanted = [dx[0] ? call.at(dx[0]) : 0, ...gradients.map((tensor) => call.at(tensor))];
  call.kernels.linearBackward(rows, inputs, outputs, number, ...given, ...wanted, scratch);
  return [...dx, ...gradients];
};

export const linearForms: Record<string, WasmForm> = { Linear: forward, LinearGrad: backward };
