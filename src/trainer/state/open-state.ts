import type { Random } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { shapesOf } from '../checkpoint/batch-shapes';
import type { RealBatch } from '../data/batch';
import { checkShapes } from '../game/check-shapes';
import { createGame } from '../game/create-game';
import { toOptimizer } from '../networks/any-optimizer';
import { type Networks, stepsPerStep, type TrainerOptions } from '../options/trainer-options';
import { backendNotices } from '../report/backend-notices';
import { GradientWatch } from '../report/gradient-watch';
import { Notices } from '../report/notices';
import { TrainingState } from './training-state';

/** Ingredients of a state beside the options. */
interface Made {
  readonly networks: Networks<TrainableModel, TrainableModel>;
  /** State of the former runs. */
  readonly state: TrainingState | undefined;
  /** Random stream for the initial weights of a network that is built by its first batch. */
  readonly weights: Random;
  /** Random stream of the steps. */
  readonly training: Random;
}

/** Checks every shape on a first batch, and gives the state that the steps move: a new one in the first run. */
export function openState(
  options: TrainerOptions<TrainableModel, TrainableModel>,
  { networks, state, weights, training: random }: Made,
  batch: RealBatch,
): TrainingState {
  const { generator, discriminator, backend } = networks;
  if (state) {
    // A loss with a stream of its own draws from it in the check too; two runs are to give what one gives.
    const { random: own } = state.game.loss;
    const before = own?.save?.();
    checkShapes(state.game, batch, weights);
    if (before) own?.restore?.(before);
    return state;
  }
  const watch = new GradientWatch();
  const game = createGame(options, batch, {
    generator,
    discriminator,
    generatorOptimizer: watch.watch(toOptimizer(options.generatorOptimizer), () => 'generator'),
    discriminatorOptimizer: watch.watch(toOptimizer(options.discriminatorOptimizer), () => 'discriminator'),
    random,
    weights,
  });
  return new TrainingState(
    game,
    (step) => stepsPerStep(options, step),
    options.generatorEma,
    new Notices(backendNotices(backend)),
    watch,
    shapesOf(batch),
  );
}
