import { hashSite } from '../dropout/hash.ts';
import type { WasmForm } from '../wasm-form.ts';
import { type AugmentAttributes, countWarpable, firstSite } from './augment.ts';

const augment: WasmForm = (call, { x, y, clock }, attributes) => {
  const { jitter, scaling, warping, mixing, seed, period } = attributes as AugmentAttributes;
  const [batch, lookBack] = x.shape;
  const [, horizon] = y.shape;
  const outputs = [call.create(x.shape), call.create(y.shape)];
  const [ofWindows, ofPoints] = [0, 1].map((site) => hashSite({ seed, site: firstSite + site }));
  call.kernels.augment(
    call.at(clock),
    ofWindows,
    ofPoints,
    batch,
    lookBack,
    horizon,
    period,
    countWarpable(lookBack, period),
    jitter,
    scaling,
    warping,
    mixing ? 1 : 0,
    call.at(x),
    call.at(y),
    call.at(outputs[0]),
    call.at(outputs[1]),
  );
  return outputs;
};

export const augmentForms: Record<string, WasmForm> = { Augment: augment };
