import {
  abs,
  clone,
  keep,
  max,
  maximum,
  type Scalar,
  scalar,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../optimizers';

/** Updates of each optimizer that are looked at. */
const UPDATES = 10;

/** State of a watch. The tensors are the caller's. */
export interface SavedWatch {
  readonly isOver: boolean;
  /** Updates of each optimizer that were looked at. */
  readonly looks: readonly number[];
  /** The largest size of a gradient's entry, by network. */
  readonly largest: Readonly<Record<string, Scalar>>;
}

/** Watches whether a network gets gradients that are all exactly 0, in its first updates: it would not learn. */
export class GradientWatch {
  /** The largest size of a gradient's entry, by network. */
  private readonly largest = new Map<string, Scalar>();
  /** Updates of each optimizer that were looked at. */
  private looks: number[] = [];
  private isOver = false;

  /**
   * The optimizer, with a look at the gradients of its first updates; nothing is read from the device.
   *
   * @param networkOf - the network that a weight belongs to, as a warning names it
   */
  watch(optimizer: Optimizer, networkOf: (weight: Variable) => string): Optimizer {
    const index = this.looks.push(0) - 1;
    return {
      name: optimizer.name,
      update: (weights, gradients) => {
        if (!this.isOver && this.looks[index]!++ < UPDATES) this.look(weights, gradients, networkOf);
        return optimizer.update(weights, gradients);
      },
      save: () => optimizer.save(),
      restore: (state) => optimizer.restore(state),
      dispose: () => optimizer.dispose(),
    };
  }

  private look(
    weights: readonly Variable[],
    gradients: readonly (Tensor | null)[],
    networkOf: (weight: Variable) => string,
  ): void {
    const networks = weights.map(networkOf);
    for (const network of new Set(networks)) {
      const former = this.largest.get(network);
      const largest = tidy(() => {
        const sizes = gradients.flatMap((gradient, index) =>
          networks[index] === network && gradient?.size ? [max(abs(gradient))] : [],
        );
        const all = former ? [former, ...sizes] : sizes;
        const greatest = all.length > 0 ? all.reduce((a, b) => maximum(a, b)) : scalar(0);
        return keep(greatest.clone()) as Scalar;
      });
      former?.dispose();
      this.largest.set(network, largest);
    }
  }

  /** Warnings of the networks whose gradients all were 0, once: the watch is over then. */
  async warnings(): Promise<string[]> {
    const without: string[] = [];
    for (const [network, largest] of this.largest)
      if ((await largest.data())[0] === 0)
        without.push(
          `The ${network}'s gradients were all exactly 0 in its first steps: it doesn't learn. Look for activations that are all cut off (relu), an output that doesn't depend on its weights, or a loss that doesn't depend on its output.`,
        );
    this.dispose();
    return without;
  }

  /** A copy of what it has seen. */
  save(): SavedWatch {
    const copies = [...this.largest].map(([network, largest]) => [network, keep(clone(largest))] as const);
    return { isOver: this.isOver, looks: [...this.looks], largest: Object.fromEntries(copies) };
  }

  /** Goes back to what `save` gave. */
  restore({ isOver, looks, largest }: SavedWatch): void {
    this.dispose();
    this.isOver = isOver;
    this.looks = this.looks.map((_, index) => looks[index] ?? 0);
    for (const [network, each] of Object.entries(largest)) this.largest.set(network, keep(clone(each)));
  }

  /** Frees what it keeps. */
  dispose(): void {
    for (const largest of this.largest.values()) largest.dispose();
    this.largest.clear();
    this.isOver = true;
  }
}
