import { useBackend } from 'gan-core/backends';
import type { GameSize } from './games';
import { type Contestant, timeSteps } from './interleave';
import { naiveLoop, type Training } from './naive-loop';
import { withTrainer } from './with-trainer';

/** The naive loop with the kernels of tfjs's wasm backend. The backend must run, as tfjs has it. */
export function naiveOnTfjs(name: string, game: GameSize): Contestant {
  return { name, ...naiveLoop(game) };
}

/** The same loop with the kernels that useBackend puts in. */
export function naiveOnOurs(name: string, game: GameSize): Contestant {
  return onOurKernels(name, naiveLoop(game));
}

/** The Trainer, on one thread unless more are asked for. */
export function trainer(name: string, game: GameSize, { r1 = false, threads = 1 } = {}): Contestant {
  return onOurKernels(name, withTrainer(game, { r1 }), threads);
}

/** Puts in the kernels before each run, starts threads and warms them up, which isn't timed, and takes all out after it. */
function onOurKernels(name: string, training: Training, threads = 1): Contestant {
  return {
    ...training,
    name,
    async run(steps) {
      const backend = await useBackend('wasm', { threads });
      await training.run(Math.ceil(steps / 4));
      const time = await timeSteps({ ...training, name }, steps);
      backend.restore();
      return time;
    },
  };
}
