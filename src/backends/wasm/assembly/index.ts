// AssemblyScript: `npm run build:kernels` compiles it into ../module/kernels-binary.ts, and a test holds that to these sources. The
// memory is that of tfjs's wasm backend, so there are no arrays, strings or objects here: they would be written into it. The classes
// have none: they say how a job's parameters lie.

export { poolBytes, setPool, tallyOf } from '../../../threads/assembly/thread-pool';
export { activate, activationGradient } from './activations';
export { adam } from './adam';
export { arithmetic } from './arithmetic';
export { batchNorm } from './batch-norm';
export { convolutionInputGradient, convolutionWorkspace, convolve } from './convolution';
export { depthwiseFilterGradient, depthwiseInputGradient, depthwiseWorkspace } from './depthwise';
export { convolutionFilterGradient, filterGradientWorkspace } from './filter-gradient';
export { setConvolution } from './geometry';
export { layerNorm, layerNormGradient } from './layer-norm';
export { layerNormScaleGradient } from './layer-norm-scale';
export { dropoutMask, normalNoise } from './noise';
export { averagePoolGradient, maxPoolGradient } from './pooling';
export { multiply, productWorkspace } from './product';
export { resizeGradient, resizeWorkspace } from './resizing';
export { rmsProp } from './rms-prop';
export { sumSegments } from './segments';
export { serve } from './serve';
export { sgd } from './sgd';
export { sum, sumWorkspace } from './sums';
export { winogradConvolve, winogradInputGradient, winogradWorkspace } from './winograd';
export { winogradFilterGradient, winogradFilterWorkspace } from './winograd-filter-gradient';
