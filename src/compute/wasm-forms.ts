/** Gives every operation its form on the wasm backend. */
import { adamwForms } from './adamw/adamw-wasm.ts';
import { attentionForms } from './attention/attention-wasm.ts';
import { augmentForms } from './augment/augment-wasm.ts';
import { dropoutForms } from './dropout/dropout-wasm.ts';
import { embeddingForms } from './embedding/embedding-wasm.ts';
import { gruForms } from './gru/gru-wasm.ts';
import { layerNormForms } from './layer-norm/layer-norm-wasm.ts';
import { linearForms } from './linear/linear-wasm.ts';
import { lossForms } from './loss/loss-wasm.ts';
import { lstmForms } from './lstm/lstm-wasm.ts';
import { registerForm, retireForm } from './op.ts';
import { rnnForms } from './rnn/rnn-wasm.ts';
import { spareCopies } from './wasm-copies.ts';
import { bindForm, type WasmForm } from './wasm-form.ts';
import { loadKernels } from './wasm-module.ts';
import { spanForms } from './windows/spans-wasm.ts';
import { windowForms } from './windows/windows-wasm.ts';

const forms: Record<string, WasmForm> = {
  ...adamwForms,
  ...attentionForms,
  ...augmentForms,
  ...dropoutForms,
  ...embeddingForms,
  ...gruForms,
  ...layerNormForms,
  ...linearForms,
  ...lossForms,
  ...lstmForms,
  ...rnnForms,
  ...spanForms,
  ...windowForms,
};

/** Puts our kernels to work on the wasm backend in use; where that cannot be, the twins do, and it is told as a retirement. */
export async function installWasmForms(): Promise<void> {
  try {
    const module = await loadKernels();
    for (const [op, form] of Object.entries(forms)) registerForm(op, 'wasm', bindForm(form, module));
    spareCopies(module);
  } catch (error) {
    for (const op of Object.keys(forms)) {
      // Only what is registered can be retired, and so be told of.
      registerForm(op, 'wasm', () => []);
      retireForm({ op, backend: 'wasm', reason: String(error) });
    }
  }
}
