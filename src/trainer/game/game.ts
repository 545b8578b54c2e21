import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import type { AdversarialLoss } from '../../losses';
import type { Optimizer } from '../../optimizers';
import type { LossTerm } from '../../penalties';
import type { Random } from '../../random';
import type { TrainableModel } from '../../tfjs';

/** Everything that a step reads and moves. */
export interface Game {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  readonly generatorWeights: readonly Variable[];
  readonly discriminatorWeights: readonly Variable[];
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  readonly loss: AdversarialLoss;
  readonly terms: readonly LossTerm[];
  /** G's noise; undefined where it works on the condition alone. */
  readonly latent: Sampler | undefined;
  /** Number of samples that D takes together. */
  readonly packing: number;
  readonly random: Random;
}

/** Results of a step of one network, on the device; the caller disposes of them all. */
export interface NetworkStep {
  /** The network's loss, without terms. */
  readonly loss: Scalar;
  /** The terms that were computed in this step, by name, each without its `every`. */
  readonly terms: Readonly<Record<string, Scalar>>;
}

/** Results of a step of D. */
export interface DiscriminatorStep extends NetworkStep {
  readonly realLogits: Tensor;
  readonly fakeLogits: Tensor;
}

/** Place of a step in the training. */
export interface Moment {
  /** Number of steps that the Trainer took before. */
  readonly step: number;
  /** Number of steps that this network took before: tells which terms are due. */
  readonly count: number;
}

/** Steps of each network in one step of the Trainer. */
export interface StepsPerStep {
  readonly discriminatorSteps: number;
  readonly generatorSteps: number;
}

/** Results of one step of the Trainer, for the report. */
export interface StepRecord {
  readonly discriminator: DiscriminatorStep[];
  readonly generator: NetworkStep[];
}
