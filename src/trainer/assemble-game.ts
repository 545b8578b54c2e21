import type { Tensor } from '@tensorflow/tfjs-core';
import { nonSaturatingLoss } from '../losses';
import type { Random } from '../random';
import { checkGame } from './check-game';
import { type Role, type TrainableModel, trainableVariables } from './model';
import { packed } from './packing';
import type { Game } from './train-step';
import type { TrainerOptions } from './trainer-options';

/** The part of the Trainer's options that makes the game: the same in every thread. */
export type ServedGame = Pick<
  TrainerOptions,
  'generator' | 'discriminator' | 'latent' | 'loss' | 'penalties' | 'packing'
>;

/** The game as a worker's script gives it: a network that it leaves out is the Trainer's, rebuilt from what its `getConfig` gives. */
export type WorkerGame = Omit<ServedGame, 'generator' | 'discriminator'> &
  Partial<Pick<ServedGame, 'generator' | 'discriminator'>>;

/** What a game needs beside its options: the networks, once they exist. */
interface Assembly extends Pick<Game, 'generatorOptimizer' | 'discriminatorOptimizer' | 'random'> {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  /** How many threads share each batch. */
  readonly threads: number;
  /** Where a network that is built by its first batch takes its initial weights from. */
  readonly weights: Random;
}

/** The game by its options, with every shape checked on a batch of real samples. */
export function assembleGame(
  { latent, loss = nonSaturatingLoss(), penalties = [], packing = 1 }: Omit<ServedGame, Role>,
  real: Tensor,
  { weights, threads, ...assembly }: Assembly,
): Game {
  const { generator } = assembly;
  const discriminator = packed(assembly.discriminator, packing);
  checkGame({ generator, discriminator, latent, loss, packing, threads }, real, weights);
  return {
    ...assembly,
    discriminator,
    generatorWeights: trainableVariables('generator', generator),
    discriminatorWeights: trainableVariables('discriminator', discriminator),
    loss,
    penalties,
    latent,
  };
}
