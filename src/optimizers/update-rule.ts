import { engine, keep, type NamedTensorMap, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, checkState } from '../errors';
import { hasKernel, shareData } from '../tfjs';
import { checkUpdate } from './check-update';
import type { LearningRateSchedule } from './cosine-decay';
import type { Optimizer, OptimizerState } from './optimizer';

/** Memory of an optimizer between updates: tensors by name, each of all weights in one vector. */
export type Memory = Readonly<Record<string, Tensor>>;

/** The numbers of one update. */
type Rates = Readonly<Record<string, number>>;

/** Inputs of one update. */
interface UpdateInput<R extends Rates> {
  readonly weights: readonly Tensor[];
  /** One for each weight; null counts as 0. */
  readonly gradients: readonly (Tensor | null)[];
  /** Memory of the update before; empty at the first. */
  readonly memory: Memory;
  readonly rates: R;
}

/** Results of one update, all new tensors. */
interface UpdateResult {
  readonly weights: readonly Tensor[];
  readonly memory: Memory;
}

/** Rule by which an optimizer moves the weights, which distinguishes it from others. */
export interface UpdateRule<R extends Rates = Rates> {
  readonly name: string;
  /** The names of what it remembers. */
  readonly remembers: readonly string[];
  /** The kernel of gan-core's that makes the same update in one pass, on backends that have it. */
  readonly kernel: string;
  /** Computes the scalars for update number `updates` (1-based). */
  rates(learningRate: number, updates: number): R;
  /** The update by tfjs's operations; runs in a tidy. */
  update(input: UpdateInput<R>): UpdateResult;
}

/** An optimizer that moves the weights by a rule: it counts the updates and keeps the rule's memory. */
export class RuleOptimizer<R extends Rates> implements Optimizer {
  readonly name: string;
  private updates = 0;
  private memory: Memory = {};
  /** Ids in tfjs of the weights that the memory belongs to; unknown after `restore`. */
  private network: readonly number[] | undefined;

  constructor(
    private readonly rule: UpdateRule<R>,
    private readonly learningRate: LearningRateSchedule,
  ) {
    this.name = rule.name;
  }

  update(allWeights: readonly Variable[], allGradients: readonly (Tensor | null)[]): void {
    checkUpdate(allWeights, allGradients);
    // A weight that is listed twice, as that of a shared layer, moves once.
    const weights = [...new Set(allWeights)];
    const gradients =
      weights.length === allWeights.length
        ? allGradients
        : weights.map((weight) => allGradients[allWeights.indexOf(weight)]!);
    this.checkNetwork(weights);
    const learningRate = this.learningRate(this.updates);
    const updates = this.updates + 1;
    const old = this.memory;
    tidy(() => {
      const input = { weights, gradients, memory: old, rates: this.rule.rates(learningRate, updates) };
      const moved = hasKernel(this.rule.kernel) ? updateByKernel(this.rule, input) : this.rule.update(input);
      for (let index = 0; index < weights.length; index++) weights[index]!.assign(moved.weights[index]!);
      for (const tensor of Object.values(moved.memory)) keep(tensor);
      this.memory = moved.memory;
    });
    this.updates = updates;
    this.network ??= weights.map(({ id }) => id);
    disposeAll(old);
  }

  /** Refuses weights that the memory isn't about: the kernels would read beyond its end, or mix two networks' moments. */
  private checkNetwork(weights: readonly Variable[]): void {
    const { network } = this;
    const size = weights.reduce((sum, weight) => sum + weight.size, 0);
    const isSame =
      !network || (network.length === weights.length && weights.every(({ id }, n) => id === network[n]));
    if (isSame && Object.values(this.memory).every((tensor) => tensor.size === size)) return;
    throw new ArgumentError(
      'weights',
      `got ${weights.length} with ${size} numbers in all; expected those of the network that ${this.name} was made for: what it remembers is about that one. Make an optimizer for each network and each Trainer; dispose() has this one start anew.`,
    );
  }

  save(): OptimizerState {
    return { updates: this.updates, tensors: copyOf(this.memory) };
  }

  restore(state: OptimizerState): void {
    const { updates, tensors } = checkState(state);
    const expected = updates === 0 ? [] : this.rule.remembers;
    const names = Object.keys(tensors);
    if (names.length !== expected.length || !expected.every((name) => names.includes(name))) {
      throw new ArgumentError(
        'state',
        `got ${list(names)} after ${updates} updates; expected ${list(expected)}, as ${this.name} with the same settings saves.`,
      );
    }
    const copies = copyOf(tensors);
    this.dispose();
    this.updates = updates;
    this.memory = copies;
  }

  dispose(): void {
    disposeAll(this.memory);
    this.memory = {};
    this.updates = 0;
    this.network = undefined;
  }
}

/** Updates by gan-core's kernel, whose arguments src/backends/wasm/simd/optimizers.ts describes. */
function updateByKernel<R extends Rates>(
  { kernel, remembers }: UpdateRule<R>,
  { weights, gradients, memory, rates }: UpdateInput<R>,
): UpdateResult {
  const old = remembers.flatMap((name) => memory[name] ?? []);
  const present = gradients.filter((gradient) => gradient !== null);
  // tfjs takes an array as well, as tf.concat does: an object with a name for each weight would cost as much as a kernel.
  const inputs = [...weights, ...present, ...old] as unknown as NamedTensorMap;
  const attributes = {
    ...rates,
    remembers: remembers as string[],
    hasGradient: gradients.map((gradient) => gradient !== null),
  };
  const outputs = engine().runKernel(kernel, inputs, attributes) as Tensor[];
  const remembered = outputs.slice(weights.length);
  return {
    weights: outputs.slice(0, weights.length),
    memory: Object.fromEntries(remembers.map((name, index) => [name, remembered[index]!])),
  };
}

function copyOf(tensors: Memory): Memory {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, keep(shareData(tensor))]));
}

function disposeAll(tensors: Memory): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no tensors' : `the tensors ${names.join(', ')}`;
}
