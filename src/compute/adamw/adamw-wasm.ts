import { overwrite } from '../storage.ts';
import type { WasmForm } from '../wasm-form.ts';
import type { AdamwAttributes } from './adamw.ts';

const update: WasmForm = (call, inputs, attributes) => {
  const { theta, moments, gradient, decays, schedule, clock, losses, loss } = inputs;
  const { step, clipNorm } = attributes as AdamwAttributes;
  const pointers = [theta, moments, gradient, decays].map((tensor) => call.at(tensor));
  call.kernels.adamw(theta.size, ...pointers, call.at(schedule) + 12 * step, clipNorm);
  overwrite(clock, Int32Array.of(step + 1, step + 1));
  overwrite(losses, loss, step % losses.size);
  return [];
};

export const adamwForms: Record<string, WasmForm> = { Adamw: update };
