/** The recurrent operations in WebAssembly: their forms differ in the kernels they call and in what they keep. */
import { isConstantX, reserveName } from './op.ts';
import { type SequenceSizes, sizesOf } from './recurrent.ts';
import type { WasmForm } from './wasm-form.ts';
import type { Kernels } from './wasm-module.ts';

type WasmCell = {
  op: string;
  kernels: 'gru' | 'lstm' | 'rnn';
  /** Values kept a unit and step for the way back, in tensors of their own. */
  kept: readonly number[];
  forwardScratchBytes: (kernels: Kernels, sizes: SequenceSizes) => number;
};

/** The forms of a cell's operation and of its gradient. */
export function recurrentForms({ op, kernels: name, kept, forwardScratchBytes }: WasmCell): Record<string, WasmForm> {
  const forward: WasmForm = (call, inputs) => {
    const sizes = sizesOf(inputs);
    const { time, batch, features, hidden } = sizes;
    const { x, kernel, recurrent, bias } = inputs;
    const states = [1, ...kept].map((values) => call.create([time, batch, values * hidden]));
    const scratch = call.scratch(forwardScratchBytes(call.kernels, sizes));
    const pointers = [x, kernel, recurrent, bias, ...states].map((tensor) => call.at(tensor));
    call.kernels[`${name}Forward`](time, batch, features, hidden, ...pointers, scratch);
    return states;
  };
  const backward: WasmForm = (call, inputs, attributes) => {
    const { time, batch, features, hidden } = sizesOf(inputs);
    const { dy, x, kernel, recurrent, bias, y } = inputs;
    const reserve = kept.map((_, at) => inputs[reserveName(at)]);
    const dx = isConstantX(attributes) ? [] : [call.create(x.shape)];
    const gradients = [kernel, recurrent, bias].map(({ shape }) => call.create(shape));
    const scratch = call.scratch(call.kernels[`${name}BackwardScratchBytes`](time, batch, features, hidden));
    const given = [dy, x, kernel, recurrent, y, ...reserve].map((tensor) => call.at(tensor));
    const wanted = [dx[0] ? call.at(dx[0]) : 0, ...gradients.map((tensor) => call.at(tensor))];
    call.kernels[`${name}Backward`](time, batch, features, hidden, ...given, ...wanted, scratch);
    return [...dx, ...gradients];
  };
  return { [op]: forward, [`${op}Grad`]: backward };
}
