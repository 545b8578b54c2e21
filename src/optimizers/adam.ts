import { clone, keep, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../errors';
import { adamUpdate, type Moments } from './adam-update';
import type { LearningRateSchedule } from './cosine-decay';
import type { Optimizer, OptimizerState } from './optimizer';

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
   * Added to √v̂, outside the root. Default 1e-7 on every backend (PyTorch's is 1e-8). Devices that render only float16
   * need 1e-3.
   */
  readonly epsilon?: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², and with the bias corrections
 * m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), w ← w − α·m̂/(√v̂ + ε). The formula is PyTorch's; the defaults are the DCGAN
 * paper's (Radford et al. 2016): α = 0.0002, β₁ = 0.5.
 *
 * All of a network's weights are updated as one vector, so the cost doesn't grow with the number of layers. A weight
 * without a gradient counts as having gradient 0.
 *
 * @param options - `learningRate`, `beta1`, `beta2`, `epsilon`
 * @returns an optimizer for one network
 * @throws ArgumentError for a setting out of its range; from an update, for a schedule that gives a rate that isn't finite
 *   and ≥ 0
 */
export function adam(options: AdamOptions = {}): Optimizer {
  refuseUnknownKeys(options, ['learningRate', 'beta1', 'beta2', 'epsilon']);
  const { learningRate = 2e-4, beta1 = 0.5, beta2 = 0.999, epsilon = 1e-7 } = options;
  const isSchedule = typeof learningRate === 'function';
  if (!isSchedule && !isPositive(learningRate)) {
    throw new ArgumentError(
      'learningRate',
      `got ${learningRate}; expected a positive, finite number, or a function of the update.`,
    );
  }
  if (!isPositive(epsilon)) {
    throw new ArgumentError('epsilon', `got ${epsilon}; expected a positive, finite number.`);
  }
  for (const [name, value] of Object.entries({ beta1, beta2 })) {
    if (!(value >= 0 && value < 1))
      throw new ArgumentError(name, `got ${value}; expected a number in [0, 1).`);
  }
  return new Adam(isSchedule ? learningRate : () => learningRate, beta1, beta2, epsilon);
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}

class Adam implements Optimizer {
  readonly name = 'adam';
  private updates = 0;
  private moments: Moments | undefined;

  constructor(
    private readonly learningRate: LearningRateSchedule,
    private readonly beta1: number,
    private readonly beta2: number,
    private readonly epsilon: number,
  ) {}

  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): void {
    const learningRate = this.rateOfNextUpdate();
    const updates = this.updates + 1;
    const meanCorrection = 1 - this.beta1 ** updates;
    const squareCorrection = 1 - this.beta2 ** updates;
    const old = this.moments;
    tidy(() => {
      const { weights: moved, moments } = adamUpdate(weights, gradients, old, {
        rateOfMean: 1 - this.beta1,
        rateOfSquare: 1 - this.beta2,
        rootScale: 1 / Math.sqrt(squareCorrection),
        epsilon: this.epsilon,
        stepSize: learningRate / meanCorrection,
      });
      weights.forEach((weight, index) => {
        weight.assign(moved[index]!);
      });
      this.moments = { mean: keep(moments.mean), square: keep(moments.square) };
    });
    this.updates = updates;
    old?.mean.dispose();
    old?.square.dispose();
  }

  private rateOfNextUpdate(): number {
    const rate = this.learningRate(this.updates);
    if (typeof rate === 'number' && rate >= 0 && Number.isFinite(rate)) return rate;
    throw new ArgumentError(
      'learningRate',
      `gave ${describeValue(rate)} for update ${this.updates}; expected a finite number, at least 0.`,
    );
  }

  save(): OptimizerState {
    const tensors: Record<string, Tensor> = {};
    if (this.moments) {
      tensors.mean = keep(clone(this.moments.mean));
      tensors.square = keep(clone(this.moments.square));
    }
    return { updates: this.updates, tensors };
  }

  restore(state: OptimizerState): void {
    this.dispose();
    this.updates = state.updates;
    const { mean, square: meanSquare } = state.tensors;
    if (mean && meanSquare) {
      this.moments = { mean: keep(clone(mean)), square: keep(clone(meanSquare)) };
    }
  }

  dispose(): void {
    this.moments?.mean.dispose();
    this.moments?.square.dispose();
    this.moments = undefined;
    this.updates = 0;
  }
}
