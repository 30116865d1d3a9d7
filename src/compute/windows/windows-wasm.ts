import type { WasmForm } from '../wasm-form.ts';
import { normalisations, periodOf } from './window-frame.ts';
import type { BatchAttributes } from './windows.ts';

const cut: WasmForm = (call, { values, starts, clock }, attributes) => {
  const { batch, lookBackSteps, horizonSteps, seasonLength, normalisation = 'window' } = attributes as BatchAttributes;
  const batches = starts.size / batch;
  const outputs = [call.create([batch, lookBackSteps]), call.create([batch, horizonSteps])];
  const period = periodOf(seasonLength, lookBackSteps);
  const kind = normalisations.indexOf(normalisation);
  const pointers = [values, starts, ...outputs].map((tensor) => call.at(tensor));
  call.kernels.cutWindows(call.at(clock), batches, batch, lookBackSteps, horizonSteps, period, kind, ...pointers);
  return outputs;
};

export const windowForms: Record<string, WasmForm> = { CutWindows: cut };
