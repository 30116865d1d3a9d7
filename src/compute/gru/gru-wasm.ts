import { sizesOf } from '../recurrent.ts';
import { isConstantX, type WasmForm } from '../wasm-form.ts';

/** [y, gates, state before times recurrent weights of the candidate] */
const forward: WasmForm = (call, inputs) => {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { x, kernel, recurrent, bias } = inputs;
  const states = [hidden, 3 * hidden, hidden].map((width) => call.create([time, batch, width]));
  const scratch = call.scratch(call.kernels.gruForwardScratchBytes(batch, features, hidden));
  const pointers = [x, kernel, recurrent, bias, ...states].map((tensor) => call.at(tensor));
  call.kernels.gruForward(time, batch, features, hidden, ...pointers, scratch);
  return states;
};

const backward: WasmForm = (call, inputs, attributes) => {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { dy, x, kernel, recurrent, y, reserve0: gates, reserve1: carried } = inputs;
  const dx = isConstantX(attributes) ? [] : [call.create(x.shape)];
  const gradients = [call.create(kernel.shape), call.create(recurrent.shape), call.create([2, 3 * hidden])];
  const scratch = call.scratch(call.kernels.gruBackwardScratchBytes(time, batch, features, hidden));
  const given = [dy, x, kernel, recurrent, y, gates, carried].map((tensor) => call.at(tensor));
  const wanted = [dx[0] ? call.at(dx[0]) : 0, ...gradients.map((tensor) => call.at(tensor))];
  call.kernels.gruBackward(time, batch, features, hidden, ...given, ...wanted, scratch);
  return [...dx, ...gradients];
};

export const gruForms: Record<string, WasmForm> = { GruSequence: forward, GruSequenceGrad: backward };
