import type { WasmForm } from '../wasm-form.ts';
import type { SpanAttributes } from './spans.ts';

const cut: WasmForm = (call, { values, starts, clock }, attributes) => {
  const { batch, span } = attributes as SpanAttributes;
  const [rows, length] = values.shape;
  const spans = call.create([batch, rows, span]);
  const pointers = [values, starts, spans].map((tensor) => call.at(tensor));
  call.kernels.cutSpans(call.at(clock), starts.size / batch, batch, rows, length, span, ...pointers);
  return [spans];
};

export const spanForms: Record<string, WasmForm> = { CutSpans: cut };
