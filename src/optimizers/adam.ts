import { add, div, mul, sqrt, square } from '@tensorflow/tfjs-core';
import { checkNumber, positive, refuseUnknownKeys } from '../errors';
import type { LearningRateSchedule } from './cosine-decay';
import { epsilonHere } from './epsilon';
import { movingAverage } from './moving-average';
import type { Optimizer } from './optimizer';
import { checkDecays, checkedSchedule } from './settings';
import { RuleOptimizer, type UpdateRule } from './update-rule';
import { gradientVector, subtractVector, vectorOf } from './weights-as-vector';

/** Adam's settings. */
export interface AdamOptions {
  /**
   * The step size α: a number, or a schedule such as `cosineDecay({ from: 2e-3, steps })` or a function of your own, which
   * is asked for the rate before each update. Default 0.0002, the DCGAN paper's.
   */
  readonly learningRate?: number | LearningRateSchedule;
  /** The decay of the mean gradient, in [0, 1). Default 0.5, the DCGAN paper's; the Adam paper has 0.9. */
  readonly beta1?: number;
  /** The decay of the mean squared gradient, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /**
   * Added to √v̂, outside the root. Default 1e-7 on every backend (PyTorch's is 1e-8), but 1e-3 where webgl keeps float16
   * only (`backendPrecision`): there v̂ of a small gradient is 0. An update there refuses less than 2⁻¹⁴ ≈ 6.1e-5.
   */
  readonly epsilon?: number;
}

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², and with the bias corrections
 * m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), w ← w − α·m̂/(√v̂ + ε). The formula is PyTorch's; the defaults are the DCGAN
 * paper's (Radford et al. 2016): α = 0.0002, β₁ = 0.5.
 *
 * All of a network's weights are updated as one vector, so the cost doesn't grow with the number of layers. A weight
 * without a gradient counts as having gradient 0.
 *
 * Source: Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1.
 *
 * @param options - `learningRate`, `beta1`, `beta2`, `epsilon`
 * @returns an optimizer for one network
 * @throws ArgumentError for an unknown setting or one out of its range; from an update, for a schedule that gives a rate
 *   that isn't finite and ≥ 0, and for an epsilon too small for float16 where the backend keeps no more
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { adam } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = adam({ learningRate: 0.1 });
 * optimizer.update([w], [tf.tensor1d([7])]);
 * // The first update is the learning rate, whatever the gradient's size: 1 − 0.1.
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.9000
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer {
  refuseUnknownKeys(options, ['learningRate', 'beta1', 'beta2', 'epsilon']);
  const { learningRate = 2e-4, beta1 = 0.5, beta2 = 0.999, epsilon } = options;
  const schedule = checkedSchedule(learningRate);
  if (epsilon !== undefined) checkNumber('epsilon', epsilon, positive);
  checkDecays({ beta1, beta2 });
  return new RuleOptimizer(adamRule('adam', { beta1, beta2, epsilon, weightDecay: 0 }), schedule);
}

/** Adam's settings besides the learning rate, and AdamW's. */
export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number | undefined;
  /** λ of AdamW; 0 is Adam. */
  readonly weightDecay: number;
}

/** The update of Adam, and of AdamW. */
export function adamRule(
  name: string,
  { beta1, beta2, epsilon, weightDecay }: AdamSettings,
): UpdateRule<AdamRates> {
  return {
    name,
    remembers: ['mean', 'square'],
    kernel: 'GanCoreAdam',
    rates: (learningRate, updates) => ({
      rateOfMean: 1 - beta1,
      rateOfSquare: 1 - beta2,
      rootScale: 1 / Math.sqrt(1 - beta2 ** updates),
      epsilon: epsilonHere(epsilon),
      stepSize: learningRate / (1 - beta1 ** updates),
      decay: learningRate * weightDecay,
    }),
    update({ weights, gradients, memory, rates }) {
      const gradient = gradientVector(weights, gradients);
      const mean = movingAverage(memory.mean, gradient, rates.rateOfMean);
      const meanSquare = movingAverage(memory.square, square(gradient), rates.rateOfSquare);
      const root = mul(sqrt(meanSquare), rates.rootScale);
      const step = mul(div(mean, add(root, rates.epsilon)), rates.stepSize);
      const change = rates.decay === 0 ? step : add(step, mul(vectorOf(weights), rates.decay));
      return { weights: subtractVector(weights, change), memory: { mean, square: meanSquare } };
    },
  };
}

/** The numbers of one update, the bias corrections folded in. */
type AdamRates = {
  /** 1 − β₁ */
  readonly rateOfMean: number;
  /** 1 − β₂ */
  readonly rateOfSquare: number;
  /** 1/√(1 − β₂ᵗ) */
  readonly rootScale: number;
  readonly epsilon: number;
  /** α/(1 − β₁ᵗ) */
  readonly stepSize: number;
  /** α·λ, of the decoupled weight decay; 0 for none */
  readonly decay: number;
};
