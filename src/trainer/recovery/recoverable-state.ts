import type { Variable } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '../../losses';
import type { Optimizer } from '../../optimizers';
import type { Penalty } from '../../penalties';
import type { Random } from '../../random';
import type { RecoverableState } from './snapshot';
import { stateful } from './stateful';

/** The parts of a game that keep something from step to step. */
interface Keepers {
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  readonly penalties: readonly Penalty[];
  readonly loss: AdversarialLoss;
  readonly random: Random;
}

/** All that a step of the game moves, to go back to. */
export function recoverableState(game: Keepers, variables: readonly Variable[]): RecoverableState {
  return {
    variables,
    stateful: [
      stateful('generatorOptimizer', game.generatorOptimizer),
      stateful('discriminatorOptimizer', game.discriminatorOptimizer),
      ...game.penalties.filter(hasState).map((penalty) => stateful('penalties', penalty)),
    ],
    randoms: [game.random, ...(game.loss.random ? [game.loss.random] : [])].filter(canGoBack),
  };
}

/** A penalty that keeps something between the steps, and can go back. */
export function hasState(penalty: Penalty): penalty is Penalty & Required<Pick<Penalty, 'save' | 'restore'>> {
  return penalty.save !== undefined && penalty.restore !== undefined;
}

/** Whether a stream can be put back; one of the user's own may only have `next`. */
function canGoBack(random: Partial<Random>): boolean {
  return typeof random.save === 'function' && typeof random.restore === 'function';
}
