import type { Variable } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '../../losses';
import type { Optimizer } from '../../optimizers';
import type { LossTerm } from '../../penalties';
import type { Random } from '../../random';
import type { RecoverableState } from './snapshot';
import { stateful } from './stateful';

/** The parts of a game that keep something from step to step. */
interface Keepers {
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  readonly terms: readonly LossTerm[];
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
      ...game.terms.filter(hasState).map((term) => stateful('terms', term, `terms.${term.name}`)),
    ],
    randoms: [game.random, ...(game.loss.random ? [game.loss.random] : [])].filter(canGoBack),
  };
}

/** A term that keeps something between the steps, and can go back. */
function hasState(term: LossTerm): term is LossTerm & Required<Pick<LossTerm, 'save' | 'restore'>> {
  return term.save !== undefined && term.restore !== undefined;
}

/** Whether a stream can be put back; one of the user's own may only have `next`. */
function canGoBack(random: Partial<Random>): boolean {
  return typeof random.save === 'function' && typeof random.restore === 'function';
}
