import { checkNumber, nonNegative, positive, refuseUnknownKeys } from '../errors';
import { type AdamOptions, adamRule } from './adam';
import type { Optimizer } from './optimizer';
import { checkDecays, checkedSchedule } from './settings';
import { RuleOptimizer } from './update-rule';

/** AdamW's settings: Adam's, and the weight decay. */
export interface AdamWOptions extends AdamOptions {
  /** λ, how strongly the weights are drawn to 0; finite, at least 0. Default 0.01, PyTorch's. With 0 it is Adam. */
  readonly weightDecay?: number;
}

/**
 * AdamW, Adam with decoupled weight decay: w ← w − α·λ·w − α·m̂/(√v̂ + ε), with m̂ and v̂ as in {@link adam}, which the
 * decay doesn't enter.
 *
 * The convention is PyTorch's: the learning rate multiplies the decay, so a schedule of α is one of the decay too. The
 * paper multiplies λ by the schedule alone, not by α: its λ is the α·λ here. All weights decay, biases and the scales of
 * normalizations too, and those without a gradient, which counts as 0 (PyTorch leaves these out). The other defaults are
 * those of `adam`, the DCGAN paper's.
 *
 * Source: Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2.
 *
 * @param options - `learningRate`, `beta1`, `beta2`, `epsilon`, `weightDecay`
 * @returns an optimizer for one network
 * @throws ArgumentError for an unknown setting or one out of its range; from an update, for a schedule that gives a rate
 *   that isn't finite and ≥ 0, and for an epsilon too small for float16 where the backend keeps no more
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { adamW } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = adamW({ learningRate: 0.1, weightDecay: 0.5 });
 * optimizer.update([w], [tf.tensor1d([7])]);
 * // 1 − 0.1·0.5·1 of the decay, and − 0.1 of Adam
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.8500
 * ```
 */
export function adamW(options: AdamWOptions = {}): Optimizer {
  refuseUnknownKeys(options, ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay']);
  const { learningRate = 2e-4, beta1 = 0.5, beta2 = 0.999, epsilon, weightDecay = 0.01 } = options;
  const schedule = checkedSchedule(learningRate);
  if (epsilon !== undefined) checkNumber('epsilon', epsilon, positive);
  checkDecays({ beta1, beta2 });
  checkNumber('weightDecay', weightDecay, nonNegative);
  return new RuleOptimizer(adamRule('adamW', { beta1, beta2, epsilon, weightDecay }), schedule);
}
