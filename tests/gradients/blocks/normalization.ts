import * as tfl from '@tensorflow/tfjs-layers';
import { momentsOf, normalize } from '../reference/normalization';
import { range } from '../reference/range';
import { type Block, block } from './block';

const epsilon = 1e-3;

/** Over the last axis; with the batch's own moments in training, the moving ones in inference. */
export function batchNormalization(): Block {
  return block(
    tfl.layers.batchNormalization({ epsilon }),
    (x, [gamma, beta, movingMean, movingVariance], training) =>
      normalize(
        x,
        training ? momentsOf(x, range(x.shape.length - 1)) : { mean: movingMean!, variance: movingVariance! },
        [gamma!, beta!],
        epsilon,
      ),
  );
}

export function layerNormalization(): Block {
  return block(tfl.layers.layerNormalization({ epsilon }), (x, [gamma, beta]) =>
    normalize(x, momentsOf(x, [x.shape.length - 1]), [gamma!, beta!], epsilon),
  );
}
