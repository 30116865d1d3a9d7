import { overwrite } from '../storage.ts';
import type { WasmForm } from '../wasm-form.ts';
import { normalisations, periodOf } from './window-frame.ts';
import type { BatchAttributes } from './windows.ts';

const cut: WasmForm = (call, { values, starts, clock }, attributes) => {
  const {
    batch,
    step,
    lookBackSteps,
    horizonSteps,
    seasonLength,
    normalisation = 'window',
  } = attributes as BatchAttributes;
  overwrite(clock, Int32Array.of(step, step));
  const chosen = call.at(starts) + 4 * batch * (step % (starts.size / batch));
  const outputs = [call.create([batch, lookBackSteps]), call.create([batch, horizonSteps])];
  const period = periodOf(seasonLength, lookBackSteps);
  const kind = normalisations.indexOf(normalisation);
  const [x, y] = outputs.map((tensor) => call.at(tensor));
  call.kernels.cutWindows(batch, lookBackSteps, horizonSteps, period, kind, call.at(values), chosen, x, y);
  return outputs;
};

export const windowForms: Record<string, WasmForm> = { CutWindows: cut };
