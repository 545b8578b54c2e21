export {
  convolutionFilterGradient,
  convolutionInputGradient,
  convolutionWorkspace,
  convolve,
} from './convolution';
export { setConvolution } from './patches';
export { multiply, productWorkspace } from './product';
