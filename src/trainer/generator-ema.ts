import { add, clone, keep, mul, sub, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { checkNumber, interval, refuseUnknownKeys } from '../errors';
import type { OptimizerState } from '../optimizers';

/** Settings of the moving average of the generator's weights. */
export interface GeneratorEmaOptions {
  /** The decay d per step, in [0, 1). 0.999 forgets over about 1,000 steps. */
  readonly decay: number;
  /** Whether the decay starts low and rises to `decay`: min(d, (1 + t)/(10 + t)) at step t. Default true. */
  readonly warmup?: boolean;
}

/** Refuses a decay outside [0, 1). */
export function checkGeneratorEma(options: GeneratorEmaOptions): void {
  refuseUnknownKeys(options, ['decay', 'warmup'], 'generatorEma');
  checkNumber('generatorEma.decay', options.decay, interval('[0, 1)'), ', such as 0.999');
}

/**
 * An exponential moving average of the generator's weights, w̄ ← d·w̄ + (1 − d)·w after every step (Yazıcı et al. 2019,
 * "The unusual effectiveness of averaging in GAN training"): its samples are cleaner than those of the last weights.
 */
export class GeneratorEma {
  private averages: Tensor[];
  private updates = 0;

  constructor(
    private readonly weights: readonly Variable[],
    private readonly options: GeneratorEmaOptions,
  ) {
    this.averages = weights.map((weight) => keep(clone(weight)));
  }

  /** Moves the averages towards the weights as they are. */
  update(): void {
    const { decay, warmup = true } = this.options;
    const updates = ++this.updates;
    const rate = 1 - (warmup ? Math.min(decay, (1 + updates) / (10 + updates)) : decay);
    const old = this.averages;
    this.averages = tidy(() =>
      old.map((average, index) => keep(add(average, mul(sub(this.weights[index]!, average), rate)))),
    );
    for (const average of old) average.dispose();
  }

  /** Runs `work` with the averages in the generator, and puts the weights back. */
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

function assignAll(weights: readonly Variable[], values: readonly Tensor[]): void {
  weights.forEach((weight, index) => {
    weight.assign(values[index]!);
  });
}
