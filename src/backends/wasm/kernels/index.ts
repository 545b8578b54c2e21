export { activate } from './activations';
export { adam } from './adam';
export { arithmetic } from './arithmetic';
export {
  convolutionFilterGradient,
  convolutionInputGradient,
  convolutionWorkspace,
  convolve,
} from './convolution';
export { setConvolution } from './patches';
export { multiply, productWorkspace } from './product';
export { sum } from './sums';
