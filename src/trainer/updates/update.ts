import type { NamedTensorMap, Scalar, Tensor, Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-core';
import type { LossContext } from '../../losses';
import type { Optimizer, OptimizerState } from '../../optimizers';
import type { ByStep } from '../control/by-step';
import type { NamedNetworks } from '../networks/named-networks';
import type { NetworkFunctions } from './network-function';

/** A batch of a game: tensors by their names, as the data gave them. A lone tensor is `{ real: tensor }`. */
export type GameBatch<K extends string = string> = Readonly<Record<K, Tensor>>;

/** All that the functions of an update have at hand. */
export interface UpdateContext<N extends NamedNetworks = NamedNetworks, B extends GameBatch = GameBatch>
  extends LossContext {
  /** The networks as functions, in training mode: `toA(b)` is the first output, `toA.outputs(b)` are all. */
  readonly networks: NetworkFunctions<N>;
  /** The batch under way. It is freed after the step, unless it is yours: what is to last needs a copy by `tf.keep(tf.clone(…))`. */
  readonly batch: B;
  /** Runs a piece of the loss whose results are constants to the gradient: PyTorch's `no_grad`. */
  withoutGradients<T>(work: () => T): T;
}

/** A loss: a scalar, or terms by their names, which are summed and each reported. */
export type UpdateLoss = Scalar | Readonly<Record<string, Scalar>>;

/** Gradients of an update's own, as `tf.variableGrads` gives them. */
export interface GivenGradients {
  /** Gradients by the names of the weights' variables; a weight that has none here doesn't move. */
  readonly grads: NamedTensorMap;
  /** A loss to report; its gradients aren't taken. */
  readonly value?: UpdateLoss;
}

/** Tensors that an update keeps between steps: a pool of images, say. They go back with all else after NaN. */
export interface UpdateState {
  /** A copy of the state; the caller disposes of its tensors. */
  save(): OptimizerState;
  /** Goes back to what `save` gave; it copies what it needs. */
  restore(state: OptimizerState): void;
  /** Frees its tensors. */
  dispose?(): void;
}

/** One move of a game: some of its networks step down a loss. It has `loss` or `gradients`. */
export interface Update<N extends NamedNetworks = NamedNetworks, B extends GameBatch = GameBatch> {
  /** Its name, unique among the updates: in reports, a loss is called by it. */
  readonly name: string;
  /** The networks that it moves; to the others its loss is a function of constants. */
  readonly trains: readonly Extract<keyof N, string>[];
  /** Moves them: ours or tfjs's, of no other update. Default: `adam()`. */
  readonly optimizer?: Optimizer | TfjsOptimizer;
  /**
   * Times that it is made in each step: a number, or a function of the number of steps done; 0 leaves it out. The first update takes a
   * fresh batch each time, all others that of the first's last time. Default 1.
   */
  readonly times?: ByStep;
  /** Computes the loss that the networks step down. */
  loss?(context: UpdateContext<N, B>): UpdateLoss;
  /** Computes the gradients itself, in place of a loss: by `tf.variableGrads(f, [...networks.g.weights])`, say. */
  gradients?(context: UpdateContext<N, B>): GivenGradients;
  /** Tensors that it keeps between steps, if it keeps any. */
  readonly state?: UpdateState;
}
