import { ready } from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from '../backends';
import { BackendError } from '../errors';
import { type Random, withSeededMathRandom } from '../random';
import type { TrainableModel } from './model';
import type { TrainerOptions } from './trainer-options';

/** The two networks, on a backend that runs. */
export interface Players<G extends TrainableModel, D extends TrainableModel> {
  /** G: the model that was given, or what the factory made. */
  readonly generator: G;
  /** D: the model that was given, or what the factory made. */
  readonly discriminator: D;
  /** The backend that was started, if one was asked for. */
  readonly backend: ActiveBackend | undefined;
}

/** The players, and how to let go of them. */
export interface AssembledPlayers<G extends TrainableModel, D extends TrainableModel> extends Players<G, D> {
  /** Frees the models that factories made, and takes back what was changed on the backend. */
  dispose(): void;
}

/** Starts the backend, if one is asked for, and makes the networks that came as factories. */
export async function assemblePlayers<G extends TrainableModel, D extends TrainableModel>(
  options: TrainerOptions<G, D>,
  random: Random,
): Promise<AssembledPlayers<G, D>> {
  const backend = options.backend === undefined ? await runningBackend() : await useBackend(options.backend);
  const made: TrainableModel[] = [];
  const player = <M extends TrainableModel>(model: M | (() => M)): M => {
    if (typeof model !== 'function') return model;
    const result = withSeededMathRandom(random, model);
    made.push(result);
    return result;
  };
  return {
    generator: player(options.generator),
    discriminator: player(options.discriminator),
    backend,
    dispose() {
      for (const model of made) model.dispose?.();
      backend?.restore();
    },
  };
}

async function runningBackend(): Promise<undefined> {
  try {
    await ready();
  } catch (cause) {
    const mend = "pass `backend: 'wasm'` to the Trainer, or import a backend's package first";
    throw new BackendError('none', `tfjs has no backend that works: ${mend}.`, { cause });
  }
}
