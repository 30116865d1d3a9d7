import type { WasmForm } from '../wasm-form.ts';

/** [y, mean and 1 / deviation of each row] */
const forward: WasmForm = (call, { x, gain, bias }) => {
  const [rows, size] = x.shape;
  const outputs = [call.create([rows, size]), call.create([rows, 2])];
  const pointers = [x, gain, bias, ...outputs].map((tensor) => call.at(tensor));
  call.kernels.layerNormForward(rows, size, ...pointers);
  return outputs;
};

const backward: WasmForm = (call, { dy, x, gain, reserve0: moments }) => {
  const [rows, size] = x.shape;
  const gradients = [call.create([rows, size]), call.create([size]), call.create([size])];
  const pointers = [dy, x, gain, moments, ...gradients].map((tensor) => call.at(tensor));
  call.kernels.layerNormBackward(rows, size, ...pointers);
  return gradients;
};

export const layerNormForms: Record<string, WasmForm> = { LayerNorm: forward, LayerNormGrad: backward };
