import { backend_util, getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { copyRun, type Numbers } from '../loops/copy-box';
import type { WasmBackend } from '../module/wasm-kernel';

/**
 * Gathers slices by copying each as a whole, where tfjs's on wasm finds the place of every number anew: of pictures it takes some hundred
 * times as long. In batches tfjs's looks for indices as if each batch had as many as there are batches, and so reads beyond them; of
 * an empty tensor it gives a result of another shape.
 */
export function gather(): KernelConfig[] {
  const original = getKernel('GatherV2', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const wasm = backend as WasmBackend;
    const { x, indices } = inputs as { x: TensorInfo; indices: TensorInfo };
    const [axis] = util.parseAxisParam(attrs!.axis as number, x.shape) as [number];
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } =
      backend_util.segment_util.collectGatherOpShapeInfo(
        x as never,
        indices as never,
        axis,
        attrs!.batchDims as number,
      );
    const gathered = wasm.makeOutput(outputShape, x.dtype);
    const taken = util.sizeFromShape(indices.shape) / batchSize;
    // After the output was made: the memory may have grown for it.
    const [from, to, places] = [x, gathered, indices].map((tensor) => wasm.typedArrayFromHeap(tensor)) as [
      Numbers,
      Numbers,
      Numbers,
    ];
    let at = 0;
    for (let block = 0; block < batchSize * outerSize; block++) {
      const first = Math.floor(block / outerSize) * taken;
      for (let index = first; index < first + taken; index++, at += sliceSize) {
        const row = places[index]!;
        if (!(row >= 0 && row < dimSize))
          throw new Error(`GatherV2: the index value ${row} is not in [0, ${dimSize - 1}]`);
        copyRun(from, (block * dimSize + row) * sliceSize, to, at, sliceSize);
      }
    }
    return gathered;
  };
  return [{ ...original, kernelFunc }];
}
