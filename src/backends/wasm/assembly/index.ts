// AssemblyScript: `npm run build:kernels` compiles it into ../module/kernels-binary.ts, and a test holds that to these sources. The
// memory is that of tfjs's wasm backend, so there are no arrays, strings or classes here: they would be written into it.
export { activate, activationGradient } from './activations';
export { adam } from './adam';
export { arithmetic } from './arithmetic';
export { batchNorm } from './batch-norm';
export {
  convolutionFilterGradient,
  convolutionInputGradient,
  convolutionWorkspace,
  convolve,
} from './convolution';
export { depthwiseFilterGradient, depthwiseInputGradient, depthwiseWorkspace } from './depthwise';
export { setConvolution } from './geometry';
export { layerNorm, layerNormGradient, layerNormScaleGradient } from './layer-norm';
export { dropoutMask, normalNoise } from './noise';
export { averagePoolGradient, maxPoolGradient } from './pooling';
export { multiply, productWorkspace } from './product';
export { resizeGradient } from './resizing';
export { rmsProp } from './rms-prop';
export { sumSegments } from './segments';
export { sgd } from './sgd';
export { sum } from './sums';
