import {
  abs,
  add,
  div,
  greater,
  max,
  minimum,
  mul,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  type Optimizer as TfjsOptimizer,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { ArgumentError, checkNumber, describeValue, positive, refuseUnknownKeys } from '../errors';
import { isInUse } from './check-update';
import type { Optimizer } from './optimizer';
import { wrappedOptimizer } from './wrapped-optimizer';

/**
 * Scales gradients down to a global norm: g ← g · min(1, maxNorm/(‖g‖ + 1e-6)), the norm over all gradients together.
 * The formula is PyTorch's `clip_grad_norm_`.
 *
 * Source: Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent neural networks", §3.2.
 *
 * @param gradients - a network's gradients; null stays null
 * @param maxNorm - the largest norm that they may have together
 * @returns new gradients; the caller disposes of them
 * @throws ArgumentError for what isn't an array of gradients, or a norm that isn't positive and finite
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { clipByGlobalNorm } from 'gan-core/optimizers';
 * const [a, b] = clipByGlobalNorm([tf.tensor1d([3]), tf.tensor1d([4])], 1);
 * // Together their norm is 5: each is divided by it.
 * console.log(a?.dataSync()[0]?.toFixed(4), b?.dataSync()[0]?.toFixed(4)); // → 0.6000 0.8000
 * ```
 */
export function clipByGlobalNorm(gradients: readonly (Tensor | null)[], maxNorm: number): (Tensor | null)[] {
  // By index: every passes over holes.
  const isNone = (each: unknown) => each !== null && !isInUse(each);
  const wrong = Array.isArray(gradients) ? Array.from(gradients).findIndex(isNone) : -1;
  if (!Array.isArray(gradients) || wrong >= 0) {
    const hint = 'Of the named ones that variableGrads gives, pass Object.values(grads)';
    throw new ArgumentError(
      'gradients',
      `${wrong >= 0 ? `entry ${wrong} is ${describeValue(gradients[wrong])}` : `got ${describeValue(gradients)}`}; expected an array of tensors, null where there is none. ${hint}.`,
    );
  }
  checkNumber('maxNorm', maxNorm, positive);
  const present = gradients.filter((gradient) => gradient !== null);
  if (present.length === 0) return [...gradients];
  const clipped = tidy(() => {
    // The gradient of a weight that is listed twice counts once.
    const distinct = [...new Set(present)];
    // Squares leave float32 at 1e19: by the largest value first, so that huge gradients are scaled down, not to 0.
    const largest = max(stack(distinct.map((gradient) => max(abs(gradient)))));
    const unit = where(greater(largest, 0), largest, 1);
    const norm = mul(sqrt(sum(stack(distinct.map((gradient) => sum(square(div(gradient, unit))))))), unit);
    const scale = minimum(1, div(maxNorm, add(norm, 1e-6)));
    return present.map((gradient) => mul(gradient, scale));
  });
  return gradients.map((gradient) => gradient && clipped.shift()!);
}

/**
 * An optimizer that clips its gradients by their global norm first: see {@link clipByGlobalNorm}.
 *
 * @param optimizer - what makes the update: ours or tfjs's
 * @param options - `maxNorm`
 * @returns an optimizer for one network
 * @throws ArgumentError for what is no optimizer, a norm that isn't positive and finite, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { sgd, withGradientClipping } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = withGradientClipping(sgd({ learningRate: 0.1 }), { maxNorm: 1 });
 * optimizer.update([w], [tf.tensor1d([50])]);
 * // The gradient counts as 1: 1 − 0.1.
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.9000
 * ```
 */
export function withGradientClipping(
  optimizer: Optimizer | TfjsOptimizer,
  options: { readonly maxNorm: number },
): Optimizer {
  const inner = wrappedOptimizer(optimizer);
  refuseUnknownKeys(options, ['maxNorm']);
  const { maxNorm } = options;
  checkNumber('maxNorm', maxNorm, positive);
  return {
    name: `${inner.name}, clipped`,
    update: (weights, gradients) => tidy(() => inner.update(weights, clipByGlobalNorm(gradients, maxNorm))),
    save: () => inner.save(),
    restore: (state) => inner.restore(state),
    dispose: () => inner.dispose(),
  };
}
