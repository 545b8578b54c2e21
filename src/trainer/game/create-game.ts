import { nonSaturatingLoss } from '../../losses';
import type { Random } from '../../random';
import type { TrainableModel } from '../../tfjs';
import type { RealBatch } from '../data/batch';
import { type Role, trainableVariables } from '../networks/model';
import { checkShapes } from './check-shapes';
import type { Game } from './game';
import type { GameOptions } from './game-options';
import { packDiscriminator } from './pack-discriminator';

/** Parts of a game beside its options: the networks, once they exist. */
interface Assembly extends Pick<Game, 'generatorOptimizer' | 'discriminatorOptimizer' | 'random'> {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  /** Random stream for the initial weights of a network that is built by its first batch. */
  readonly weights: Random;
}

/** The game by its options, with every shape checked on a real batch. */
export function createGame(
  { latent, loss = nonSaturatingLoss(), terms = [], packing = 1 }: Omit<GameOptions, Role>,
  batch: RealBatch,
  { weights, ...assembly }: Assembly,
): Game {
  const { generator } = assembly;
  const discriminator = packDiscriminator(assembly.discriminator, packing);
  checkShapes({ generator, discriminator, latent, loss, packing }, batch, weights);
  return {
    ...assembly,
    discriminator,
    generatorWeights: trainableVariables('generator', generator),
    discriminatorWeights: trainableVariables('discriminator', discriminator),
    loss,
    terms,
    latent,
    packing,
  };
}
