import { backend_util, getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';

/**
 * Gathers in batches as in one. tfjs's on wasm looks for a batch's indices as if each had as many as there are batches, and so reads
 * beyond them. Of an empty tensor it gives a result of another shape.
 */
export function gather(): KernelConfig[] {
  const original = getKernel('GatherV2', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
    const wasm = backend as WasmBackend;
    const { x, indices } = inputs as { x: TensorInfo; indices: TensorInfo };
    const [axis] = util.parseAxisParam(attrs.axis as number, x.shape) as [number];
    const {
      batchSize: batches,
      outerSize: blocks,
      dimSize: rows,
      sliceSize,
      outputShape: shape,
    } = backend_util.segment_util.collectGatherOpShapeInfo(
      x as never,
      indices as never,
      axis,
      attrs.batchDims as number,
    );
    if (util.sizeFromShape(shape) === 0) return wasm.makeOutput(shape, x.dtype);
    if (batches === 1) return original.kernelFunc({ inputs, backend, attrs });

    const places = wasm.makeOutput([batches, blocks, util.sizeFromShape(indices.shape) / batches], 'int32');
    try {
      const [index, place] = [indices, places].map((tensor) => wasm.typedArrayFromHeap(tensor));
      const taken = places.shape[2]!;
      for (let to = 0; to < place!.length; to++) {
        const block = Math.floor(to / taken);
        const row = index![Math.floor(block / blocks) * taken + (to % taken)]!;
        util.assert(row >= 0 && row < rows, () => `GatherV2: the index ${row} is not in [0, ${rows - 1}]`);
        place![to] = block * rows + row;
      }
      const flat = { ...x, shape: [batches * blocks * rows, sliceSize] };
      const gathered = original.kernelFunc({
        inputs: { x: flat, indices: places },
        backend,
        attrs: { axis: 0, batchDims: 0 },
      }) as TensorInfo;
      return { ...gathered, shape };
    } finally {
      wasm.disposeData(places.dataId);
    }
  };
  return [{ ...original, kernelFunc }];
}
