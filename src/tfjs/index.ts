export { backendPrecision, type Precision } from './backend-precision';
export { abandonPendingStart, isStarted } from './backend-start';
export { computeGradients } from './compute-gradients';
export { hasKernel } from './has-kernel';
export { type Layer, type LayerCall, replaceLayerCalls, visitLayers } from './layer-calls';
export { runRecorded } from './recorded-kernel';
export type { TapeNode } from './recording-engine';
export { stopGradient } from './stop-gradient';
export { orderSavedOutputs } from './tape-order';
