import type { Attributes, OpInputs } from '../op.ts';
import type { WasmForm } from '../wasm-form.ts';

function sizesOf({ qkv }: OpInputs, attributes: Attributes) {
  const [batch, tokens, width] = qkv.shape;
  const heads = attributes.heads as number;
  const size = width / 3;
  return { batch, tokens, size, heads, perHead: size / heads };
}

/** [y, weights [batch, heads, tokens, tokens]] */
const forward: WasmForm = (call, inputs, attributes) => {
  const { batch, tokens, size, heads, perHead } = sizesOf(inputs, attributes);
  const outputs = [call.create([batch, tokens, size]), call.create([batch, heads, tokens, tokens])];
  const scratch = call.scratch(call.kernels.attentionForwardScratchBytes(tokens, perHead));
  const pointers = [inputs.qkv, ...outputs].map((tensor) => call.at(tensor));
  call.kernels.attentionForward(batch, tokens, size, heads, ...pointers, scratch);
  return outputs;
};

const backward: WasmForm = (call, inputs, attributes) => {
  const { batch, tokens, size, heads, perHead } = sizesOf(inputs, attributes);
  const { dy, qkv, y, reserve0: weights } = inputs;
  const dQkv = call.create(qkv.shape);
  const scratch = call.scratch(call.kernels.attentionBackwardScratchBytes(tokens, perHead));
  const pointers = [dy, qkv, y, weights, dQkv].map((tensor) => call.at(tensor));
  call.kernels.attentionBackward(batch, tokens, size, heads, ...pointers, scratch);
  return [dQkv];
};

export const attentionForms: Record<string, WasmForm> = { Attention: forward, AttentionGrad: backward };
