import { add, mul } from '@tensorflow/tfjs-core';
import { ArgumentError, checkBoolean, refuseUnknownKeys } from '../errors';
import type { LearningRateSchedule } from './cosine-decay';
import type { Optimizer } from './optimizer';
import { checkDecays, checkedSchedule } from './settings';
import { RuleOptimizer, type UpdateRule } from './update-rule';
import { gradientVector, subtractVector } from './weights-as-vector';

/** The settings of gradient descent. */
export interface SgdOptions {
  /** The step size α: a number, or a schedule such as `cosineDecay({ … })`. Default 0.01; PyTorch's is 0.001. */
  readonly learningRate?: number | LearningRateSchedule;
  /** μ, how much of the last change goes on, in [0, 1). Default 0: none. */
  readonly momentum?: number;
  /** Whether to look one step of momentum ahead; it takes a momentum above 0. Default false. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent: w ← w − αg; with momentum v ← μv + g, w ← w − αv, with v = g at the first
 * update; with Nesterov's w ← w − α(g + μv), of the new v.
 *
 * The convention is PyTorch's and tfjs's: v takes in gradients, so a change of α acts on all of v at once. Sutskever's
 * own v ← μv − αg, w ← w + v takes in changes, and differs where α changes. No dampening, no weight decay, no epsilon.
 *
 * All of a network's weights are updated as one vector. A weight without a gradient counts as having gradient 0.
 *
 * Source: Polyak 1964, "Some methods of speeding up the convergence of iteration methods"; Nesterov's: Sutskever et al. 2013,
 * "On the importance of initialization and momentum in deep learning", eq. 3 and 4.
 *
 * @param options - `learningRate`, `momentum`, `nesterov`
 * @returns an optimizer for one network
 * @throws ArgumentError for an unknown setting or one out of its range, and for `nesterov` without a momentum; from an
 *   update, for a schedule that gives a rate that isn't finite and ≥ 0
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { sgd } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
 * optimizer.update([w], [tf.tensor1d([2])]);
 * optimizer.update([w], [tf.tensor1d([2])]);
 * // 1 − 0.1·2, and then − 0.1·(0.5·2 + 2)
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.5000
 * ```
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  refuseUnknownKeys(options, ['learningRate', 'momentum', 'nesterov']);
  const { learningRate = 0.01, momentum = 0, nesterov = false } = options;
  const schedule = checkedSchedule(learningRate);
  checkDecays({ momentum });
  checkBoolean('nesterov', nesterov);
  if (nesterov && momentum === 0)
    throw new ArgumentError(
      'nesterov',
      'got true without a momentum; expected a momentum above 0, such as 0.9.',
    );
  return new RuleOptimizer(sgdRule(momentum, nesterov), schedule);
}

/** The numbers of one update; `lookAhead` is 1 with Nesterov's momentum, else 0. */
type SgdRates = { readonly learningRate: number; readonly momentum: number; readonly lookAhead: number };

function sgdRule(momentum: number, nesterov: boolean): UpdateRule<SgdRates> {
  return {
    name: 'sgd',
    remembers: momentum > 0 ? ['velocity'] : [],
    kernel: 'GanCoreSgd',
    rates: (learningRate) => ({ learningRate, momentum, lookAhead: Number(nesterov) }),
    update({ weights, gradients, memory, rates: { learningRate } }) {
      const gradient = gradientVector(weights, gradients);
      if (momentum === 0)
        return { weights: subtractVector(weights, mul(gradient, learningRate)), memory: {} };
      const velocity = memory.velocity ? add(mul(memory.velocity, momentum), gradient) : gradient;
      const direction = nesterov ? add(gradient, mul(velocity, momentum)) : velocity;
      return { weights: subtractVector(weights, mul(direction, learningRate)), memory: { velocity } };
    },
  };
}
