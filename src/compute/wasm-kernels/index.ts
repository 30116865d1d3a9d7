/** Everything the module exports. */
export { adamw } from './adamw';
export {
  attentionBackward,
  attentionBackwardScratchBytes,
  attentionForward,
  attentionForwardScratchBytes,
} from './attention';
export { augment } from './augment';
export { copyRows, fromBool, fromWhole } from './copy';
export { dropout } from './dropout';
export { embedBackward, embedForward } from './embedding';
export { multiply, multiplyScratchBytes, sumColumns } from './gemm';
export { gruBackward, gruBackwardScratchBytes, gruForward, gruForwardScratchBytes } from './gru';
export { layerNormBackward, layerNormForward } from './layer-norm';
export {
  linearBackward,
  linearBackwardScratchBytes,
  linearForward,
  linearForwardScratchBytes,
} from './linear';
export { loss } from './loss';
export { lstmBackward, lstmBackwardScratchBytes, lstmForward, lstmForwardScratchBytes } from './lstm';
export { mapExp, mapSigmoid, mapTanh } from './maps';
export { rnnBackward, rnnBackwardScratchBytes, rnnForward, rnnForwardScratchBytes } from './rnn';
export { constantBytes, writeConstants } from './vector';
export { cutSpans, cutWindows } from './windows';
