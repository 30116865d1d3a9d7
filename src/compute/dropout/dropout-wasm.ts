import type { WasmForm } from '../wasm-form.ts';
import { type DropoutKey, dropsBelow, hashSite } from './hash.ts';

const drop: WasmForm = (call, { x, clock }, attributes) => {
  const { rate, seed, site } = attributes as DropoutKey & { rate: number };
  const y = call.create(x.shape);
  const [now, from, to] = [clock, x, y].map((tensor) => call.at(tensor));
  call.kernels.dropout(x.size, hashSite({ seed, site }), now, dropsBelow(rate), 1 / (1 - rate), from, to);
  return [y];
};

export const dropoutForms: Record<string, WasmForm> = { Dropout: drop };
