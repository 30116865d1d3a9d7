import { sizesOf } from '../recurrent.ts';
import { isConstantX, type WasmForm } from '../wasm-form.ts';

const forward: WasmForm = (call, inputs) => {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { x, kernel, recurrent, bias } = inputs;
  const y = call.create([time, batch, hidden]);
  const scratch = call.scratch(call.kernels.rnnForwardScratchBytes(features, hidden));
  const pointers = [x, kernel, recurrent, bias, y].map((tensor) => call.at(tensor));
  call.kernels.rnnForward(time, batch, features, hidden, ...pointers, scratch);
  return [y];
};

const backward: WasmForm = (call, inputs, attributes) => {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { dy, x, kernel, recurrent, y } = inputs;
  const dx = isConstantX(attributes) ? [] : [call.create(x.shape)];
  const gradients = [call.create(kernel.shape), call.create(recurrent.shape), call.create([hidden])];
  const scratch = call.scratch(call.kernels.rnnBackwardScratchBytes(time, batch, features, hidden));
  const given = [dy, x, kernel, recurrent, y].map((tensor) => call.at(tensor));
  const wanted = [dx[0] ? call.at(dx[0]) : 0, ...gradients.map((tensor) => call.at(tensor))];
  call.kernels.rnnBackward(time, batch, features, hidden, ...given, ...wanted, scratch);
  return [...dx, ...gradients];
};

export const rnnForms: Record<string, WasmForm> = { RnnSequence: forward, RnnSequenceGrad: backward };
