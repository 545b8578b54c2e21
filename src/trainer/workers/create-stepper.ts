import type { Game, Moment, Stepper } from '../game/game';
import { discriminatorStep, generatorStep } from '../game/train-step';
import type { Role } from '../networks/model';
import type { WorkerPool } from './worker-pool';

/**
 * The means to take a step: by the worker pool where there is one, else by this thread alone.
 *
 * @param next - gives the place of a network's next step
 */
export function createStepper(
  game: Game,
  pool: WorkerPool | undefined,
  next: (role: Role) => Moment,
  signal: AbortSignal | undefined,
): Stepper {
  return {
    discriminatorStep(batch) {
      const moment = next('discriminator');
      return pool ? pool.discriminatorStep(batch, moment, signal) : discriminatorStep(game, batch, moment);
    },
    generatorStep(batch) {
      const moment = next('generator');
      return pool ? pool.generatorStep(batch, moment, signal) : generatorStep(game, batch, moment);
    },
  };
}
