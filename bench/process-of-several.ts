/** One of the processes of several-processes.ts: takes steps as it is told, on one thread, and answers with a step's time. */
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { timeSteps } from './interleave';
import type { Training } from './naive-loop';
import type { ProcessTask } from './several-processes';
import { withTrainer } from './with-trainer';

tf.enableProdMode();
await useBackend('wasm', { threads: 1 });
let training: Training | undefined;
process.on('message', async ({ game, r1, steps }: ProcessTask) => {
  training ??= withTrainer(game, { r1 });
  process.send!(await timeSteps({ name: 'one of several', ...training }, steps));
});
