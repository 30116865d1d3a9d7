import type { WasmForm } from '../wasm-form.ts';
import type { LossKind } from './loss.ts';

/** In the order in which wasm-kernels/loss.ts counts them. */
const kinds: readonly LossKind['kind'][] = ['mse', 'huber', 'pinball', 'mae'];

/** [loss, gradient of yhat] */
const measure: WasmForm = (call, { yhat, y, mask }, attributes) => {
  const loss = attributes as LossKind;
  const quantiles = loss.kind === 'pinball' ? loss.quantiles : [];
  const [rows, columns] = y.shape;
  const levels = yhat.size / y.size;
  const outputs = [call.create([]), call.create(yhat.shape)];
  const pointers = [yhat, y, mask, ...outputs].map((tensor) => call.at(tensor));
  const delta = loss.kind === 'huber' ? loss.delta : 0;
  const levelsAt = quantiles.length > 0 ? call.copy(quantiles) : 0;
  call.kernels.loss(kinds.indexOf(loss.kind), rows, columns, levels, delta, levelsAt, ...pointers);
  return outputs;
};

export const lossForms: Record<string, WasmForm> = { Loss: measure };
