import type { WasmForm } from '../wasm-form.ts';
import type { AdamwAttributes } from './adamw.ts';

const update: WasmForm = (call, inputs, attributes) => {
  const { theta, moments, gradient, decays, schedule, clock, losses, loss } = inputs;
  const { clipNorm } = attributes as AdamwAttributes;
  const pointers = [theta, moments, gradient, decays, schedule].map((tensor) => call.at(tensor));
  const kept = [losses, loss].map((tensor) => call.at(tensor));
  call.kernels.adamw(theta.size, ...pointers, clipNorm, call.at(clock), losses.size, ...kept);
  return [];
};

export const adamwForms: Record<string, WasmForm> = { Adamw: update };
