import type { WasmForm } from '../wasm-form.ts';
import { type DropoutKey, dropsBelow, hashKey } from './hash.ts';

const drop: WasmForm = (call, { x }, attributes) => {
  const { rate, ...key } = attributes as DropoutKey & { rate: number };
  const y = call.create(x.shape);
  call.kernels.dropout(x.size, hashKey(key), dropsBelow(rate), 1 / (1 - rate), call.at(x), call.at(y));
  return [y];
};

export const dropoutForms: Record<string, WasmForm> = { Dropout: drop };
