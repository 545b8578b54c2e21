import type { Variable } from '@tensorflow/tfjs-core';
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
