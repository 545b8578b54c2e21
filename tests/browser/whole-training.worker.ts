import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { perceptron } from '../support/networks';
import { wasmPaths } from '../support/wasm-paths';

tf.enableProdMode();
await useBackend('wasm', { wasmPaths });
const trainer = new Trainer({
  generator: perceptron(2, [16], 2),
  discriminator: perceptron(2, [16], 1),
  latent: normalLatent(2),
  seed: 1,
});
for await (const report of trainer.run(gaussianRing(), { steps: 20, reportEvery: 10, batchSize: 24 })) {
  const samples = await trainer.sample(8);
  self.postMessage({ step: report.step, loss: report.discriminatorLoss, samples: await samples.data() });
  samples.dispose();
}
self.postMessage({ done: true });
