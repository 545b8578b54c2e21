import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/** Sums the rows of x that share a segment: the gradient of gather, and so of an embedding. tfjs has none on wasm. */
export const unsortedSegmentSum: KernelConfig = loopKernel(
  'UnsortedSegmentSum',
  ({ x, segmentIds }, { numSegments }) => [
    numSegments as number,
    ...x!.shape.slice(segmentIds!.shape.length),
  ],
  (sums, values, { x, segmentIds }) => {
    const [rows, segments] = [values('x'), values('segmentIds')];
    const rank = segmentIds!.shape.length;
    const length = util.sizeFromShape(x!.shape.slice(rank));
    for (let row = 0; row < segments.length; row++) {
      const segment = segments[row]!;
      if (segment < 0) continue;
      for (let place = 0; place < length; place++)
        sums[segment * length + place]! += rows[row * length + place]!;
    }
  },
);
