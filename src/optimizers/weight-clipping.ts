import { clipByValue, type Optimizer as TfjsOptimizer, tidy } from '@tensorflow/tfjs-core';
import { checkNumber, positive, refuseUnknownKeys } from '../errors';
import type { Optimizer } from './optimizer';
import { wrappedOptimizer } from './wrapped-optimizer';

/**
 * An optimizer that clamps all weights to [−limit, limit] after each of its updates, w ← clip(w, −c, c): how the first WGAN keeps
 * its critic Lipschitz. Of a network that has them, the scales of its normalizations are clamped too, as in the paper's code.
 *
 * An infinite weight becomes ±limit, and NaN stays NaN. The state is the wrapped optimizer's.
 *
 * Source: Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", algorithm 1, with c = 0.01, RMSProp and five steps of the critic.
 *
 * @param optimizer - what makes the update: ours or tfjs's
 * @param options - `limit`: c
 * @returns an optimizer for one network
 * @throws ArgumentError for what is no optimizer, a limit that isn't positive and finite, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { rmsProp, withWeightClipping } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([0.5, -0.001]));
 * const optimizer = withWeightClipping(rmsProp({ learningRate: 5e-5 }), { limit: 0.01 });
 * optimizer.update([w], [tf.tensor1d([1, 0])]);
 * console.log([...w.dataSync()].map((value) => value.toFixed(3))); // → [ '0.010', '-0.001' ]
 * ```
 */
export function withWeightClipping(
  optimizer: Optimizer | TfjsOptimizer,
  options: { readonly limit: number },
): Optimizer {
  const inner = wrappedOptimizer(optimizer);
  refuseUnknownKeys(options, ['limit']);
  const { limit } = options;
  checkNumber('limit', limit, positive);
  return {
    name: `${inner.name}, weights clipped`,
    update(weights, gradients) {
      // Handed on, should it be a promise: the Trainer refuses an update that isn't over.
      const updated = inner.update(weights, gradients);
      tidy(() => {
        for (const weight of new Set(weights)) weight.assign(clipByValue(weight, -limit, limit));
      });
      return updated;
    },
    save: () => inner.save(),
    restore: (state) => inner.restore(state),
    dispose: () => inner.dispose(),
  };
}
