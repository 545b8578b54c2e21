/** A thread of the Trainer's `workers`: the game that its `workerData` names. */
import { workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { serveGame } from 'gan-core/trainer';
import { type GameSize, networksOf } from './games';

tf.enableProdMode();
const { generator, discriminator, latentLength } = networksOf(workerData as GameSize);
serveGame({ generator, discriminator, latent: normalLatent(latentLength) });
