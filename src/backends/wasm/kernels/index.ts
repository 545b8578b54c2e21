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
export { setConvolution } from './patches';
export { multiply, productWorkspace } from './product';
export { sum } from './sums';
