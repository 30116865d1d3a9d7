import type { WasmForm } from '../wasm-form.ts';
import type { SpanAttributes } from './spans.ts';

const cut: WasmForm = (call, { values, starts }, attributes) => {
  const { batch, step, span } = attributes as SpanAttributes;
  const [rows, length] = values.shape;
  const chosen = call.at(starts) + 4 * batch * (step % (starts.size / batch));
  const spans = call.create([batch, rows, span]);
  call.kernels.cutSpans(batch, rows, length, span, call.at(values), chosen, call.at(spans));
  return [spans];
};

export const spanForms: Record<string, WasmForm> = { CutSpans: cut };
