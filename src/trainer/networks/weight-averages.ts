import { add, clone, keep, mul, sub, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { checkBoolean, checkNumber, interval } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import { atStep, type ByStep } from '../control/by-step';

/** Settings of a moving average of weights. */
export interface AverageOptions {
  /** The decay d per step, in [0, 1), or a function of the number of steps done. 0.999 forgets over about 1,000 steps. */
  readonly decay: ByStep;
  /** Whether the decay starts low and rises to `decay`: min(d, (1 + t)/(10 + t)) at step t. Default true. */
  readonly warmup?: boolean;
}

/** Refuses a decay outside [0, 1). */
export function checkAverageOptions(argument: string, { decay, warmup = true }: AverageOptions): void {
  checkBoolean(`${argument}.warmup`, warmup);
  if (typeof decay !== 'function') checkDecay(argument, decay);
}

/**
 * An exponential moving average of weights, w̄ ← d·w̄ + (1 − d)·w after every step (Yazıcı et al. 2019,
 * "The unusual effectiveness of averaging in GAN training"): a generator's samples are cleaner by it than by the last weights.
 */
export class WeightAverages {
  private averages: Tensor[];
  private updates = 0;

  constructor(
    /** Its argument's name. */
    readonly argument: string,
    private readonly weights: readonly Variable[],
    private readonly options: AverageOptions,
  ) {
    this.averages = weights.map((weight) => keep(clone(weight)));
  }

  /** Moves the averages towards the weights as they are. */
  update(step: number): void {
    const { warmup = true } = this.options;
    const decay = atStep(this.options.decay, step);
    checkDecay(this.argument, decay);
    const updates = ++this.updates;
    const rate = 1 - (warmup ? Math.min(decay, (1 + updates) / (10 + updates)) : decay);
    const old = this.averages;
    this.averages = tidy(() =>
      old.map((average, index) => keep(add(average, mul(sub(this.weights[index]!, average), rate)))),
    );
    for (const average of old) average.dispose();
  }

  /** Runs `work` with the averages in place of the weights, and puts the weights back. */
  use<T>(work: () => T): T {
    const current = this.weights.map((weight) => keep(clone(weight)));
    try {
      assignAll(this.weights, this.averages);
      return work();
    } finally {
      assignAll(this.weights, current);
      for (const tensor of current) tensor.dispose();
    }
  }

  /** A copy of the averages, for going back to them. */
  save(): OptimizerState {
    const copies = this.averages.map((average, index) => [`average${index}`, keep(clone(average))] as const);
    return { updates: this.updates, tensors: Object.fromEntries(copies) };
  }

  /** Goes back to averages that `save` gave. */
  restore({ updates, tensors }: OptimizerState): void {
    this.dispose();
    this.updates = updates;
    this.averages = this.weights.map((_, index) => keep(clone(tensors[`average${index}`]!)));
  }

  /** Frees the averages. */
  dispose(): void {
    for (const average of this.averages) average.dispose();
    this.averages = [];
  }
}

function checkDecay(argument: string, decay: unknown): void {
  checkNumber(`${argument}.decay`, decay, interval('[0, 1)'), ', such as 0.999');
}

function assignAll(weights: readonly Variable[], values: readonly Tensor[]): void {
  weights.forEach((weight, index) => {
    weight.assign(values[index]!);
  });
}
