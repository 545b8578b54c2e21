import { add, div, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { checkBoolean, checkNumber, positive, refuseUnknownKeys } from '../errors';
import type { LearningRateSchedule } from './cosine-decay';
import { epsilonHere } from './epsilon';
import { movingAverage } from './moving-average';
import type { Optimizer } from './optimizer';
import { checkDecays, checkedSchedule } from './settings';
import { type Memory, RuleOptimizer, type UpdateRule } from './update-rule';
import { gradientVector, subtractVector } from './weights-as-vector';

/** RMSProp's settings. */
export interface RmsPropOptions {
  /** The step size α: a number, or a schedule such as `cosineDecay({ … })`. Default 0.00005, the WGAN paper's. */
  readonly learningRate?: number | LearningRateSchedule;
  /** ρ, the decay of the mean squared gradient, in [0, 1). Default 0.99, PyTorch's (there `alpha`); TensorFlow's is 0.9. */
  readonly rho?: number;
  /** μ, how much of the last change goes on, in [0, 1). Default 0: none. */
  readonly momentum?: number;
  /** Whether to divide by the gradient's standard deviation, not by its root mean square. Default false. */
  readonly centered?: boolean;
  /**
   * Added to √v, outside the root. Default 1e-7 on every backend (PyTorch's is 1e-8), but 1e-3 where webgl keeps float16
   * only (`backendPrecision`). An update there refuses less than 2⁻¹⁴ ≈ 6.1e-5.
   */
  readonly epsilon?: number;
}

/**
 * RMSProp: v ← ρv + (1 − ρ)g², w ← w − α·g/(√v + ε), with v = 0 at first and no bias correction. With momentum
 * u ← μu + g/(√v + ε), w ← w − αu. Centered, the gradient's variance v − m² stands for v, with m ← ρm + (1 − ρ)g; it is kept as
 * ρ·variance + ρ(1 − ρ)(g − m)², which is the same number, but never below 0 by rounding.
 *
 * The formula is PyTorch's, with ε outside the root. TensorFlow's and tfjs's have it inside, g/√(v + ε), so that the
 * ε that does the same is about the square of this one; and their momentum takes in the learning rate,
 * u ← μu + α·g/√(v + ε), which is another thing only where the rate changes. The default rate is the WGAN paper's
 * (Arjovsky, Chintala & Bottou 2017, algorithm 1), whose critic became unstable with Adam's momentum.
 *
 * All of a network's weights are updated as one vector. A weight without a gradient counts as having gradient 0.
 *
 * Source: Tieleman & Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning"; centered: Graves 2013, "Generating
 * Sequences With Recurrent Neural Networks", eq. 38–40.
 *
 * @param options - `learningRate`, `rho`, `momentum`, `centered`, `epsilon`
 * @returns an optimizer for one network
 * @throws ArgumentError for an unknown setting or one out of its range; from an update, for a schedule that gives a rate
 *   that isn't finite and ≥ 0, and for an epsilon too small for float16 where the backend keeps no more
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { rmsProp } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = rmsProp({ learningRate: 0.1, rho: 0.75 });
 * optimizer.update([w], [tf.tensor1d([7])]);
 * // v = ¼·7², so that the first update is 0.1·7/(½·7).
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.8000
 * ```
 */
export function rmsProp(options: RmsPropOptions = {}): Optimizer {
  refuseUnknownKeys(options, ['learningRate', 'rho', 'momentum', 'centered', 'epsilon']);
  const { learningRate = 5e-5, rho = 0.99, momentum = 0, centered = false, epsilon } = options;
  const schedule = checkedSchedule(learningRate);
  if (epsilon !== undefined) checkNumber('epsilon', epsilon, positive);
  checkDecays({ rho, momentum });
  checkBoolean('centered', centered);
  return new RuleOptimizer(rmsPropRule({ rho, momentum, centered, epsilon }), schedule);
}

interface RmsPropSettings {
  readonly rho: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly epsilon: number | undefined;
}

/** The numbers of one update. */
type RmsPropRates = {
  readonly learningRate: number;
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
};

function rmsPropRule({ rho, momentum, centered, epsilon }: RmsPropSettings): UpdateRule<RmsPropRates> {
  return {
    name: 'rmsProp',
    remembers: [...(centered ? ['mean', 'variance'] : ['square']), ...(momentum > 0 ? ['velocity'] : [])],
    kernel: 'GanCoreRmsProp',
    rates: (learningRate) => ({ learningRate, rho, momentum, epsilon: epsilonHere(epsilon) }),
    update({ weights, gradients, memory, rates }) {
      const gradient = gradientVector(weights, gradients);
      const spread = centered ? variance(gradient, memory, rho) : meanSquare(gradient, memory, rho);
      const direction = div(gradient, add(sqrt(spread.of), rates.epsilon));
      if (momentum === 0) {
        return {
          weights: subtractVector(weights, mul(direction, rates.learningRate)),
          memory: spread.memory,
        };
      }
      const velocity = memory.velocity ? add(mul(memory.velocity, momentum), direction) : direction;
      return {
        weights: subtractVector(weights, mul(velocity, rates.learningRate)),
        memory: { ...spread.memory, velocity },
      };
    },
  };
}

/** Mean square by whose root a gradient is divided, and the memory behind it. */
interface Spread {
  readonly of: Tensor;
  readonly memory: Memory;
}

function meanSquare(gradient: Tensor, memory: Memory, rho: number): Spread {
  const average = movingAverage(memory.square, square(gradient), 1 - rho);
  return { of: average, memory: { square: average } };
}

function variance(gradient: Tensor, memory: Memory, rho: number): Spread {
  const deviation = memory.mean ? sub(gradient, memory.mean) : gradient;
  const average = movingAverage(memory.variance, mul(square(deviation), rho), 1 - rho);
  return { of: average, memory: { mean: movingAverage(memory.mean, gradient, 1 - rho), variance: average } };
}
