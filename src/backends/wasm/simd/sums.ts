import { backend_util, getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import { areFloats, withFallback } from '../module/with-fallback';

/** Sums and means over neighboring axes, in place. tfjs's own transpose x unless those are its last. */
export function simdSums(): KernelConfig[] {
  return ['Sum', 'Mean'].flatMap((kernelName) => {
    const original = getKernel(kernelName, 'wasm');
    if (!original) return [];
    const kernel = withFallback(original, ({ kernels, backend, inputs, attrs }) => {
      const { x } = inputs as { x: TensorInfo };
      const { axis, keepDims } = attrs as { axis: number | number[]; keepDims?: boolean };
      const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
      const areNeighbors = axes.every((each, index) => each === axes[0]! + index);
      if (!areFloats(x) || !areNeighbors) return undefined;
      const [outShape, sumShape] = backend_util.computeOutAndReduceShapes(x.shape, axes);
      const shape = keepDims ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape;
      const y = backend.makeOutput(shape, 'float32');
      const outer = util.sizeFromShape(x.shape.slice(0, axes[0] ?? x.shape.length));
      const count = util.sizeFromShape(sumShape);
      const inner = util.sizeFromShape(outShape) / Math.max(outer, 1);
      const scale = kernelName === 'Mean' ? 1 / count : 1;
      withWorkspace(backend, kernels.sumWorkspace(outer, count, inner), (workspace) =>
        kernels.sum(addressOf(x, backend), addressOf(y, backend), outer, count, inner, scale, workspace),
      );
      return y;
    });
    return [kernel];
  });
}
