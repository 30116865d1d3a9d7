import type { Inputs } from '../op.ts';
import { sizesOf } from '../recurrent.ts';
import { isConstantX, type WasmCall, type WasmForm } from '../wasm-form.ts';

/** [y, gates, cells, tanh of cells] */
function forward(call: WasmCall, inputs: Inputs) {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { x, kernel, recurrent, bias } = inputs;
  const states = [hidden, 4 * hidden, hidden, hidden].map((width) => call.create([time, batch, width]));
  const scratch = call.scratch(call.kernels.lstmForwardScratchBytes(features, hidden));
  const pointers = [x, kernel, recurrent, bias, ...states].map((tensor) => call.at(tensor));
  call.kernels.lstmForward(time, batch, features, hidden, ...pointers, scratch);
  return states;
}

const backward: WasmForm = (call, inputs, attributes) => {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { dy, x, kernel, recurrent, y, reserve0: gates, reserve1: cells, reserve2: squashed } = inputs;
  const dx = isConstantX(attributes) ? [] : [call.create(x.shape)];
  const gradients = [call.create(kernel.shape), call.create(recurrent.shape), call.create([4 * hidden])];
  const scratch = call.scratch(call.kernels.lstmBackwardScratchBytes(time, batch, features, hidden));
  const given = [dy, x, kernel, recurrent, y, gates, cells, squashed].map((tensor) => call.at(tensor));
  const wanted = [dx[0] ? call.at(dx[0]) : 0, ...gradients.map((tensor) => call.at(tensor))];
  call.kernels.lstmBackward(time, batch, features, hidden, ...given, ...wanted, scratch);
  return [...dx, ...gradients];
};

export const lstmForms: Record<string, WasmForm> = { LstmSequence: forward, LstmSequenceGrad: backward };
