import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { checkTensor } from '../../errors';

/**
 * The samples' own numbers as features, a row for each: of images their pixels. Distances between pixels say little of what people see;
 * a shift by one pixel moves an image far. Use it where the numbers themselves are what counts, and name it beside the result.
 *
 * @param batch - a tensor with a sample in each row
 * @returns shape `[count, numbers of a sample]`
 * @throws ArgumentError for what is no tensor of rank 1 or more
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { pixelFeatures } from 'gan-core/metrics';
 * console.log(pixelFeatures(tf.zeros([5, 28, 28, 1])).shape); // → [ 5, 784 ]
 * ```
 */
export function pixelFeatures(batch: Tensor): Tensor {
  checkTensor('batch', batch, { expected: 'a tensor with a sample in each row', leastRank: 1 });
  const [count] = batch.shape as [number];
  return reshape(batch, [count, batch.size / count]);
}
