import {
  add,
  clone,
  div,
  keep,
  type Tensor,
  type Optimizer as TfjsOptimizer,
  tidy,
  util,
  type Variable,
} from '@tensorflow/tfjs-core';
import { ArgumentError, checkState, checkWholeNumber } from '../errors';
import { checkUpdate, isInUse } from './check-update';
import type { Optimizer, OptimizerState } from './optimizer';
import { wrappedOptimizer } from './wrapped-optimizer';

/**
 * An optimizer that moves the weights once in n calls, by the mean of the n gradients: (g₁ + … + gₙ)/n. For a loss that is a
 * mean over samples, n batches of m samples then give the gradient of one batch of n·m, in the memory of one of m. A
 * learning rate schedule counts the updates, not the calls; a step of the Trainer is a call.
 *
 * It is not the same as a larger batch where a value hangs on the whole batch: batch normalization takes its statistics of m
 * samples, and moves its moving averages n times as often; relativistic average losses and minibatch layers see m; noise,
 * dropout and lazy penalties are drawn or computed in each call.
 *
 * Sums that wait for their update are part of the saved state. A weight without a gradient in all n calls has none in the update.
 *
 * Source: Ott et al. 2018, "Scaling Neural Machine Translation", §3.2 (delayed updates); for GANs: Brock, Donahue & Simonyan 2019,
 * "Large Scale GAN Training for High Fidelity Natural Image Synthesis", whose published code accumulates so.
 *
 * @param optimizer - what makes the update: ours or tfjs's
 * @param n - how many gradients make one update
 * @returns an optimizer for one network
 * @throws ArgumentError for what is no optimizer, or an n that isn't a whole number above 0; from an update, for weights of other
 *   shapes than the sums that wait; from `restore`, for a state that it didn't save
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { sgd, withGradientAccumulation } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = withGradientAccumulation(sgd({ learningRate: 0.1 }), 2);
 * optimizer.update([w], [tf.tensor1d([2])]);
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 1.0000
 * optimizer.update([w], [tf.tensor1d([4])]);
 * // 1 − 0.1·(2 + 4)/2
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.7000
 * ```
 */
export function withGradientAccumulation(optimizer: Optimizer | TfjsOptimizer, n: number): Optimizer {
  const inner = wrappedOptimizer(optimizer);
  checkWholeNumber('n', n, 1);
  return new AccumulatingOptimizer(inner, n);
}

/** Sums of gradients, one a weight; null where no call had any. */
type Sums = readonly (Tensor | null)[];

/** Names in a saved state: those of the wrapped optimizer's tensors, and of the sums, by the weight's index. */
const INNER = 'optimizer/';
const SUM = 'gradientSum/';

class AccumulatingOptimizer implements Optimizer {
  readonly name: string;
  private sums: Sums = [];
  /** Number of calls since the last update. */
  private waiting = 0;

  constructor(
    private readonly inner: Optimizer,
    private readonly n: number,
  ) {
    this.name = `${inner.name}, of ${n} gradients`;
  }

  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): undefined {
    checkUpdate(weights, gradients);
    this.checkSums(weights);
    const old = this.sums;
    const isLast = this.waiting + 1 === this.n;
    let updated: unknown;
    tidy(() => {
      const sums = weights.map((_, index) => sumOf(old[index] ?? null, gradients[index]!));
      if (isLast) {
        const means = sums.map((sum) => sum && div(sum, this.n));
        updated = this.inner.update(weights, means);
      }
      this.sums = isLast ? [] : sums.map(kept);
    });
    this.waiting = isLast ? 0 : this.waiting + 1;
    disposeAll(old);
    // Handed on, should it be a promise: the Trainer refuses an update that isn't over.
    return updated as undefined;
  }

  /** Refuses weights that the sums aren't about. */
  private checkSums(weights: readonly Variable[]): void {
    const fits = this.sums.every(
      (sum, index) => !sum || (weights[index] && util.arraysEqual(sum.shape, weights[index].shape)),
    );
    if (fits) return;
    throw new ArgumentError(
      'weights',
      `got ${weights.length} of other shapes than those whose gradients ${this.name} has summed up; expected the same in every call. Make an optimizer for each network; dispose() has this one start anew.`,
    );
  }

  /** Saves as the wrapped optimizer does: at once, or by a promise. */
  save(): OptimizerState | Promise<OptimizerState> {
    const { waiting } = this;
    const saved = this.inner.save();
    const sums = copyOf(this.sums);
    const withSums = ({ updates, tensors }: OptimizerState): OptimizerState => ({
      updates: updates * this.n + waiting,
      tensors: Object.fromEntries([
        ...Object.entries(tensors).map(([name, tensor]) => [INNER + name, tensor] as const),
        ...sums.flatMap((sum, index) => (sum ? [[`${SUM}${index}`, sum] as const] : [])),
      ]),
    });
    if (!(saved instanceof Promise)) return withSums(saved);
    return saved.then(withSums, (error) => {
      disposeAll(sums);
      throw error;
    });
  }

  /** Goes back as the wrapped optimizer does: at once, or by a promise. */
  restore(state: OptimizerState): void | Promise<void> {
    const { updates: calls, tensors } = checkState(state);
    const waiting = calls % this.n;
    const [ofInner, sums] = this.readTensors(tensors, waiting);
    const restored = this.inner.restore({ updates: Math.floor(calls / this.n), tensors: ofInner });
    const copies = copyOf(sums);
    const takeSums = () => {
      disposeAll(this.sums);
      this.sums = copies;
      this.waiting = waiting;
    };
    if (!(restored instanceof Promise)) return takeSums();
    return restored.then(takeSums, (error) => {
      disposeAll(copies);
      throw error;
    });
  }

  /** The wrapped optimizer's tensors, and the sums that wait. */
  private readTensors(tensors: OptimizerState['tensors'], waiting: number): [Record<string, Tensor>, Sums] {
    const ofInner: Record<string, Tensor> = {};
    const sums: (Tensor | null)[] = [];
    for (const [name, tensor] of Object.entries(tensors)) {
      const isSum = name.startsWith(SUM) && /^\d{1,6}$/.test(name.slice(SUM.length)) && waiting > 0;
      if (name.startsWith(INNER)) ofInner[name.slice(INNER.length)] = tensor;
      else if (isSum && isInUse(tensor)) sums[Number(name.slice(SUM.length))] = tensor;
      else
        throw new ArgumentError(
          'state',
          `holds the tensor '${name}', ${waiting} calls after an update; expected those that ${this.name} saves.`,
        );
    }
    return [ofInner, Array.from(sums, (sum) => sum ?? null)];
  }

  dispose(): void {
    disposeAll(this.sums);
    this.sums = [];
    this.waiting = 0;
    this.inner.dispose();
  }
}

/** The sum of two gradients, either of which may be missing; one of its own, that the caller of `update` doesn't dispose of. */
function sumOf(sum: Tensor | null, gradient: Tensor | null): Tensor | null {
  if (sum && gradient) return add(sum, gradient);
  const one = sum ?? gradient;
  return one && clone(one);
}

function kept(sum: Tensor | null): Tensor | null {
  return sum && keep(sum);
}

function copyOf(sums: Sums): Sums {
  return sums.map((sum) => kept(sum && clone(sum)));
}

function disposeAll(sums: Sums): void {
  for (const sum of sums) sum?.dispose();
}
