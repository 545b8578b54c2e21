import * as tf from '@tensorflow/tfjs-core';
import type { KernelRun } from './kernel-run';

/** The gradient of an embedding: each row goes to the sum of its word. */
export function segmentSum(rows: number, columns: number, numSegments: number): KernelRun {
  const segmentIds = Array.from({ length: rows }, (_, row) => (row * 7919) % numSegments);
  return {
    title: `UnsortedSegmentSum, ${rows}x${columns} into ${numSegments}`,
    kernel: 'UnsortedSegmentSum',
    inputs: { x: tf.randomNormal([rows, columns]), segmentIds: tf.tensor1d(segmentIds, 'int32') },
    attrs: { numSegments },
  };
}

/** Layer normalization over the columns, and its gradients: kernels that tfjs doesn't have. */
export function layerNorms(rows: number, columns: number): KernelRun[] {
  const [x, dy] = [tf.randomNormal([rows, columns]), tf.randomNormal([rows, columns])];
  const [scale, offset] = [tf.randomNormal([columns]), tf.randomNormal([columns])];
  const run = (what: string, kernel: string, inputs: tf.NamedTensorInfoMap): KernelRun => ({
    title: `layer norm ${rows}x${columns}, ${what}`,
    kernel,
    inputs,
    attrs: { epsilon: 1e-3 },
  });
  return [
    run('forward', 'GanCoreLayerNorm', { x, scale, offset }),
    run('input gradient', 'GanCoreLayerNormGrad', { x, dy, scale }),
    run('scale gradient', 'GanCoreLayerNormScaleGrad', { x, dy }),
  ];
}
