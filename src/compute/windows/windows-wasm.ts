import { overwrite } from '../storage.ts';
import type { WasmForm } from '../wasm-form.ts';
import type { BatchAttributes } from './windows.ts';

const cut: WasmForm = (call, { values, starts, clock }, attributes) => {
  const { batch, step, lookBackSteps, horizonSteps, seasonLength } = attributes as BatchAttributes;
  overwrite(clock, Int32Array.of(step, step));
  const chosen = call.at(starts) + 4 * batch * (step % (starts.size / batch));
  const outputs = [call.create([batch, lookBackSteps]), call.create([batch, horizonSteps])];
  const period = seasonLength <= lookBackSteps ? seasonLength : 1;
  const [x, y] = outputs.map((tensor) => call.at(tensor));
  call.kernels.cutWindows(batch, lookBackSteps, horizonSteps, period, call.at(values), chosen, x, y);
  return outputs;
};

export const windowForms: Record<string, WasmForm> = { CutWindows: cut };
