import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { unsortedSegmentSum } from '../loops/unsorted-segment-sum';
import { addressOf } from '../module/simd-kernels';
import { withFallback } from '../module/with-fallback';

/** Sums the rows of x that share a segment, four numbers at a time; of int32 in a loop. */
export const simdUnsortedSegmentSum: KernelConfig = withFallback(
  unsortedSegmentSum,
  ({ kernels, backend, inputs, attrs }) => {
    const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo };
    const numSegments = attrs.numSegments as number;
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32') return undefined;
    const rowShape = x.shape.slice(segmentIds.shape.length);
    const [rows, length] = [util.sizeFromShape(segmentIds.shape), util.sizeFromShape(rowShape)];
    if (util.sizeFromShape(x.shape) !== rows * length) return undefined;
    const sums = backend.makeOutput([numSegments, ...rowShape], 'float32');
    kernels.sumSegments(
      addressOf(x, backend),
      addressOf(segmentIds, backend),
      addressOf(sums, backend),
      rows,
      length,
      numSegments,
    );
    return sums;
  },
);
