import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { wasmPaths } from '../support/wasm-paths';
import { smallGame } from './small-game';

tf.enableProdMode();
await useBackend('wasm', { wasmPaths });
const trainer = new Trainer({ ...smallGame, seed: 1 });
for await (const report of trainer.run(gaussianRing(), { steps: 20, reportEvery: 10, batchSize: 24 })) {
  const samples = await trainer.sample(8);
  self.postMessage({ step: report.step, loss: report.discriminatorLoss, samples: await samples.data() });
  samples.dispose();
}
self.postMessage({ done: true });
