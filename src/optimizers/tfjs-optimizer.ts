import type { NamedTensorMap, Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';

/**
 * Lets an optimizer of tfjs (`tf.train.rmsprop(1e-4)`, say) serve where gan-core expects one of its own. Its state stays
 * with it: `save` gives none of it, and `restore` leaves it as it is, because tfjs gives it out only by a slow read-back.
 *
 * Mind tfjs's default epsilon: on webgl it is 1e-4 where every other backend has 1e-7, so pass one yourself.
 *
 * @param optimizer - any optimizer of tfjs-core
 * @returns the same optimizer, as gan-core takes it
 */
export function fromTfjsOptimizer(optimizer: TfjsOptimizer): Optimizer {
  return {
    name: optimizer.getClassName(),
    update(weights, gradients) {
      const named: NamedTensorMap = {};
      weights.forEach((weight, index) => {
        const gradient = gradients[index];
        if (gradient) named[weight.name] = gradient;
      });
      optimizer.applyGradients(named);
    },
    save: () => ({ updates: optimizer.iterations, tensors: {} }),
    restore() {},
    dispose: () => optimizer.dispose(),
  };
}
