import {
  getKernel,
  type KernelConfig,
  type StridedSliceAttrs,
  slice_util,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/**
 * tfjs's strided slice, told where every axis of the input begins and ends. From masks it takes one axis for another where some
 * shrink away and there are steps along others; slices without a value fail.
 */
export function stridedSlice(): KernelConfig[] {
  const original = getKernel('StridedSlice', 'cpu') as KernelConfig | undefined;
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
    const { shape, dtype } = inputs.x as TensorInfo;
    const { begin, end, strides, ...masks } = attrs as never as StridedSliceAttrs;
    const info = slice_util.sliceInfo(
      shape,
      begin,
      end,
      strides,
      masks.beginMask,
      masks.endMask,
      masks.ellipsisMask,
      masks.newAxisMask,
      masks.shrinkAxisMask,
    );
    const { finalShape } = info;
    if (finalShape.includes(0)) {
      const attrs = { shape: finalShape, value: 0, dtype };
      return getKernel('Fill', 'cpu')!.kernelFunc({ inputs: {}, backend, attrs });
    }
    // Before the first place is told apart from the last, which is −1 too.
    const told = (place: number, axis: number) => (place < 0 ? place - shape[axis]! : place);
    const sliced = original.kernelFunc({
      inputs,
      backend,
      attrs: { begin: info.begin.map(told), end: info.end.map(told), strides: info.strides },
    }) as TensorInfo;
    return { ...sliced, shape: finalShape };
  };
  return [{ ...original, kernelFunc }];
}
