import type { WasmForm } from '../wasm-form.ts';

const forward: WasmForm = (call, { table, codes }) => {
  const [batch, names] = codes.shape;
  const [, width] = table.shape as [number, number];
  const y = call.create([batch, width]);
  call.kernels.embedForward(batch, names, width, call.at(table), call.at(codes), call.at(y));
  return [y];
};

const backward: WasmForm = (call, { dy, table, codes }) => {
  const [batch, names] = codes.shape;
  const [rows, width] = table.shape;
  const slope = call.create([rows, width]);
  call.kernels.embedBackward(batch, names, rows, width, call.at(dy), call.at(codes), call.at(slope));
  return [slope];
};

export const embeddingForms: Record<string, WasmForm> = { EmbedRows: forward, EmbedRowsGrad: backward };
