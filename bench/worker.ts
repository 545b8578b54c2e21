/** A thread of the Trainer's `workers`: the game that its `workerData` names. */
import { workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { serveGame } from 'gan-core/trainer';
import { dcgan, perceptrons } from './networks';

tf.enableProdMode();
const networks = { perceptrons, dcgan }[workerData as 'perceptrons' | 'dcgan'];
serveGame({
  generator: () => networks().generator,
  discriminator: () => networks().discriminator,
  latent: normalLatent(workerData === 'dcgan' ? 100 : 2),
});
