import { clone, keep, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import type { LearningRateSchedule } from './cosine-decay';
import type { Optimizer, OptimizerState } from './optimizer';

/** What an optimizer remembers between updates: tensors by name, each of all weights in one vector. */
export type Memory = Readonly<Record<string, Tensor>>;

/** What one update starts from. */
interface UpdateInput {
  readonly weights: readonly Tensor[];
  /** One for each weight; null counts as 0. */
  readonly gradients: readonly (Tensor | null)[];
  /** What the update before remembered; empty at the first. */
  readonly memory: Memory;
  readonly learningRate: number;
  /** How many updates there are with this one: 1 at the first. */
  readonly updates: number;
}

/** How an optimizer moves the weights: what distinguishes one optimizer from another. */
export interface UpdateRule {
  readonly name: string;
  /** The names of what it remembers. */
  readonly remembers: readonly string[];
  /** New weights and a new memory, all new tensors; runs in a tidy. */
  update(input: UpdateInput): { readonly weights: readonly Tensor[]; readonly memory: Memory };
}

/** An optimizer that moves the weights by a rule: it counts the updates and keeps the rule's memory. */
export class RuleOptimizer implements Optimizer {
  readonly name: string;
  private updates = 0;
  private memory: Memory = {};

  constructor(
    private readonly rule: UpdateRule,
    private readonly learningRate: LearningRateSchedule,
  ) {
    this.name = rule.name;
  }

  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): void {
    const learningRate = this.learningRate(this.updates);
    const updates = this.updates + 1;
    const old = this.memory;
    tidy(() => {
      const moved = this.rule.update({ weights, gradients, memory: old, learningRate, updates });
      weights.forEach((weight, index) => {
        weight.assign(moved.weights[index]!);
      });
      for (const tensor of Object.values(moved.memory)) keep(tensor);
      this.memory = moved.memory;
    });
    this.updates = updates;
    disposeAll(old);
  }

  save(): OptimizerState {
    return { updates: this.updates, tensors: copyOf(this.memory) };
  }

  restore({ updates, tensors }: OptimizerState): void {
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
  }
}

function copyOf(tensors: Memory): Memory {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, keep(clone(tensor))]));
}

function disposeAll(tensors: Memory): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no tensors' : `the tensors ${names.join(', ')}`;
}
